/** A value that decisions look at and that changes rarely: read now and then, never on the customer's path; at most 1 s old. */
import type { Log } from '../observability/log';

export interface ReadModel<T> {
  value(): T;
  refresh(): Promise<void>;
}

export const readModel = async <T>(read: () => Promise<T>, log: Log): Promise<ReadModel<T>> => {
  let current = await read();
  return {
    value: () => current,
    async refresh() {
      // What was known stays known while its source is away.
      current = await read().catch((error: unknown) => {
        log.warn({ err: error }, 'a read model could not be refreshed');
        return current;
      });
    },
  };
};
