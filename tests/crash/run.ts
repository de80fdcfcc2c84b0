/** One run: customers talk, processes die, everybody is waited for, and the judge reads what is left. */
import { setTimeout as pause } from 'node:timers/promises';
import { openMeta } from '../support/whatsapp';
import { judge, type Verdict } from './checker';
import { anyOf, converse, type Mouth } from './customer';
import { Doors } from './doors';
import { askForHelp } from './guided';
import { openHouse, type House } from './house';
import type { Observed } from './observed';
import { POINTS, type Fault, type Order } from './points';
import type { StoreName, Trouble } from './stores';
import { webMouth } from './web-mouth';
import { whatsAppMouth } from './whatsapp-mouth';

export interface Run {
  readonly store: StoreName;
  readonly kills: number;
  /** Conversations at a time. */
  readonly customers: number;
  readonly fault?: Fault;
  /** What befalls the store, `kills` times, instead of processes that are killed. */
  readonly trouble?: Trouble | undefined;
  /** How many replicas must have what is acknowledged. */
  readonly replicas?: number;
  /** So many more messages are acknowledged after the last kill before the run ends, however slow the machine is. */
  readonly messages?: number;
  /** Nobody goes through a flow or says several things at once: every answer that is missing is missed. */
  readonly oneAtATime?: boolean;
  /** How long a customer waits for an answer before she counts it as none. */
  readonly patienceMs?: number;
  /** The run ends before its last kill, and what happened until then is judged. */
  readonly isEnough?: () => boolean;
  /** Told now and then how far it is. */
  readonly onProgress?: (kills: number) => void;
}

export interface Outcome {
  readonly verdict: Verdict;
  readonly observed: Observed;
  readonly output: string;
  /** Whether all that was under way had ended before the transcripts were read; if not, what was not shown may be late and not lost. */
  readonly atRest: boolean;
}

const BETWEEN_KILLS_MS = 600;
const WARM_UP_MS = 1_000;
/** Longer than the longest trouble, and than a start on a machine that has much else to do. */
const PATIENCE_MS = 90_000;
const BETWEEN_TROUBLES_MS = 4_000;
/** Every so many kills or troubles, longer than a question waits for its answer. */
const TIME_PASSES_EVERY = 3;
const MINUTE = 60_000;
const REMINDED_BY_MS = 31 * MINUTE;
/**
 * When everybody has gone: the time of every reminder, of a wait and of the reminder of what is asked after it, all within the day
 * in which WhatsApp takes what we say; then that of every place that is kept for who comes back.
 */
const AFTERWARDS = [REMINDED_BY_MS, REMINDED_BY_MS, REMINDED_BY_MS, (8 * 24 + 1) * 60 * MINUTE] as const;
/** Kills or troubles that are kept for that: in the first of these times, and of many one more in the last. */
const atTheEnd = ({ kills, oneAtATime }: Run): number => (oneAtATime || kills < 2 ? 0 : kills < 10 ? 1 : 2);
const strikes = (run: Run, place: number): boolean => (place === 0 && atTheEnd(run) > 0) || (place === AFTERWARDS.length - 1 && atTheEnd(run) > 1);
const MOST_PLAYED = 4;
const META_TAKES_MS = 40;
const LOOK_MS = 50;
/** So many at a time go through a flow, on either channel; the others greet and thank. */
const GUIDED = 6;

export const crash = async (run: Run): Promise<Outcome> => {
  const { store, fault, trouble, replicas = 0, customers, oneAtATime = false, messages = 0, patienceMs = PATIENCE_MS } = run;
  const meta = await openMeta();
  meta.latencyMs = META_TAKES_MS;
  const doors = new Doors();
  const house = await openHouse({ store, fault, trouble, replicas, meta, doors });
  try {
    const mouths: Mouth[] = [];
    let over = false;
    const talk = async (place: number): Promise<void> => {
      while (!over) {
        const mouth = place % 3 === 0 ? whatsAppMouth(doors, meta) : webMouth(doors, { listens: place % 3 === 1 ? 'socket' : 'polling' });
        mouths.push(mouth);
        const manners = { isOver: () => over, patienceMs, bursts: !oneAtATime };
        await (!oneAtATime && place % 2 === 0 && place < 2 * GUIDED ? askForHelp(mouth, doors, manners) : converse(mouth, manners));
        await mouth.catchUp();
      }
    };
    const talks = Promise.all(Array.from({ length: customers }, (_, place) => talk(place)));
    // Heard of at the end: a customer who gives up must not end the run before its processes are ended.
    talks.catch(() => undefined);
    await (trouble ? befallAll : killAll)(house, run);
    await saidMore(mouths, messages);
    over = true;
    await talks;
    const cameToRest = await house.rest(patienceMs);
    const atRest = oneAtATime ? cameToRest : await timeAfterwards(house, run);
    for (const mouth of mouths) await mouth.lookBack();
    const observed = await house.read(mouths.map((mouth) => mouth.observed));
    return { verdict: judge(observed), observed, output: house.output(), atRest };
  } finally {
    await house.dispose();
    await meta.close();
  }
};

/** Resolves when so many more messages were acknowledged. */
const saidMore = async (mouths: readonly Mouth[], more: number): Promise<void> => {
  const acknowledged = (): number => mouths.reduce((sum, { observed }) => sum + observed.sent.filter(({ acceptedAt }) => acceptedAt !== null).length, 0);
  const wanted = acknowledged() + more;
  while (acknowledged() < wanted) await pause(LOOK_MS);
};

const befallAll = async (house: House, run: Run): Promise<void> => {
  const { kills, isEnough, onProgress } = run;
  for (let count = 0; count < kills - atTheEnd(run) && !isEnough?.(); count += 1) {
    await pause(BETWEEN_TROUBLES_MS * (0.5 + Math.random()));
    await house.pass(REMINDED_BY_MS);
    await house.befall();
    onProgress?.(count + 1);
  }
  await pause(BETWEEN_TROUBLES_MS);
};

const killAll = async (house: House, run: Run): Promise<void> => {
  const { kills, customers, isEnough, onProgress } = run;
  await pause(WARM_UP_MS);
  for (let count = 0; count < kills - atTheEnd(run) && !isEnough?.(); count += 1) {
    await pause(Math.random() * BETWEEN_KILLS_MS);
    if (count % TIME_PASSES_EVERY === TIME_PASSES_EVERY - 1) await house.pass(REMINDED_BY_MS);
    await house.crash(orderOf(count, customers));
    onProgress?.(count + 1);
  }
};

/** Everybody has gone, and what they left comes due at once, while whoever plays it dies or the store goes away. Tells whether all of it ended. */
const timeAfterwards = async (house: House, run: Run): Promise<boolean> => {
  const { trouble } = run;
  let atRest = false;
  for (const [place, ms] of AFTERWARDS.entries()) {
    await house.pass(ms);
    if (strikes(run, place)) await (trouble ? house.befall() : house.crash({ point: anyOf(POINTS), nth: 1 + Math.floor(Math.random() * MOST_PLAYED) }));
    // It ends with the last of them, however patient a customer would have been.
    atRest = await house.rest(PATIENCE_MS);
  }
  return atRest;
};

/** Every named point in turn, and anywhere at all. */
const orderOf = (count: number, customers: number): Order | 'anywhere' => {
  const point = POINTS[count % (POINTS.length + 1)];
  return point === undefined ? 'anywhere' : { point, nth: 1 + Math.floor((Math.random() * customers) / 2) };
};
