import { expect, test } from 'vitest';
import { nextRecovery } from './recovery-rule.ts';

test('a window that stops is loaded anew', () => {
  expect(nextRecovery(null, 0)).toBe('reload');
});

test('a window that stops twice within a minute is given up', () => {
  expect(nextRecovery(1_000, 60_999)).toBe('give_up');
});

test('a window that stops again after a minute is loaded anew', () => {
  expect(nextRecovery(1_000, 61_000)).toBe('reload');
});
