import { expect, it } from 'vitest';
import { momentOf } from './drafts.ts';

const now = new Date(2026, 10, 21, 15, 30);
const at = (...of: [number, number, number, number, number]) => new Date(...of).toISOString();

it.each([
  [null, null, undefined],
  ['2026-11-20', '09:15', at(2026, 10, 20, 9, 15)],
  ['2026-11-20', null, at(2026, 10, 20, 15, 30)],
  [null, '08:00', at(2026, 10, 21, 8, 0)],
  ['2026-11-21', '23:00', now.toISOString()],
])('a draft of %s at %s happened then, and never later than now', (day, time, moment) => {
  expect(momentOf({ day, time }, now)).toBe(moment);
});
