// `npm test`: unit, stack and end-to-end tests, every suite whatever became of the one before. The last line is
// `N passed, N failed` of all of them together.
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { program, start } from './child.ts';
import { CACHE, ROOT, say, script } from './script.ts';
import { countPlaywright, countVitest, settle, type Counts } from './test-counts.ts';

/** Not in test-results/, which Playwright empties when it begins. */
const REPORTS = path.join(CACHE, 'reports');

type Suite = {
  name: string;
  args: (report: string) => string[];
  env?: (report: string) => Record<string, string>;
  count: (report: unknown) => Counts;
};

const vitest = (project: string): Suite => ({
  name: project,
  args: (report) => [
    program('vitest/vitest.mjs'),
    ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ],
  count: countVitest,
});

const SUITES: Suite[] = [
  vitest('unit'),
  vitest('stack'),
  {
    name: 'e2e',
    args: () => [path.join(ROOT, 'build/e2e.ts'), '--reporter=list,json'],
    env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    count: countPlaywright,
  },
];

await script(async () => {
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  const total = { passed: 0, failed: 0 };
  for (const suite of SUITES) {
    say(`\n── ${suite.name} tests`);
    const { passed, failed } = await runSuite(suite);
    say(`── ${suite.name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

async function runSuite({ name, args, env, count }: Suite): Promise<Counts> {
  const report = path.join(REPORTS, `${name}.json`);
  const child = start(process.execPath, args(report), {
    stdio: 'inherit',
    env: { ...process.env, ...env?.(report) },
  });
  const code = await child.ended;
  try {
    return settle(count(JSON.parse(readFileSync(report, 'utf8'))), code);
  } catch {
    say(`The ${name} suite left no report: it broke before its tests ran, see above.`);
    return settle(null, code);
  }
}
