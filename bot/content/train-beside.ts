/** Training takes seconds of computing, so it runs in a thread of its own, from the compiled code: customers are answered meanwhile. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../root';
import type { RetrainInput, Retrained } from './retrain';

export type Train = (input: RetrainInput) => Promise<Retrained>;

const SCRIPT = path.join(ROOT, 'dist', 'bot', 'content', 'retrain-worker.js');
/** Takes about five seconds of an idle core. */
const LONGEST_MS = 300_000;

export const trainBeside: Train = (input) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(SCRIPT, { workerData: input, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
    timer.unref();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      // After a message this changes nothing any more.
      reject(new Error(`the training ended without a result (${code})`));
    });
  });
