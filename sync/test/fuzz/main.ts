// npm run fuzz: replays sync/test/seeds.json, then FUZZ_RUNS runs from FUZZ_SEED on, on all cores. Ends with 1 and the
// shortest trace found where a run fails.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { findingsOf, traceOf, type KeptSeed } from './failures.ts';
import type { Told, Work } from './worker.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 1_000);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
const print = (line: string) => void process.stdout.write(`${line}\n`);

const kept = JSON.parse(readFileSync(new URL('../seeds.json', import.meta.url), 'utf8')) as KeptSeed[];
for (const { seed: of, note, plan } of kept) {
  const findings = await findingsOf(plan);
  if (findings.length === 0) continue;
  print(`The kept seed ${of} fails again (${note}).\n${traceOf({ seed: of, plan, findings })}`);
  process.exit(1);
}
print(`${kept.length} kept seeds pass. ${runs} runs from FUZZ_SEED=${seed}.`);

const began = performance.now();
let done = 0;
let told = 0;
const cores = Math.min(availableParallelism(), runs);
await Promise.all(
  Array.from({ length: cores }, (_, core) => {
    const work: Work = { first: seed + core, last: seed + runs - 1, step: cores };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work });
    return new Promise<void>((resolve, reject) => {
      worker.on('message', (message: Told) => {
        done += message.done;
        if (message.failure) {
          print(
            `Failed. Again: FUZZ_SEED=${message.failure.seed} FUZZ_RUNS=1 npm run fuzz\n${traceOf(message.failure)}`,
          );
          process.exit(1);
        }
        if (done < runs && done - told >= runs / 10) {
          told = done;
          print(`${done} of ${runs}`);
        }
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  }),
);
const seconds = (performance.now() - began) / 1000;
print(`${done} runs passed in ${seconds.toFixed(0)} s, ${((done / seconds) * 60).toFixed(0)} a minute.`);
