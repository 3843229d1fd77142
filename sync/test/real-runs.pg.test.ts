// A few of the runs of `npm run fuzz:stack`, in a process of their own with a stack of its own: the database that they
// kill is nobody else's.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const RUNS = 6;

it('replicas and server end alike through outages of the real database, and no edit is lost', async () => {
  const ended = await promisify(execFile)(process.execPath, [MAIN], {
    env: { ...process.env, FUZZ_RUNS: String(RUNS), FUZZ_SEED: '1' },
  }).catch((error: unknown) => error as { stdout: string; stderr: string });
  expect(ended.stdout + ended.stderr).toContain(`${RUNS} of ${RUNS} runs passed`);
}, 180_000);

const MAIN = fileURLToPath(new URL('real-runs/main.ts', import.meta.url));
