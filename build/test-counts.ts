// What the runners' own JSON reports say, as two numbers. A test that was skipped, a file that could not be loaded
// and a suite that ran nothing are failures: silence never counts as success.
import { z } from 'zod';

export type Counts = { passed: number; failed: number };

const vitest = z.object({
  numPassedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** From vitest's `json` reporter. */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numTotalTests, testResults } = vitest.parse(report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + brokenFiles.length };
}

const playwright = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** From Playwright's `json` reporter. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = playwright.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

/** A suite's counts as they are added up: a bad exit code or nothing run is at least one failure. */
export function settle(counts: Counts | null, exitCode: number): Counts {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const isBad = exitCode !== 0 || passed + failed === 0;
  return { passed, failed: isBad ? Math.max(failed, 1) : failed };
}
