// npm run fuzz:stack: FUZZ_RUNS runs from FUZZ_SEED on against the real stack. Ends with 1 where a run fails, after all.
import { sentenceOf } from '../fuzz/steps.ts';
import { isOutage } from './on-server.ts';
import { realPlanOf, type RealStep } from './real-plan.ts';
import { realRun } from './real-run.ts';
import { startRealServer } from './real-server.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 200);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
const print = (line: string) => void process.stdout.write(`${line}\n`);
const sentence = (step: RealStep) =>
  step.do === 'outage' ? `the database: ${step.how} for ${step.ms} ms` : sentenceOf(step);

// Where the database dies just when a connection of the stack has come up, postgres 3.4.9 (fetchArrayTypes) rejects a
// promise that nobody has, and pg-logical-replication 2.5.0 has no listener on its client yet. The stack opens others.
process.on('uncaughtException', (error: Error & { code?: string }) => {
  if (isOutage(error)) return;
  print(error.stack ?? error.message);
  process.exit(1);
});

print(`${runs} runs against the real stack from FUZZ_SEED=${seed}.`);
const server = await startRealServer();
const began = performance.now();
let failed = 0;
try {
  for (let run = 0; run < runs; run += 1) {
    const plan = realPlanOf(seed + run);
    const started = performance.now();
    const found = await realRun(server, plan);
    if (process.env['FUZZ_TIMES']) print(`${plan.seed}: ${(performance.now() - started).toFixed(0)} ms`);
    if (found.length > 0) {
      failed += 1;
      print(`Failed. Again: FUZZ_SEED=${plan.seed} FUZZ_RUNS=1 npm run fuzz:stack`);
      plan.steps.forEach((step, at) => print(`  ${at + 1}. ${sentence(step)}`));
      for (const finding of found.slice(0, 10)) print(`  ${finding}`);
    }
    if ((run + 1) % 20 === 0) print(`${run + 1} of ${runs}`);
  }
} finally {
  await server.close();
}
const seconds = (performance.now() - began) / 1000;
print(`${runs - failed} of ${runs} runs passed in ${seconds.toFixed(0)} s.`);
process.exit(failed > 0 ? 1 : 0);
