import { expect, it } from 'vitest';
import { readTap } from './run-pgtap.ts';

it('tells what passed from what failed, and why', () => {
  const answers = [
    '',
    'ok 1 - one',
    'not ok 2 - two\n# Failed test 2: "two"',
    '#    want: 2',
    'ok 3',
    '1..3',
  ];
  expect(readTap([...answers, '# Looks like you failed 1 test of 3'])).toEqual([
    { name: 'one', passed: true, diagnostics: '' },
    { name: 'two', passed: false, diagnostics: '# Failed test 2: "two"\n#    want: 2\n' },
    { name: '', passed: true, diagnostics: '# Looks like you failed 1 test of 3\n' },
  ]);
});

it.each([['1..2', 'ok 1 - one'], ['ok 1 - one'], ['1..0'], []])('takes %s for no whole run', (...answers) => {
  expect(() => readTap(answers)).toThrow('planned');
});
