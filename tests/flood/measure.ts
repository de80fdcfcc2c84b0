/** What is measured at the server from outside while the flood goes on: its core, its loop, what it shed, and its public page. */
import { readFileSync } from 'node:fs';
import { TITLE } from './news';
import { ask } from './post';

export interface Mark {
  /** Epoch ms. */
  readonly at: number;
  /** Milliseconds of a core that the server's process used so far. */
  readonly cpuMs: number;
  /** How late its loop was in the worst hundredth since the mark before, ms. */
  readonly lagMs: number;
  /** Typing and read marks dropped so far. */
  readonly shed: number;
  readonly memoryMb: number;
}

const TICK_MS = 10;

/** Linux tells; elsewhere it is not a number. */
const cpuOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user = '', system = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * TICK_MS;
  } catch {
    return Number.NaN;
  }
};

export const markNow = async ({ url, pid }: { readonly url: string; readonly pid: number }): Promise<Mark> => {
  const text = (await ask(`${url}/metrics`)).body.toString();
  const sum = (name: string): number => [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+-]+)$`, 'gm'))].reduce((all, [, value]) => all + Number(value), 0);
  return {
    at: Date.now(), cpuMs: cpuOf(pid), shed: sum('hilo_shed_total'), memoryMb: sum('process_resident_memory_bytes') / 2 ** 20,
    lagMs: sum('nodejs_eventloop_lag_p99_seconds') * 1_000,
  };
};

export interface Look {
  /** Epoch ms. */
  readonly at: number;
  readonly ms: number;
  /** Whether it was answered with a page, or with *nothing new*. */
  readonly isThere: boolean;
  readonly tellsOutage: boolean;
}

const BETWEEN_LOOKS_MS = 250;

/** Reads `/estado` as browsers do, until it is stopped. */
export const readPublicPage = (url: string): { stop(): Promise<readonly Look[]> } => {
  const looks: Look[] = [];
  let isOver = false;
  let page = '';
  let tag = '';
  const look = async (): Promise<void> => {
    const at = Date.now();
    const reply = await ask(`${url}/estado`, { headers: tag === '' ? {} : { 'if-none-match': tag } }).catch(() => undefined);
    if (reply?.status === 200) [page, tag] = [reply.body.toString(), String(reply.headers.etag ?? '')];
    looks.push({ at, ms: Date.now() - at, isThere: reply?.status === 200 || reply?.status === 304, tellsOutage: page.includes(TITLE) });
  };
  const done = (async () => {
    while (!isOver) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
  })();
  return {
    async stop() {
      isOver = true;
      await done;
      return looks;
    },
  };
};
