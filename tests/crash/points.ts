/**
 * Where in a turn a process is killed, and the faults that a broken build has. Both live in the harness's wrapper of the
 * store, which is put around the real one inside the server's process: the product knows nothing of them.
 */
export const POINTS = ['after accept', 'before commit', 'after commit', 'before send', 'during send', 'after send'] as const;
/** `during send`: the call is at Meta, which takes a while to answer. */
export type Point = (typeof POINTS)[number];

/**
 * `commit`: every twentieth commit forgets its entries and effects. `dedupe`: every delivery counts as new. `accept`: every
 * twentieth message is acknowledged and not stored. `order`: events of a thread are decided as they come, newest first.
 * `timers`: every timer is forgotten when its time has come.
 */
export const FAULTS = ['commit', 'dedupe', 'accept', 'order', 'timers'] as const;
export type Fault = (typeof FAULTS)[number];

/** Environment of a server under the harness: a file with what to do or to tell at the next SIGUSR2, and the fault it is built with. */
export const ORDER_FILE = 'CRASH_ORDER_FILE';
export const FAULT = 'CRASH_FAULT';

/** Say in this file whether anything is under way or due in the store; first let so much business time pass for all processes. */
export interface Question {
  readonly answer: string;
  readonly passes?: number;
}

/** Die when the point is passed for the `nth` time from now. */
export interface Order {
  readonly point: Point;
  readonly nth: number;
}
