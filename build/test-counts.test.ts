import { expect, test } from 'vitest';
import { countPlaywright, countVitest, settle } from './test-counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test('tests of vitest are counted', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'failed')];
  expect(countVitest({ numPassedTests: 2, numTotalTests: 3, testResults })).toEqual({ passed: 2, failed: 1 });
});

test('a skipped test and a file that cannot be loaded are failures', () => {
  const testResults = [file('passed', 'passed', 'pending'), file('failed')];
  expect(countVitest({ numPassedTests: 1, numTotalTests: 2, testResults })).toEqual({ passed: 1, failed: 2 });
});

test('tests of Playwright are counted, and all but a plain pass is a failure', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 4 });
});

test.each([
  ['all passed', { passed: 3, failed: 0 }, 0, { passed: 3, failed: 0 }],
  ['all passed but the runner failed', { passed: 3, failed: 0 }, 1, { passed: 3, failed: 1 }],
  ['two failed', { passed: 3, failed: 2 }, 1, { passed: 3, failed: 2 }],
  ['nothing ran', { passed: 0, failed: 0 }, 0, { passed: 0, failed: 1 }],
  ['no report', null, 0, { passed: 0, failed: 1 }],
])('a suite of which %s is settled', (_, counts, exitCode, settled) => {
  expect(settle(counts, exitCode)).toEqual(settled);
});
