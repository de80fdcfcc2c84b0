/**
 * Fifty times the normal load on the real server while an outage is declared, its hour is moved and it ends: how long answers
 * take beside the calm, whether what everybody hears is true, whether those who were told hear the news once, whether the
 * queue stays honest and the public page stands. Arrivals do not wait for answers, as customers do not.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { isBusinessDay } from '../../bot/operator/business-days';
import { DAY_MS, dayOf, momentOf } from '../../bot/operator/colombia';
import { callApi, freshFolder, removeFolder, startServer, type Server } from '../support/server';
import { ADMINISTRATOR, Staff } from '../support/staff';
import { citizensOf, makeCity, type Citizen } from './city';
import { SIGN_IN_SECRET, type Answered } from './crowd';
import { READ_AS, type Day, type Hand } from './hand';
import { markNow, readPublicPage, type Mark } from './measure';
import type { News } from './news';
import type { Quarter } from './quarter';
import { doorsOf, newsOf, phaseOf, queueOf, untrueOf, type Door, type NewsCount, type Phase, type PhaseName, type Queue, type Span } from './verdict';
import { visitorsOf, type Channel } from './visitors';

export interface FloodOptions {
  /** Customers who come, a second, on a normal day. */
  readonly calmPerSecond: number;
  readonly times: number;
  readonly calmSeconds: number;
  readonly floodSeconds: number;
  /** Customers whom the operator knows. */
  readonly citizens: number;
  readonly seed: number;
  /** A part of the crowd each: the web's, and WhatsApp's. */
  readonly quarters: readonly { readonly channel: Channel; open(): Promise<Quarter> }[];
  readonly handOf: (url: string, day: Day) => Promise<Hand>;
}

export interface FloodOutcome {
  readonly phases: readonly Phase[];
  readonly doors: readonly Door[];
  readonly news: readonly NewsCount[];
  readonly queue: Queue;
  readonly memoryMb: number;
  /** The first untrue ones, for who looks into it. */
  readonly examples: readonly Answered[];
}

/** Shares of the flood at which it happens. */
const MOMENTS = { declare: 0.2, update: 0.5, restore: 0.8 } as const;
const LONGEST_TELLING_MS = 240_000;

export const runFlood = async (options: FloodOptions): Promise<FloodOutcome> => {
  const [folder, world] = [freshFolder(), freshFolder()];
  const citizens = citizensOf(options.citizens);
  makeCity(world, citizens, options.seed);
  const quarters = await Promise.all(options.quarters.map(({ open }) => open()));
  const environments = await Promise.all(quarters.map((quarter) => quarter.environment()));
  const server = await startServer({ DATA_DIR: folder, DEMO_DIR: world, HILO_IDENTITY_SECRET: SIGN_IN_SECRET, ...ADMINISTRATOR, ...Object.assign({}, ...environments) as object });
  let hand: Hand | undefined;
  try {
    hand = await options.handOf(server.url, await openDesk(server.url));
    return await play({ server, quarters, hand, citizens }, options);
  } finally {
    await hand?.leave();
    await server.kill();
    await Promise.all(quarters.map((quarter) => quarter.close()));
    [folder, world].forEach(removeFolder);
  }
};

interface House {
  readonly server: Server;
  readonly quarters: readonly Quarter[];
  readonly hand: Hand;
  readonly citizens: readonly Citizen[];
}

const play = async (house: House, options: FloodOptions): Promise<FloodOutcome> => {
  const { server, quarters, hand, citizens } = house;
  const { calmPerSecond, times, calmSeconds, floodSeconds } = options;
  const news: News = { ...READ_AS };
  const spans = makeSpans(server, quarters);
  const publicPage = readPublicPage(server.url);
  await spans.begin('calm');
  const first = Math.ceil(citizens.length / 20);
  const calm = await send(house, options, { perSecond: calmPerSecond, seconds: calmSeconds, citizens: citizens.slice(0, first) });
  await spans.begin('flood');
  const began = Date.now();
  const flooding = send(house, options, { perSecond: calmPerSecond * times, seconds: floodSeconds, citizens: citizens.slice(first) });
  const acts = [['declare', 'outage declared', 'declared'], ['update', 'hour moved', 'updated'], ['restore', 'restored', 'restored']] as const;
  const acting = (async () => {
    for (const [act, name, moment] of acts) {
      await pause(Math.max(0, began + floodSeconds * 1_000 * MOMENTS[act] - Date.now()));
      news[moment] = await hand[act]();
      await spans.begin(name);
    }
  })();
  const [flood] = await Promise.all([flooding, acting]);
  await spans.end();
  await allTold(server.url);
  const looks = await publicPage.stop();
  const followers = (await Promise.all(quarters.map((quarter) => quarter.followers()))).flat();
  const answers = [...calm, ...flood];
  const untrue = untrueOf(answers, news);
  return {
    phases: spans.all().map((span) => phaseOf(span, answers, news)), doors: doorsOf(answers, looks, news), news: newsOf(followers, news), queue: queueOf(answers),
    memoryMb: Math.max(...spans.all().map(({ to }) => to.memoryMb)), examples: untrue.slice(0, 5),
  };
};

interface Wave {
  readonly perSecond: number;
  readonly seconds: number;
  readonly citizens: readonly Citizen[];
}

const send = async ({ server, quarters }: House, { quarters: parts, seed }: FloodOptions, { perSecond, seconds, citizens }: Wave): Promise<readonly Answered[]> => {
  const visitors = visitorsOf({ perSecond, seconds, seed: seed + perSecond, channels: parts.map(({ channel }) => channel), citizens });
  const began = Date.now() + START_MS;
  const all = await Promise.all(quarters.map((quarter, index) => quarter.send(server.url, visitors.filter(({ channel }) => channel === parts[index]?.channel), began)));
  return all.flat();
};

/** Until every part has its list. */
const START_MS = 250;

const makeSpans = (server: Server, quarters: readonly Quarter[]) => {
  const done: Span[] = [];
  let open: { readonly name: PhaseName; readonly from: Mark; readonly crowdMs: number } | undefined;
  const crowdNow = async (): Promise<number> => (await Promise.all(quarters.map((quarter) => quarter.cpuMs()))).reduce((sum, each) => sum + each, 0);
  const close = async (): Promise<readonly [Mark, number]> => {
    const [mark, crowdMs] = [await markNow(server), await crowdNow()];
    if (open) done.push({ name: open.name, from: open.from, to: mark, crowdMs: crowdMs - open.crowdMs });
    return [mark, crowdMs];
  };
  return {
    async begin(name: PhaseName): Promise<void> {
      const [from, crowdMs] = await close();
      open = { name, from, crowdMs };
    },
    end: async (): Promise<void> => void (await close()),
    all: (): readonly Span[] => done,
  };
};

/** Until no broadcast is under way and none has begun for a while. */
const allTold = async (url: string): Promise<void> => {
  const ana = await Staff.signIn(url);
  const deadline = Date.now() + LONGEST_TELLING_MS;
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; ) {
    await pause(400);
    const { body } = await ana.call<{ readonly broadcasts: readonly { readonly state: string }[] }>('GET', 'notices');
    quiet = body.broadcasts.some(({ state }) => state === 'running') ? 0 : quiet + 1;
  }
};

/** Moves the business clock to a working hour, so that there is a queue to a person. */
const openDesk = async (url: string): Promise<Day> => {
  const now = async (): Promise<string> => (await callApi<{ readonly now: string }>(`${url}/api/demo/clock`)).body.now;
  let date = dayOf(Date.parse(await now()) + DAY_MS);
  while (!isBusinessDay(date)) date = dayOf(momentOf(date, '12:00') + DAY_MS);
  const { status } = await callApi(`${url}/api/demo/clock`, 'POST', { now: new Date(momentOf(date, '10:00')).toISOString() });
  if (status !== 200) throw new Error(`the clock was answered with ${status}`);
  return { date, now };
};
