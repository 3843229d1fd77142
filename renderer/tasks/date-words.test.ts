import { expect, it } from 'vitest';
import { dueAtEnd } from './date-words.ts';

// A Saturday.
const TODAY = '2026-11-21';

it.each([
  ['call Anna tomorrow', 'call Anna', '2026-11-22'],
  ['Call Anna  TODAY ', 'Call Anna', '2026-11-21'],
  ['send offer by fri', 'send offer', '2026-11-27'],
  ['send offer on 12 mar', 'send offer', '2027-03-12'],
  ['review the day after tomorrow', 'review', '2026-11-23'],
  ['plan next week', 'plan', '2026-11-23'],
  ['call back in 2 weeks', 'call back', '2026-12-05'],
  ['renew 12 mar 2028', 'renew', '2028-03-12'],
  ['Anna anrufen morgen', 'Anna anrufen', '2026-11-22'],
  ['Angebot am 12. März', 'Angebot', '2027-03-12'],
  ['Angebot bis 24.12.', 'Angebot', '2026-12-24'],
])('“%s” is due', (text, title, due) => {
  expect(dueAtEnd(text, TODAY, 'en-GB')).toEqual({ title, due });
});

it.each([
  'tomorrow',
  'call Anna',
  'tomorrow call Anna',
  'call 12',
  'update to 1.5',
  'offer support 24/7',
  'offer a trial of 3 days',
  'call Anna 31 feb',
  'ask what happened yesterday',
  'renew 12 mar 2024',
  '',
])('“%s” has no date at its end', (text) => {
  expect(dueAtEnd(text, TODAY, 'en-GB')).toBeNull();
});
