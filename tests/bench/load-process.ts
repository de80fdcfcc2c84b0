/** The parent's end of the load process: one job at a time, each bounded in time. */
import { end, launch, type Child } from './children';
import type { LoadAnswer, LoadJob, LoadResult } from './load/contract';
import { LOAD } from './places';

const GRACE_MS = 30_000;
const BUSY = 0.9;

export interface Load {
  run(job: LoadJob): Promise<LoadResult>;
  stop(): Promise<void>;
}

const boundOf = (job: LoadJob): number => (job.limit.kind === 'time' ? job.limit.warmMs + job.limit.ms : 60_000) + GRACE_MS;

const ask = (child: Child, job: LoadJob): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the load did not finish in time')), boundOf(job));
    const gone = (): void => reject(new Error(`the load process ended:\n${child.output()}`));
    child.process.once('exit', gone);
    child.process.once('message', (message) => {
      clearTimeout(late);
      child.process.off('exit', gone);
      const answer = message as LoadAnswer;
      if (answer.ok) resolve(answer.result);
      else reject(new Error(answer.reason));
    });
    child.process.send(job);
  });

/** Starts the load process; `warn` hears when the load rather than the server was the limit. */
export const startLoad = (core: 'load' | 'any', warn: (text: string) => void): Load => {
  const child = launch({ command: [process.execPath, LOAD], core, ipc: true });
  return {
    run: async (job) => {
      const result = await ask(child, job);
      const share = result.loadCpu / result.seconds;
      if (share > BUSY) warn(`the load used ${Math.round(share * 100)} % of its core: the server may be faster than shown (${job.dialect})`);
      return result;
    },
    stop: () => end(child),
  };
};
