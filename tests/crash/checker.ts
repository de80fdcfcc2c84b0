/**
 * Judges a run by what its customers saw and the transcripts hold. Pure, so that every kind of violation is shown to be
 * found. I1: accepted is in the transcript once. I2: in the order of acceptance. I4: every answer arrives, and one that
 * arrives twice is *uncertain* only where a process died between sending and noting it. I9: what comes by itself comes once.
 */
import { isForCustomer } from '../../dialogs/transcript';
import { answersIn, greetings } from './answers';
import { finding, keyOf, type Finding, type Kind } from './finding';
import type { Conversation, Kill, Observed, Seen, Sent } from './observed';
import { timesIn } from './times';

export interface Verdict {
  readonly kills: number;
  readonly conversations: number;
  readonly messages: number;
  /** Acknowledged or committed and then nowhere. */
  readonly lost: number;
  /** Took effect twice. */
  readonly doubled: number;
  readonly disordered: number;
  /** Shown twice on WhatsApp around a kill: allowed, stated. */
  readonly uncertain: number;
  readonly unanswered: number;
  /** Longest time from a kill until a customer who was waiting had her answer, milliseconds. */
  readonly takeoverMs: number;
  /** The same for customers who waited across one kill only: what one death costs. */
  readonly oneKillMs: number;
  /** Longest time from a kill until anybody had an answer, milliseconds. */
  readonly silenceMs: number;
  /** How long before the kill the last of the lost messages was acknowledged, milliseconds; 0 when none was lost. */
  readonly lossWindowMs: number;
  /** Each fault in words. */
  readonly violations: readonly string[];
}

/** A send, its answer and the note of it lie within this, machine time; on a slow and busy machine too. */
const AROUND_A_KILL_MS = 5_000;
/** What a process had sent when it died is shown up to so much later: the fake Meta has a busy machine too. */
const SHOWN_LATE_MS = 250;

export const judge = ({ kills, conversations, endedAt }: Observed): Verdict => {
  const findings = conversations.flatMap((conversation) => findingsIn(conversation, { kills, endedAt }));
  const count = (kind: Kind): number => findings.filter((finding) => finding.kind === kind).length;
  const answers = conversations.flatMap(answerTimes);
  const waits = answers.flatMap((answer) => waitOf(answer, kills));
  return {
    kills: kills.length,
    conversations: conversations.length,
    messages: conversations.reduce((sum, { sent }) => sum + sent.filter(({ acceptedAt }) => acceptedAt !== null).length, 0),
    lost: count('lost'),
    doubled: count('doubled'),
    disordered: count('disordered'),
    uncertain: count('uncertain'),
    unanswered: count('unanswered'),
    takeoverMs: longest(waits.map(({ ms }) => ms)),
    oneKillMs: longest(waits.flatMap(({ ms, across }) => (across === 1 ? [ms] : []))),
    silenceMs: longest(kills.flatMap(({ at }) => firstAfter(answers, at))),
    lossWindowMs: longest(conversations.flatMap((conversation) => lossTimes(conversation, kills))),
    violations: findings.filter(({ kind }) => kind !== 'uncertain').map(({ kind, what }) => `${kind}: ${what}`),
  };
};

/** From the first kill while she waited to her answer. */
const waitOf = ({ triedAt, seenAt }: Answer, kills: readonly Kill[]): readonly { readonly ms: number; readonly across: number }[] => {
  const meanwhile = kills.filter(({ at }) => triedAt <= at && at <= seenAt);
  const [first] = meanwhile;
  return first ? [{ ms: seenAt - first.at, across: meanwhile.length }] : [];
};

const longest = (times: readonly number[]): number => times.reduce((most, time) => Math.max(most, time), 0);

const firstAfter = (answers: readonly Answer[], at: number): number[] => {
  const after = answers.flatMap(({ seenAt }) => (seenAt > at ? [seenAt - at] : []));
  return after.length === 0 ? [] : [after.reduce((least, time) => Math.min(least, time))];
};

const findingsIn = (conversation: Conversation, { kills, endedAt }: Pick<Observed, 'kills' | 'endedAt'>): readonly Finding[] => [
  ...conversation.refusals.map((what): Finding => ({ kind: 'refused', what: `${conversation.name}: ${what}` })),
  ...[...keptOnce(conversation), ...keptInOrder(conversation), ...answersIn(conversation), ...timesIn(conversation, endedAt), ...seenOnce(conversation, kills), ...seenInOrder(conversation)]
    .map(({ kind, what }) => ({ kind, what: `${conversation.channel} ${conversation.name}: ${what}` })),
];

const keptKeys = ({ transcript }: Conversation): readonly string[] => transcript.flatMap(({ entry }) => keyOf(entry) ?? []);

/** From a lost message's acknowledgement to the trouble after it. */
const lossTimes = (conversation: Conversation, kills: readonly Kill[]): number[] => {
  const kept = new Set(keptKeys(conversation));
  return conversation.sent.flatMap(({ key, acceptedAt }) => {
    if (acceptedAt === null || kept.has(key)) return [];
    const after = kills.map(({ at }) => at - acceptedAt).filter((ms) => ms >= 0);
    return after.length === 0 ? [] : [Math.min(...after)];
  });
};

const keptOnce = (conversation: Conversation): readonly Finding[] => {
  const kept = keptKeys(conversation);
  return conversation.sent.flatMap(({ key, text, acceptedAt }) => {
    const times = kept.filter((each) => each === key).length;
    if (times > 1) return [finding('doubled', `"${text}" (${key}) stands ${times} times in the transcript`)];
    return times === 0 && acceptedAt !== null ? [finding('lost', `"${text}" (${key}) was acknowledged and is not in the transcript`)] : [];
  });
};

/** What was acknowledged before something else was first sent stands before it. */
const keptInOrder = (conversation: Conversation): readonly Finding[] => {
  const places = new Map(keptKeys(conversation).map((key, place) => [key, place]));
  const placed = conversation.sent.flatMap((sent) => {
    const place = places.get(sent.key);
    return place === undefined ? [] : [{ sent, place }];
  });
  return placed.flatMap((earlier, index) =>
    placed
      .slice(index + 1)
      .filter((later) => isBefore(earlier.sent, later.sent) && later.place < earlier.place)
      .map((later) => finding('disordered', `${later.sent.key} stands before ${earlier.sent.key}`)),
  );
};

const isBefore = (one: Sent, other: Sent): boolean => one.acceptedAt !== null && one.acceptedAt < other.triedAt;

/** What the customer should have on her screen: WhatsApp shows her own words by itself. */
const due = ({ channel, transcript }: Conversation): readonly number[] =>
  transcript.flatMap(({ position, entry }) => (isForCustomer(entry) && (channel === 'web' || entry.kind !== 'customer') ? [position] : []));

const seenOnce = (conversation: Conversation, kills: readonly Kill[]): readonly Finding[] => {
  const { seen, channel } = conversation;
  const first = new Map<number, Seen>();
  const repeated: Finding[] = [];
  for (const each of seen) {
    const before = first.get(each.position);
    if (!before) first.set(each.position, each);
    else if (channel === 'whatsapp' && isAround(kills, before.at, each.at)) repeated.push(finding('uncertain', `entry ${each.position} was shown again`));
    else repeated.push(finding('doubled', `entry ${each.position} was shown again after ${each.at - before.at} ms`));
  }
  const unseen = due(conversation).filter((position) => !first.has(position)).map((position) => finding('lost', `entry ${position} was never shown`));
  const strange = [...first.keys()].filter((position) => !due(conversation).includes(position)).map((position) => finding('lost', `entry ${position} was shown and is not in the transcript`));
  return [...repeated, ...unseen, ...strange];
};

/** A process died when the first showing was under way or soon after, and before the second. */
const isAround = (kills: readonly Kill[], first: number, second: number): boolean =>
  kills.some(({ at }) => at >= first - SHOWN_LATE_MS && at <= Math.min(second, first + AROUND_A_KILL_MS));

/** First showings, in the order of the transcript. */
const seenInOrder = ({ seen }: Conversation): readonly Finding[] => {
  const positions = [...new Set(seen.map(({ position }) => position))];
  return positions.flatMap((position, index) => {
    const before = positions[index - 1];
    return before !== undefined && before > position ? [finding('disordered', `entry ${position} was shown after entry ${before}`)] : [];
  });
};

interface Answer {
  readonly triedAt: number;
  readonly seenAt: number;
}

/** Who goes through a flow has several answers to a message, and some to none. */
const answerTimes = (conversation: Conversation): readonly Answer[] => {
  if (conversation.guided) return [];
  const first = new Map<number, number>();
  for (const { position, by, at, late } of conversation.seen) if (by === 'bot' && !late && !first.has(position)) first.set(position, at);
  const times = [...first].toSorted(([one], [other]) => one - other).map(([, at]) => at).slice(greetings(conversation));
  return conversation.sent.flatMap(({ triedAt }, index) => {
    const seenAt = times[index];
    return seenAt === undefined ? [] : [{ triedAt, seenAt }];
  });
};
