/**
 * A large shared map as records of its own, one a partition: changes of different recipients seldom meet, and those that
 * arrive together in this process are saved together (I3).
 */
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';

type Rows<Row> = Readonly<Record<string, Row>>;
type Change<Row> = (rows: Rows<Row>) => Rows<Row>;

export interface Partitions<Row> {
  readonly names: readonly string[];
  nameOf(key: string): string;
  read(name: string): Promise<Rows<Row>>;
  /** `change` is pure and may run more than once; answering the same rows saves nothing. */
  update(name: string, change: Change<Row>): Promise<void>;
  /** The rows of all partitions, folded. */
  fold<T>(start: T, step: (sum: T, key: string, row: Row) => T): Promise<T>;
}

interface Waiting<Row> {
  readonly change: Change<Row>;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const queues = new WeakMap<Records, Map<string, Waiting<never>[]>>();

export const makePartitions = <Row>(records: Records, name: string, count: number): Partitions<Row> => {
  const names = Array.from({ length: count }, (_, index) => `${name}:${index}`);
  const waiting = queuesOf<Row>(records);
  const read = (partition: string): Promise<Rows<Row>> => readShared(sharedOf<Row>(records, partition));
  return {
    names,
    nameOf: (key) => `${name}:${hashOf(key) % count}`,
    read,
    update: (partition, change) =>
      new Promise((resolve, reject) => {
        const one: Waiting<Row> = { change, done: () => resolve(), failed: reject };
        const queue = waiting.get(partition);
        if (queue) return void queue.push(one);
        waiting.set(partition, [one]);
        void drain(records, partition, waiting);
      }),
    async fold(start, step) {
      let sum = start;
      for (const partition of names) for (const [key, row] of Object.entries(await read(partition))) sum = step(sum, key, row);
      return sum;
    },
  };
};

const queuesOf = <Row>(records: Records): Map<string, Waiting<Row>[]> => {
  const known = queues.get(records) ?? new Map<string, Waiting<never>[]>();
  queues.set(records, known);
  return known as unknown as Map<string, Waiting<Row>[]>;
};

const sharedOf = <Row>(records: Records, name: string): SharedRecord<Rows<Row>> => ({ records, name, first: {} });

const drain = async <Row>(records: Records, name: string, waiting: Map<string, Waiting<Row>[]>): Promise<void> => {
  // What is asked for in the same moment is saved together.
  await Promise.resolve();
  for (let batch = waiting.get(name) ?? []; batch.length > 0; batch = waiting.get(name) ?? []) {
    waiting.set(name, []);
    try {
      await changeShared(sharedOf<Row>(records, name), (rows) => batch.reduce((held, { change }) => change(held), rows));
      batch.forEach(({ done }) => done());
    } catch (error) {
      batch.forEach(({ failed }) => failed(error));
    }
  }
  waiting.delete(name);
};

/** FNV-1a. */
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
};
