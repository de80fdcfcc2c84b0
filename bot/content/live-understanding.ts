/**
 * What messages are read with: the models that this build was shipped with, or an edition that was trained since and published.
 * An edition never changes and is named by its content; every process has the current one after news or a second. Threads are
 * not pinned to one (I7 pins what a flow does, not how a word is heard): who is being helped is understood better at once.
 */
import { createHash } from 'node:crypto';
import { SHIPPED, SHIPPED_PACKED, unpackLearnt, type Learnt, type PackedLearnt } from '../../knowledge/learnt';
import type { News, Records } from '../runtime/ports';
import type { UnderstandingEdition } from '../web/understanding-contracts';
import { makeEditionLog, type Edition, type EditionLog, type ListedEdition, type Log, type Move, type Signed } from './edition-log';
import { followRecord } from './followed-record';

const RECORD = 'content:understanding';
const MOST_LISTED = 20;

interface About {
  readonly sentences: number;
  /** Of its models. */
  readonly model: string;
  /** What its build was shipped with: another build may read words otherwise, so there it does not count. */
  readonly over: string;
}

const hashOf = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 16);
const BUILD = hashOf(JSON.stringify(SHIPPED_PACKED));
const INSTALLED: Edition<About> = { name: 'u0', author: 'disk', reason: 'knowledge/model', sentences: 0, model: '', over: BUILD };
const modelRecord = (hash: string): string => `${RECORD}:model:${hash}`;

export interface LiveUnderstanding {
  /** Always as it is now. */
  learnt(): Learnt;
  packed(): PackedLearnt;
  /** Name of the edition in force. */
  current(): string;
  /** Newest first. */
  editions(): Promise<readonly UnderstandingEdition[]>;
  publish(models: PackedLearnt, signed: Signed & { readonly sentences: number }): Promise<UnderstandingEdition>;
  /** `null` for one that is not listed, or does not fit this build. */
  rollback(name: string, move: Move): Promise<UnderstandingEdition | null>;
  refresh(): Promise<void>;
  stop(): void;
}

export interface LiveUnderstandingParts {
  readonly records: Records;
  readonly news?: Pick<News, 'publishRecord' | 'subscribeRecord'>;
}

interface InForce {
  readonly name: string;
  readonly packed: PackedLearnt;
  readonly learnt: Learnt;
}

const AS_SHIPPED: InForce = { name: INSTALLED.name, packed: SHIPPED_PACKED, learnt: SHIPPED };

type Editions = EditionLog<About>;

export const loadLiveUnderstanding = async ({ records, news }: LiveUnderstandingParts): Promise<LiveUnderstanding> => {
  const log: Editions = makeEditionLog<About>({ records, name: RECORD, installed: INSTALLED, most: MOST_LISTED });
  const followed = await followRecord<Log<About>, InForce>({
    records, news, name: RECORD, first: AS_SHIPPED,
    make: (held, before) => inForceBy({ records, editions: log.listed(held), before }),
  });
  const current = (): string => followed.now().name;
  return {
    learnt: () => followed.now().learnt,
    packed: () => followed.now().packed,
    current,
    editions: async () => (await log.list()).map((edition) => shown(edition, current())),
    async publish(models, signed) {
      const edition = await publishModels({ records, log }, models, signed);
      await followed.changed();
      return shown(edition, current());
    },
    async rollback(name, move) {
      if (!(await log.list()).some((edition) => edition.name === name && edition.over === BUILD)) return null;
      const edition = await log.goBack(name, move);
      await followed.changed();
      return edition && shown(edition, current());
    },
    refresh: followed.refresh,
    stop: followed.stop,
  };
};

interface Standing {
  readonly records: Records;
  readonly editions: readonly ListedEdition<About>[];
  readonly before: InForce;
}

/** `undefined` while its models are not there, which only a store that lost something can bring about. */
const inForceBy = async ({ records, editions, before }: Standing): Promise<InForce | undefined> => {
  const { model, name } = editions.find(({ current, over }) => current && over === BUILD) ?? INSTALLED;
  if (name === INSTALLED.name) return AS_SHIPPED;
  if (name === before.name) return before;
  const stored = await records.get(modelRecord(model));
  const packed = stored && (JSON.parse(stored.json) as PackedLearnt | null);
  return packed ? { name, packed, learnt: unpackLearnt(packed) } : undefined;
};

const publishModels = async (
  { records, log }: { readonly records: Records; readonly log: Editions }, models: PackedLearnt, about: Signed & Pick<About, 'sentences'>,
): Promise<ListedEdition<About>> => {
  const json = JSON.stringify(models);
  const model = hashOf(json);
  // Before it is named: whoever hears the name finds the models. What stands there already is the same.
  await records.put(modelRecord(model), json, 0);
  const { edition, gone } = await log.keep({ ...about, model, over: BUILD });
  await clear(records, gone, await log.list());
  return edition;
};

const shown = ({ model: _model, over, ...edition }: ListedEdition<About>, inForce: string): UnderstandingEdition =>
  ({ ...edition, current: edition.name === inForce, ...(over !== BUILD && { outdated: true as const }) });

/** Models that no listed edition has are let go: each is most of a megabyte. */
const clear = async (records: Records, gone: readonly Edition<About>[], listed: readonly Edition<About>[]): Promise<void> => {
  for (const { model } of gone) {
    const stored = listed.some((one) => one.model === model) ? null : await records.get(modelRecord(model));
    if (stored) await records.put(modelRecord(model), 'null', stored.version);
  }
};
