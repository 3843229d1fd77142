import { expect, it } from 'vitest';
import { quietDays } from './quiet.ts';

const today = '2026-11-21';

it('says nothing for two weeks, then how many days', () => {
  expect(quietDays('2026-11-08T12:00:00Z', today)).toBeNull();
  expect(quietDays('2026-11-07T12:00:00Z', today)).toBe(14);
  expect(quietDays('2026-10-01T12:00:00Z', today)).toBe(51);
});

it('says nothing of what is no date or is to come', () => {
  expect(quietDays('', today)).toBeNull();
  expect(quietDays('2027-01-01T00:00:00Z', today)).toBeNull();
});
