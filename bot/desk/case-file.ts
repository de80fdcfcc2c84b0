/** One case as staff read it: the packet, the transcript from the first message on, where the bot may go on, an export with proof. */
import { createHash } from 'node:crypto';
import type { ThreadState } from '../../dialogs/conversation/state';
import type { ThreadId } from '../../dialogs/ids';
import { ofThisCustomer } from '../../dialogs/transcript';
import type { CompiledFlow } from '../../flows/compile';
import type { CompiledRelease } from '../../flows/release';
import type { Language } from '../../knowledge/language';
import { initiateHandoff } from '../channels/handoff';
import type { Releases } from '../content/releases';
import type { Media } from '../media/media';
import type { Positioned, Storage } from '../runtime/ports';
import { readTranscript } from '../runtime/transcript';
import type { Exported, Look } from '../staff/ports';
import type { CaseDetail, CasePacket, CaseSummary, TranscriptItem } from '../web/contracts';
import type { SkipTarget } from '../web/desk-contracts';
import type { SentFile } from '../web/sent-file';
import { beganAs } from './case-index';
import type { CaseRow } from './case-row';
import { lineWords } from './line-words';
import { isoOf, linesOf } from './lines';
import { packetOf } from './packet';
import { stepLabel } from './packet-words';

const PAGE = 500;
const REMEMBERED = 100;
const REMEMBERED_MS = 60_000;

export interface CaseFileParts {
  readonly storage: Storage;
  readonly releases: Releases;
  readonly rowOf: (thread: ThreadId) => Promise<CaseRow | null>;
  readonly summaryOf: (thread: ThreadId, row: CaseRow) => CaseSummary;
  readonly now: () => number;
  readonly media: Pick<Media, 'sizeOf'>;
  /** How far each message of ours got on the channel that the thread is on. */
  readonly deliveriesOf: (thread: ThreadId, channel: string, entries: readonly Positioned[]) => Promise<CaseDetail['deliveries']>;
}

export interface CaseFile {
  detail(thread: ThreadId, look: Look): Promise<Omit<CaseDetail, 'viewers' | 'customerTyping'> | null>;
  handoffActivity(thread: ThreadId): Promise<object | null>;
  steps(thread: ThreadId, language: Language): Promise<readonly SkipTarget[] | null>;
  export(thread: ThreadId, by: string, language: Language): Promise<Exported | null>;
}

interface Whole {
  readonly state: ThreadState;
  readonly row: CaseRow;
  readonly entries: readonly Positioned[];
  readonly length: number;
}

export const makeCaseFile = (parts: CaseFileParts): CaseFile => {
  const { storage, releases, now } = parts;
  const recent = makeRecent(storage, now);
  const whole = async (thread: ThreadId): Promise<Whole | null> => {
    const row = await parts.rowOf(thread);
    const peeked = row && (await storage.threads.peek(thread));
    if (!row || !peeked) return null;
    const entries = withoutSecrets(ofThisCustomer(await recent(thread, peeked.length)), releases.current());
    const state = beganAs(peeked.state, entries);
    return state && { row, entries, state, length: peeked.length };
  };
  const packet = async (thread: ThreadId, { state, row, entries, length }: Whole, language: Language): Promise<CasePacket> =>
    packetOf({
      thread, state, length, language, reason: row.reason, entries: entries.map(({ entry }) => entry), now: now(),
      glossary: glossaryOf(releases.current()), flowOf: flowOf(releases), byIntent: releases.current().byIntent, releaseName: await releaseNames(releases),
    });
  const worded = (entries: readonly Positioned[], { card, state }: { readonly card: CasePacket; readonly state: ThreadState }, language: Language): readonly TranscriptItem[] =>
    linesOf(entries, lineWords({ language, now: now(), asked: card.asked, assumed: state.assumed, glossary: glossaryOf(releases.current()), flowOf: flowOf(releases) }));
  return {
    async detail(thread, { from, language }) {
      const found = await whole(thread);
      if (!found) return null;
      const rest = found.entries.filter(({ position }) => position >= from);
      const page = rest.slice(0, PAGE);
      const next = rest[PAGE]?.position;
      const card = await packet(thread, found, language);
      return {
        summary: { ...parts.summaryOf(thread, found.row), length: found.length },
        packet: card, transcript: await withSizes(parts.media, worded(page, { card, state: found.state }, language)),
        deliveries: await parts.deliveriesOf(thread, found.row.channel, found.entries), ...(next !== undefined && { next }),
      };
    },
    async handoffActivity(thread) {
      const found = await whole(thread);
      return found && initiateHandoff({ address: found.state.address, packet: await packet(thread, found, found.state.language), entries: found.entries });
    },
    async steps(thread, language) {
      const found = await whole(thread);
      return found && targetsOf(releases, found, { language, now: now() });
    },
    async export(thread, by, language) {
      const found = await whole(thread);
      if (!found) return null;
      const card = await packet(thread, found, language);
      const content = { summary: parts.summaryOf(thread, found.row), packet: card, transcript: found.entries };
      return { whole: { format: 'hilo-case/1', exportedAt: isoOf(now()), by, sha256: digest(content), content }, lines: worded(found.entries, { card, state: found.state }, language) };
    },
  };
};

const withSizes = (media: CaseFileParts['media'], items: readonly TranscriptItem[]): Promise<readonly TranscriptItem[]> =>
  Promise.all(items.map(async (item) => (item.attachments ? { ...item, attachments: await Promise.all(item.attachments.map((file) => sized(media, file))) } : item)));

/** What has an address lies with us, under the id at its end. */
const sized = async (media: CaseFileParts['media'], file: SentFile): Promise<SentFile> => {
  const size = file.url === undefined ? null : await media.sizeOf(file.url.slice(file.url.lastIndexOf('/') + 1));
  return size === null ? file : { ...file, size };
};

/** The hash of a case's content: keys in order, no spaces, so that whoever has the content can prove it. */
export const digest = (content: unknown): string => createHash('sha256').update(canonical(content)).digest('hex');

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, held]) => held !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
};

/** Transcripts that are looked at now: an open case is asked for every second, and only what it grew by is read again. */
const makeRecent = ({ threads }: Storage, now: () => number): ((thread: ThreadId, length: number) => Promise<readonly Positioned[]>) => {
  const known = new Map<ThreadId, { readonly entries: readonly Positioned[]; readonly since: number }>();
  return async (thread, length) => {
    const held = known.get(thread);
    // Read whole from time to time: what may not be kept any longer is not kept here either.
    const before = held && now() - held.since < REMEMBERED_MS ? held.entries : [];
    const since = before.length > 0 && held ? held.since : now();
    const all = [...before, ...(await readTranscript(threads, thread, { from: (before.at(-1)?.position ?? -1) + 1, to: length }))];
    known.delete(thread);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? thread);
    known.set(thread, { entries: all, since });
    return all;
  };
};

/** What people call a release (`r7`). */
const releaseNames = async (releases: Releases): Promise<(id: string) => string> => {
  const names = new Map((await releases.list()).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
};

export const flowOf = (releases: Releases) => (flow: string, release: string): CompiledFlow | undefined =>
  (releases.known(release) ?? releases.current()).flows.get(flow);

export const glossaryOf = ({ flows }: CompiledRelease): CompiledFlow['glossary'] => [...flows.values()][0]?.glossary ?? { facts: {}, conditions: {} };

/** The address of a customer's copy of her data, which is hers alone to open. */
const OWN_DATA = /\S+\/datos\/[\w-]{43}/;

/** A one-time code is nobody's to read: what answered a secret question is masked for staff (I11). */
export const withoutSecrets = (entries: readonly Positioned[], release: CompiledRelease): readonly Positioned[] => {
  let asksSecret = false;
  return entries.map((one) => {
    const { entry } = one;
    if (entry.kind === 'bot') asksSecret = entry.asks !== undefined && isSecret(entry.asks, release);
    if (entry.kind === 'bot' && OWN_DATA.test(entry.text)) return { ...one, entry: { ...entry, text: entry.text.replace(OWN_DATA, '•••') } };
    return asksSecret && entry.kind === 'customer' ? { ...one, entry: { ...entry, text: '•••' } } : one;
  });
};

const isSecret = (asks: string, release: CompiledRelease): boolean => {
  const slash = asks.indexOf('/');
  const flow = release.flows.get(asks.slice(0, slash));
  const step = flow?.flow.steps[asks.slice(slash + 1)];
  return step?.kind === 'ask' && step.fact !== undefined && flow?.glossary.facts[step.fact]?.secret === true;
};

const TARGETS: ReadonlySet<string> = new Set(['ask', 'check', 'do', 'call', 'wait']);

/** The flows that the thread stands in, innermost first; the one that ended last when it stands in none. */
const targetsOf = (releases: Releases, { state, entries }: Whole, { language, now }: { readonly language: Language; readonly now: number }): readonly SkipTarget[] => {
  const ended = entries.findLast(({ entry }) => entry.kind === 'end')?.entry;
  const places = state.stack.length > 0 ? [...state.stack].reverse() : ended?.kind === 'end' ? [{ flow: ended.flow, release: releases.current().id, step: '' }] : [];
  return places.flatMap(({ flow: name, release, step: here }, depth) => {
    const flow = flowOf(releases)(name, release);
    if (!flow) return [];
    const reader = { language, level: state.level ?? 'basic', now, facts: state.facts, glossary: flow.glossary } as const;
    return Object.entries(flow.flow.steps).filter(([, { kind }]) => TARGETS.has(kind)).map(([step, { kind }]): SkipTarget => ({
      step: `${name}/${step}`, kind, label: stepLabel(flow, step, reader) ?? step.replaceAll('_', ' '),
      ...(depth === 0 && step === here && { here: true as const }),
    }));
  });
};
