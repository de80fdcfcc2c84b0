/**
 * Fifty times the normal load on the real server, with an outage declared in the middle of it: how long answers take beside
 * the calm, and whether what customers hear is true: of the outage, and of the queue to a person. Arrivals do not wait for
 * answers, as customers do not.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { isBusinessDay } from '../../bot/operator/business-days';
import { DAY_MS, dayOf, momentOf } from '../../bot/operator/colombia';
import { Chat } from '../support/chat';
import type { FakeMeta } from '../fake-meta/server';
import { ADMINISTRATOR } from '../support/staff';
import { connect, environmentFor, openMeta } from '../support/whatsapp';
import { watchDashboard } from './watching';
import { callApi, freshFolder, removeFolder, startServer } from '../support/server';

export interface FloodOptions {
  /** Customers who begin, a second, on a normal day. */
  readonly calmPerSecond: number;
  readonly times: number;
  readonly calmSeconds: number;
  readonly floodSeconds: number;
  /** Seconds into the flood. */
  readonly declareAt: number;
  /** Every second customer is on WhatsApp. */
  readonly whatsApp?: boolean;
  /** Where pictures of the dashboard go, which is open meanwhile. */
  readonly pictures?: string | undefined;
}

export interface Phase {
  readonly name: 'calm' | 'flood' | 'flood, outage declared';
  readonly asked: number;
  readonly answered: number;
  /** Answered with something that was not so. */
  readonly untrue: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Typing and read marks that were dropped so that words come first. */
  readonly shed: number;
}

interface Answer {
  readonly at: number;
  readonly ms: number;
  readonly isTrue: boolean;
}

/** Known to the demo operator, on fibre, with nothing wrong but the fault; their services. */
const WITNESSES = [['9900000007', 'S-1007']] as const;
/** The board of outages is at most a second old, and so is what a customer is told. */
const BOARD_MS = 2_500;
const QUESTION = '¿hay una falla que afecte mi servicio?';
const GREETED = /persona|asesor|servicio|internet|titular|cédula|documento/i;

/** One customer in so many wants a person. */
const ONE_IN = 25;

const recognised = async (url: string, document: string): Promise<Chat> => {
  const chat = await Chat.open(url);
  await chat.say('no tengo internet, no sé nada de esos aparatos');
  await chat.say(document);
  const { body } = await callApi<readonly { readonly text: string }[]>(`${url}/api/demo/messages`);
  await chat.say(/\d{6}/.exec(body.at(-1)?.text ?? '')?.[0] ?? '');
  return chat;
};

export const runFlood = async (options: FloodOptions): Promise<readonly Phase[]> => {
  const folder = freshFolder();
  const meta = options.whatsApp ? await openMeta() : undefined;
  const server = await startServer({ DATA_DIR: folder, ...ADMINISTRATOR, ...(meta && environmentFor(meta)) });
  const watching = options.pictures === undefined ? undefined : await watchDashboard(server.url, options.pictures, PICTURE_MS);
  try {
    if (meta) await connect(meta, server);
    return await play({ url: server.url, meta }, options);
  } finally {
    await watching?.stop();
    await server.kill();
    await meta?.close();
    removeFolder(folder);
  }
};

const PICTURE_MS = 30_000;

interface House {
  readonly url: string;
  readonly meta: FakeMeta | undefined;
}

let numbers = 573_200_000_000;

/** What she is answered on her channel. */
const answerTo = async ({ url, meta }: House, each: number, text: string): Promise<string> => {
  if (!meta || each % 2 === 0) return (await (await Chat.open(url)).say(text)).text;
  const person = meta.user(String((numbers += 1)), { hidesPhone: true });
  await person.says(text);
  return (await person.nextBubble(LONGEST_WAIT_MS)).text;
};

const LONGEST_WAIT_MS = 45_000;

const play = async (house: House, { calmPerSecond, times, calmSeconds, floodSeconds, declareAt }: FloodOptions): Promise<readonly Phase[]> => {
  const { url } = house;
  await openDesk(url);
  const witnesses = await Promise.all(WITNESSES.map(([document]) => recognised(url, document)));
  const queue = { asked: 0 };
  const calm = await phase(house, { perSecond: calmPerSecond, seconds: calmSeconds, witnesses, queue, declared: () => null });
  const before = await shedOf(url);
  let declared: number | null = null;
  let meanwhile = 0;
  const declaring = pause(declareAt * 1_000).then(async () => {
    const { status } = await callApi(`${url}/api/demo/outages`, 'POST', {
      title: 'Corte de fibra', state: 'identified', services: WITNESSES.map(([, service]) => service), since: '-1m', cause: 'Un poste caído', eta: '+2h',
    });
    if (status !== 201) throw new Error(`declaring was answered with ${status}`);
    declared = Date.now();
    meanwhile = (await shedOf(url)) - before;
  });
  const flood = await phase(house, { perSecond: calmPerSecond * times, seconds: floodSeconds, witnesses, queue, declared: () => declared });
  await declaring;
  const shed = (await shedOf(url)) - before;
  const isAfter = ({ at }: Answer): boolean => declared !== null && at >= declared;
  return [
    figures('calm', { ...calm, shed: before }, calmSeconds),
    figures('flood', { ...flood, answers: flood.answers.filter((each) => !isAfter(each)), asked: flood.answers.filter((each) => !isAfter(each)).length, shed: meanwhile }, declareAt),
    figures('flood, outage declared', { answers: flood.answers.filter(isAfter), asked: flood.asked - flood.answers.filter((each) => !isAfter(each)).length, shed: shed - meanwhile }, floodSeconds - declareAt),
  ];
};

interface Load {
  readonly perSecond: number;
  readonly seconds: number;
  readonly witnesses: readonly Chat[];
  /** How many wanted a person so far. */
  readonly queue: { asked: number };
  readonly declared: () => number | null;
}

interface Outcome {
  readonly asked: number;
  readonly answers: readonly Answer[];
}

const phase = async (house: House, { perSecond, seconds, witnesses, queue, declared }: Load): Promise<Outcome> => {
  const answers: Answer[] = [];
  let asked = 0;
  const began = Date.now();
  const end = began + seconds * 1_000;
  const note = async (due: number, answer: () => Promise<boolean>): Promise<void> => {
    asked += 1;
    try {
      const isTrue = await answer();
      answers.push({ at: due, ms: Date.now() - due, isTrue });
    } catch {
      // Not answered: it is missing among the answers.
    }
  };
  const ask = async (witness: Chat): Promise<void> => {
    while (Date.now() < end) {
      const due = Date.now();
      await note(due, async () => isTrueAt((await witness.say(QUESTION)).text, due, declared()));
      await pause(500);
    }
  };
  const crowd: Promise<void>[] = witnesses.map(ask);
  for (let each = 0; each < perSecond * seconds; each += 1) {
    const due = began + (each * 1_000) / perSecond;
    const early = due - Date.now();
    if (early > 1) await pause(early);
    crowd.push(note(due, async () => {
      if (each % ONE_IN !== ONE_IN - 1) return GREETED.test(await answerTo(house, each, 'no tengo internet'));
      queue.asked += 1;
      return isHonest(await answerTo(house, each, 'asesor'), queue);
    }));
  }
  await Promise.all(crowd);
  return { asked, answers };
};

/** Around the moment of the declaration both are true. */
const isTrueAt = (text: string, askedAt: number, declared: number | null): boolean => {
  const tells = /poste caído|hay una falla que afecta/i.test(text);
  if (declared === null || askedAt < declared) return !tells || declared !== null;
  return tells || askedAt - declared < BOARD_MS;
};

/** Never more people before her than asked before her, and never a promise of an hour. */
const isHonest = (text: string, { asked }: { readonly asked: number }): boolean => {
  const ahead = /Hay (\d+|una) personas? antes/.exec(text)?.[1];
  return /fila|persona/i.test(text) && (ahead === undefined || (ahead === 'una' ? 1 : Number(ahead)) < asked);
};

/** Moves the business clock to a working hour, so that there is a queue to a person. */
const openDesk = async (url: string): Promise<void> => {
  const { body } = await callApi<{ readonly now: string }>(`${url}/api/demo/clock`);
  let day = dayOf(Date.parse(body.now) + DAY_MS);
  while (!isBusinessDay(day)) day = dayOf(momentOf(day, '12:00') + DAY_MS);
  const { status } = await callApi(`${url}/api/demo/clock`, 'POST', { now: new Date(momentOf(day, '10:00')).toISOString() });
  if (status !== 200) throw new Error(`the clock was answered with ${status}`);
};

const shedOf = async (url: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^hilo_shed_total\{[^}]*\} (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
};

const figures = (name: Phase['name'], { asked, answers, shed }: Outcome & Pick<Phase, 'shed'>, seconds: number): Phase => {
  const sorted = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { name, asked, answered: answers.length, untrue: answers.filter(({ isTrue }) => !isTrue).length, perSecond: answers.length / seconds, p50: at(0.5), p99: at(0.99), shed };
};
