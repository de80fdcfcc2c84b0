/**
 * A stored state as this version knows it. Every record of a state carries its schema; older ones are brought forward one
 * step at a time when they are read, and written in the new form by their next turn. A newer one is refused, not guessed at.
 */
import { readState, type ThreadState } from '../../dialogs/conversation/state';

type Stored = Readonly<Record<string, unknown>>;
type Fact = Readonly<{ value: unknown; source: string; at: number }>;
type OldPosition = Readonly<{ release: string; flow: string; step: string; turns: number; tries?: unknown }>;
type OldPlace = Readonly<{ at: readonly string[]; assumed: number; fact?: string }>;

const CURRENT = 2;
/** `writeState` puts the schema first, so that current records are told without reading them twice. */
const CURRENT_HEAD = `{"schema":${CURRENT},`;

/** From each schema to the next. Only ever added to. */
const MIGRATIONS: Readonly<Record<number, (stored: Stored) => Stored>> = {
  // Before there was a schema, facts stood one by one under their names and not by source and time.
  0: (stored) => ({
    ...stored,
    facts: Object.entries((stored['facts'] ?? {}) as Readonly<Record<string, Fact>>)
      .map(([name, { value, source, at }]) => [source, at, { [name]: value }]),
  }),
  // Positions named their fields and each its release; the way back named every place in full.
  1: ({ path, stack = [], ...stored }) => ({
    ...stored,
    stack: (stack as readonly OldPosition[]).flatMap(({ release, flow, step, turns, tries }) => [release, [flow, step, turns, ...(tries ? [tries] : [])]]),
    ...(path !== undefined && { path: (path as readonly OldPlace[]).map(({ at, assumed, fact }) => [0, assumed, fact ?? 0, ...at]) }),
  }),
};

/** @throws Error on a state that a newer version wrote. */
export const readThreadState = (text: string): ThreadState => readState(text.startsWith(CURRENT_HEAD) ? text : migrated(text));

const migrated = (text: string): string => {
  let stored = JSON.parse(text) as Stored;
  for (let schema = schemaOf(stored); schema !== CURRENT; schema = schemaOf(stored)) {
    const step = MIGRATIONS[schema];
    if (!step) throw new Error(`a newer version wrote this state: schema ${schema}, known up to ${CURRENT}`);
    stored = { ...step(stored), schema: schema + 1 };
  }
  return JSON.stringify(stored);
};

const schemaOf = ({ schema }: Stored): number => (typeof schema === 'number' ? schema : 0);
