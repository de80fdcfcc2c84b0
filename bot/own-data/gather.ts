/** Puts together what is kept of one customer (Ley 1581 de 2012, art. 8): from her threads, the office and the record of compensations. */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { ThreadId } from '../../dialogs/ids';
import type { Language } from '../../knowledge/language';
import type { Releases } from '../content/releases';
import { systemWords } from '../web/action-words';
import { glossaryOf, withoutSecrets } from '../desk/case-file';
import { shownFacts, type Reader } from '../desk/packet-words';
import { toIso } from '../operator/colombia';
import { masked } from '../operator/identity';
import type { Operator } from '../operator/operator';
import type { Positioned, Storage } from '../runtime/ports';
import { readThreadState } from '../runtime/thread-state';
import { readTranscript } from '../runtime/transcript';
import type { Compensation } from '../web/outage-contracts';
import type { Conversation, DataCopy, FiledRequest, KnownFact, PaidBack, Person } from './copy';
import { linesOf, maskedNumber, newsOf, partsOf, subscriptionsOf } from './seen';
import { COPY_WORDS } from './words';

export interface GatherParts {
  readonly storage: Pick<Storage, 'threads'>;
  readonly releases: Pick<Releases, 'current'>;
  readonly operator: Pick<Operator, 'directory' | 'office'>;
  readonly threadsOf: (customer: string) => Promise<readonly ThreadId[]>;
  readonly compensations: { of(customer: string): Promise<readonly Compensation[]> };
  /** Business time, ms. */
  readonly now: () => number;
}

/** `null` while a system of the operator does not answer: half a copy would say that the rest does not exist. */
export type Gather = (customer: string, language: Language) => Promise<DataCopy | null>;

export const makeGather = (parts: GatherParts): Gather => async (customer, language) => {
  const { operator, compensations, now } = parts;
  const threads = await Promise.all((await parts.threadsOf(customer)).map((thread) => hersIn(parts, thread, customer)));
  const [found, requests, paidBack] = await Promise.all([operator.directory.customer(customer), operator.office.requests(), compensations.of(customer)]);
  if (!found.ok || !requests.ok) return null;
  const own = threads.flatMap((thread) => thread.parts).toSorted((one, other) => beganAt(other) - beganAt(one));
  const name = found.value?.firstName;
  const who: Person = {
    customer, ...(name !== undefined && { name }), ...(found.value && { contact: masked(found.value.contact) }),
    services: (found.value?.services ?? []).map(({ id, kind, address }) => ({ id, kind, address })),
  };
  return {
    format: 'hilo-own-data/1', madeAt: toIso(now()), who,
    conversations: distinct(own.map((part): Conversation => ({ began: toIso(beganAt(part)), lines: linesOf(part) }))),
    facts: distinct(threads.flatMap(({ state }) => (state ? factsOf(parts, state, language) : []))),
    filed: requests.value.filter((request) => request.customer === customer).map((request): FiledRequest => ({
      number: request.cun ?? request.id, kind: COPY_WORDS[language].kinds[request.kind], filedAt: toIso(request.filedAt), answered: request.answered,
      ...(request.answerBy !== undefined && { answerBy: request.answerBy }), ...(request.told !== undefined && { told: request.told }), ...(request.against !== undefined && { against: request.against }),
    })),
    compensations: paidBack.map((line): PaidBack => ({ service: line.service, month: line.month, minutes: line.minutes, why: line.why[language], ...(line.amountCop !== undefined && { amountCop: line.amountCop }) })),
    notices: distinct(own.flatMap(newsOf)),
    consents: distinct(own.flatMap((part) => consentsOf(part, language))),
    elsewhere: COPY_WORDS[language].elsewhere,
  };
};

const beganAt = (part: readonly Positioned[]): number => part[0]?.entry.at ?? 0;

/** A thread that was joined into another one may be read under both names. */
const distinct = <T>(all: readonly T[]): readonly T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

interface Hers {
  readonly parts: readonly (readonly Positioned[])[];
  /** Only where it is she who writes now. */
  readonly state: ThreadState | null;
}

const hersIn = async ({ storage, releases }: GatherParts, thread: ThreadId, customer: string): Promise<Hers> => {
  const peeked = await storage.threads.peek(thread);
  if (peeked?.state == null) return { parts: [], state: null };
  const state = readThreadState(peeked.state);
  const all = await readTranscript(storage.threads, thread);
  const isNow = state.facts['customer.id']?.value === customer;
  return { parts: partsOf(withoutSecrets(all, releases.current()), customer), state: isNow ? state : null };
};

/** What says how the conversation works, and not who she is or what she has. */
const INNER = /^(?:data\.|channel\.(?:finds|tried|former_customer|recognized)|human\.)/;
const DOCUMENT = 'key.typed';

const factsOf = ({ releases, now }: GatherParts, state: ThreadState, language: Language): readonly KnownFact[] => {
  const reader: Reader = { language, level: state.level ?? 'basic', now: now(), facts: state.facts, glossary: glossaryOf(releases.current()) };
  const words = COPY_WORDS[language];
  const level: readonly KnownFact[] = state.level === null ? [] : [{ label: words.level, value: words.levels[state.level], source: words.heard, at: toIso(state.heardAt) }];
  const known = shownFacts(reader, (name) => !INNER.test(name)).map(({ name, label, value, at }): KnownFact => ({
    label, value: name === DOCUMENT ? maskedNumber(value) : value, source: sourceWords(state.facts[name]?.source ?? '', language), at,
  }));
  return [...level, ...known];
};

const sourceWords = (source: string, language: Language): string => {
  const words = COPY_WORDS[language];
  if (source === 'customer') return words.you;
  if (source === 'channel') return words.channel;
  const system = systemWords(source, language);
  return system === source ? words.systems : system;
};

const consentsOf = (part: readonly Positioned[], language: Language): DataCopy['consents'] => {
  const words = COPY_WORDS[language];
  const told = part.find(({ entry }) => entry.kind === 'bot' && entry.text.includes('1581'))?.entry.at;
  const asked = subscriptionsOf(part).map((at) => ({ at: toIso(at), what: words.subscribed }));
  return [...(told === undefined ? [] : [{ at: toIso(told), what: words.privacyTold }]), ...asked];
};
