/**
 * What the Redis store needs of a connection, so that one node and a cluster are the same to it. Every failure that
 * means "cannot keep anything now" is a StorageUnavailable; any other error is a fault of ours and stays one.
 */
export interface Wire {
  /** All shards are on one node, so one step may touch several of them. */
  readonly oneNode: boolean;
  /** One command to the node of `key`; commands of one tick share one write. */
  send(key: string, args: readonly string[]): Promise<unknown>;
  /** The same for what must be kept before it is acknowledged: by as many replicas as the configuration says. */
  keep(key: string, args: readonly string[]): Promise<unknown>;
  /** One command to every node that holds data, each under its own name. */
  eachNode(args: (node: string) => readonly string[]): Promise<readonly { readonly node: string; readonly reply: unknown }[]>;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  close(): Promise<void>;
}
