/**
 * What the Redis store needs of a connection, so that one node and a cluster are the same to it. Every failure that
 * means "cannot keep anything now" is a StorageUnavailable; any other error is a fault of ours and stays one.
 */
export interface Wire {
  /** All shards are on one node, so one step may touch several of them. */
  readonly oneNode: boolean;
  /** One command to the node of `key`; commands of one tick share one write. */
  send(key: string, args: readonly string[]): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  close(): Promise<void>;
}
