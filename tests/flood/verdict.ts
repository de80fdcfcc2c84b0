/** Judges a flood: every question by when it was asked, every piece of news by who was owed it, the queue, the public page. */
import type { Answered, Follower } from './crowd';
import type { Look, Mark } from './measure';
import { HERS, isConfirmation, isEnd, isNotice, isTrue, isUpdate, READ_MODEL_MS, type News } from './news';

export type PhaseName = 'calm' | 'flood' | 'outage declared' | 'hour moved' | 'restored';

export interface Span {
  readonly name: PhaseName;
  readonly from: Mark;
  readonly to: Mark;
  /** Milliseconds of a core that the crowd's processes used in it. */
  readonly crowdMs: number;
}

export interface Phase {
  readonly name: PhaseName;
  readonly asked: number;
  readonly answered: number;
  /** Answered with something that was not so, or that left out what she was owed. */
  readonly untrue: number;
  readonly perSecond: number;
  /** From coming, or from the press of *send*, to the answer, ms. */
  readonly p50: number;
  readonly p99: number;
  readonly shed: number;
  readonly lagMs: number;
  /** Shares of one core. */
  readonly serverCpu: number;
  readonly crowdCpu: number;
}

export const phaseOf = ({ name, from, to, crowdMs }: Span, answers: readonly Answered[], news: News): Phase => {
  const those = answers.filter(({ at }) => at >= from.at && at < to.at);
  const waits = those.flatMap(({ ms }) => ms ?? []);
  const lasted = to.at - from.at;
  return {
    name, asked: those.length, answered: waits.length, untrue: untrueOf(those, news).length, perSecond: (waits.length * 1_000) / lasted,
    ...ranksOf(waits), shed: to.shed - from.shed, lagMs: to.lagMs, serverCpu: (to.cpuMs - from.cpuMs) / lasted, crowdCpu: crowdMs / lasted,
  };
};

export const untrueOf = (answers: readonly Answered[], news: News): readonly Answered[] =>
  answers.filter((answer) => answer.ms !== undefined && !isTrue(answer, news, answer.at + answer.ms));

const ranksOf = (values: readonly number[]): { readonly p50: number; readonly p99: number; readonly max: number } => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
};

export interface Door {
  readonly name: string;
  readonly calls: number;
  readonly failed: number;
  /** Said what was not so any more. */
  readonly stale: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** How fast words are accepted, by channel, and how the public page held out. */
export const doorsOf = (answers: readonly Answered[], looks: readonly Look[], { declared }: News): readonly Door[] => {
  const accepted = (['web', 'whatsapp'] as const).map((channel): Door => {
    const those = answers.filter((answer) => answer.channel === channel);
    const waits = those.flatMap(({ acceptedMs }) => acceptedMs ?? []);
    return { name: channel === 'web' ? 'words taken in, web' : 'webhooks of WhatsApp', calls: waits.length, failed: 0, stale: 0, ...ranksOf(waits) };
  });
  const isStale = ({ at, ms, tellsOutage }: Look): boolean => (tellsOutage ? at + ms < (declared?.from ?? Infinity) : at >= (declared?.to ?? Infinity) + READ_MODEL_MS);
  const page = { name: '/estado', calls: looks.length, failed: looks.filter(({ isThere }) => !isThere).length, stale: looks.filter(isStale).length, ...ranksOf(looks.map(({ ms }) => ms)) };
  return [...accepted.filter(({ calls }) => calls > 0), page];
};

export interface NewsCount {
  readonly name: 'hour moved' | 'restored';
  /** Who was told of the outage in time, and did not want to hear no more. */
  readonly owed: number;
  readonly heard: number;
  readonly missed: number;
  readonly doubled: number;
  /** Told to somebody who was not owed it. */
  readonly astray: number;
}

const DECLINED = /Aquí estoy si necesita algo más mientras vuelve/;

/** Of everybody whom the operator knows: who was told is owed the news once, who was not or said no is owed none. */
export const newsOf = (followers: readonly Follower[], news: News): readonly NewsCount[] => {
  const rows = followers.map(({ told }) => {
    const hers = told.findIndex((text) => isConfirmation(text) || (HERS.test(text) && !isNotice(text)));
    const knowsOld = hers >= 0 && (told[hers] ?? '').includes(news.firstEta);
    const follows = hers >= 0 && !told.some((text) => DECLINED.test(text));
    const updates = told.filter((text) => isUpdate(text, news)).length;
    // She asked after it moved, and heard it so.
    const heardByAsking = told.some((text) => !isNotice(text) && text.includes(news.newEta));
    return { follows, owedUpdate: follows && knowsOld, updates, heardByAsking, ends: told.filter(isEnd).length };
  });
  const owedUpdate = rows.filter((row) => row.owedUpdate);
  const owedEnd = rows.filter(({ follows }) => follows);
  return [
    {
      name: 'hour moved', owed: owedUpdate.length, heard: owedUpdate.filter(({ updates, heardByAsking }) => updates > 0 || heardByAsking).length,
      missed: owedUpdate.filter(({ updates, heardByAsking }) => updates === 0 && !heardByAsking).length,
      doubled: rows.filter(({ updates }) => updates > 1).length, astray: rows.filter((row) => !row.owedUpdate && row.updates > 0).length,
    },
    {
      name: 'restored', owed: owedEnd.length, heard: owedEnd.filter(({ ends }) => ends > 0).length, missed: owedEnd.filter(({ ends }) => ends === 0).length,
      doubled: rows.filter(({ ends }) => ends > 1).length, astray: rows.filter(({ follows, ends }) => !follows && ends > 0).length,
    },
  ];
};

export interface Queue {
  readonly asked: number;
  /** Told of more people before them than had asked before them, or not told of the queue at all. */
  readonly dishonest: number;
}

export const queueOf = (answers: readonly Answered[]): Queue => {
  const those = answers.filter(({ asker, ms }) => asker === 'wants a person' && ms !== undefined);
  const dishonest = those.filter(({ text = '', at, ms = 0 }) => {
    const ahead = /Hay (\d+|una) personas? antes/.exec(text)?.[1];
    const before = those.filter((other) => other.at <= at + ms).length - 1;
    return !/fila|persona/i.test(text) || (ahead !== undefined && (ahead === 'una' ? 1 : Number(ahead)) > before);
  });
  return { asked: those.length, dishonest: dishonest.length };
};
