/** The thread in which the understanding is trained: what comes in is learnt from, what was learnt goes out. */
import { parentPort, workerData } from 'node:worker_threads';
import { retrain, type RetrainInput } from './retrain';

parentPort?.postMessage(retrain(workerData as RetrainInput));
