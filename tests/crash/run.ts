/** One run: customers talk, processes die, everybody is waited for, and the judge reads what is left. */
import { setTimeout as pause } from 'node:timers/promises';
import { openMeta } from '../support/whatsapp';
import { judge, type Verdict } from './checker';
import { converse, type Mouth } from './customer';
import { Doors } from './doors';
import { openHouse, type House, type StoreName } from './house';
import type { Observed } from './observed';
import { POINTS, type Fault, type Order } from './points';
import { webMouth } from './web-mouth';
import { whatsAppMouth } from './whatsapp-mouth';

export interface Run {
  readonly store: StoreName;
  readonly kills: number;
  /** Conversations at a time. */
  readonly customers: number;
  readonly fault?: Fault;
  /** How long a customer waits for an answer before she counts it as none. */
  readonly patienceMs?: number;
  /** Told now and then how far it is. */
  readonly onProgress?: (kills: number) => void;
}

export interface Outcome {
  readonly verdict: Verdict;
  readonly observed: Observed;
  readonly output: string;
}

const BETWEEN_KILLS_MS = 600;
const WARM_UP_MS = 1_000;
const PATIENCE_MS = 40_000;

export const crash = async ({ store, kills, customers, fault, onProgress, patienceMs = PATIENCE_MS }: Run): Promise<Outcome> => {
  const meta = await openMeta();
  const doors = new Doors();
  const house = await openHouse({ store, fault, meta, doors });
  try {
    const mouths: Mouth[] = [];
    let over = false;
    const talk = async (place: number): Promise<void> => {
      while (!over) {
        const mouth = place % 3 === 0 ? whatsAppMouth(doors, meta) : webMouth(doors, { listens: place % 3 === 1 ? 'socket' : 'polling' });
        mouths.push(mouth);
        await converse(mouth, { isOver: () => over, patienceMs });
        await mouth.catchUp();
      }
    };
    const talks = Promise.all(Array.from({ length: customers }, (_, place) => talk(place)));
    // Heard of at the end: a customer who gives up must not end the run before its processes are ended.
    talks.catch(() => undefined);
    await killAll(house, { kills, customers, onProgress });
    over = true;
    await talks;
    const observed = await house.read(mouths.map((mouth) => mouth.observed));
    return { verdict: judge(observed), observed, output: house.output() };
  } finally {
    await house.dispose();
    await meta.close();
  }
};

const killAll = async (house: House, { kills, customers, onProgress }: Pick<Run, 'kills' | 'customers'> & { onProgress: Run['onProgress'] }): Promise<void> => {
  await pause(WARM_UP_MS);
  for (let count = 0; count < kills; count += 1) {
    await pause(Math.random() * BETWEEN_KILLS_MS);
    await house.crash(orderOf(count, customers));
    onProgress?.(count + 1);
  }
};

/** Every named point in turn, and anywhere at all. */
const orderOf = (count: number, customers: number): Order | 'anywhere' => {
  const point = POINTS[count % (POINTS.length + 1)];
  return point === undefined ? 'anywhere' : { point, nth: 1 + Math.floor((Math.random() * customers) / 2) };
};
