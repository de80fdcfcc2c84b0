/** The load process: takes jobs over IPC one after the other and ends with its parent. */
import type { LoadAnswer, LoadJob } from './contract';
import { runJob } from './run-job';

const answer = async (job: LoadJob): Promise<LoadAnswer> => {
  try {
    return { ok: true, result: await runJob(job) };
  } catch (fault) {
    return { ok: false, reason: fault instanceof Error ? fault.message : String(fault) };
  }
};

process.on('message', (job) => {
  void answer(job as LoadJob).then((done) => process.send?.(done));
});
process.on('disconnect', () => process.exit(0));
