// Runs every nth seed and tells how far it is, until one fails.
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, type Failure } from './failures.ts';

export type Work = { first: number; last: number; step: number };
export type Told = { done: number; failure: Failure | null };

const TELL_EVERY = 50;

const { first, last, step } = workerData as Work;
const tell = (told: Told) => parentPort?.postMessage(told);

let done = 0;
for (let seed = first; seed <= last; seed += step) {
  const failure = await failureOf(seed);
  done += 1;
  if (failure || done === TELL_EVERY) {
    tell({ done, failure });
    done = 0;
  }
  if (failure) break;
}
tell({ done, failure: null });
