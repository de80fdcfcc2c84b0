/** The load balancer of the run: every process of the store has a door; who finds one shut tries the next. */
import { setTimeout as pause } from 'node:timers/promises';

const REST_MS = 40;
const LONGEST_CALL_MS = 15_000;

export class Doors {
  /** Address of each process; it keeps it when it is started again. */
  readonly urls: string[] = [];
  private turn = 0;

  /** The answer, or nothing when the call was cut. */
  async call(path: string, init: RequestInit): Promise<Response | undefined> {
    this.turn += 1;
    const url = this.urls[this.turn % this.urls.length];
    try {
      const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(LONGEST_CALL_MS) });
      // The body belongs to the answer: a process may die between its head and its end.
      const body = await response.arrayBuffer();
      return new Response(body, { status: response.status, headers: response.headers });
    } catch {
      return undefined;
    }
  }

  rest(): Promise<void> {
    return pause(REST_MS * (0.5 + Math.random()));
  }
}
