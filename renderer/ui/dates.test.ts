import { describe, expect, it } from 'vitest';
import { ago, fullDay, isoDay, mediumDay, shortDay } from './dates.ts';

const today = '2026-11-21'; // a Saturday

describe('a short day', () => {
  it.each([
    ['2026-11-21', 'today'],
    ['2026-11-22', 'tomorrow'],
    ['2026-11-20', 'yesterday'],
    ['2026-11-24', 'Tue'],
    ['2026-11-27', 'Fri'],
    ['2026-11-28', '28 Nov'],
    ['2026-11-17', '17 Nov'],
    ['2027-03-12', 'Mar 2027'],
    ['not a date', ''],
  ])('writes %s as "%s"', (day, words) => {
    expect(shortDay(day, today, 'en-GB')).toBe(words);
  });

  it('speaks the language of the person', () => {
    expect(shortDay('2026-11-22', today, 'de')).toBe('morgen');
  });

  it('crosses a change of summer time without losing a day', () => {
    expect(shortDay('2026-10-26', '2026-10-25', 'en-GB')).toBe('tomorrow');
  });
});

it('writes a day with its year', () => {
  expect(mediumDay('2026-03-12', 'en-GB')).toBe('12 Mar 2026');
  expect(mediumDay('no day')).toBe('');
});

it('writes a day in full', () => {
  expect(fullDay('2026-03-12', 'en-GB')).toMatch(/^Thursday,? 12 March 2026$/);
  expect(fullDay('', 'en-GB')).toBe('');
});

it('names the local day of a time', () => {
  expect(isoDay(new Date(2026, 0, 3, 23, 59))).toBe('2026-01-03');
});

describe('how long ago', () => {
  const now = new Date(2026, 10, 21, 12, 0).getTime();
  const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

  it.each([
    [0, 'now'],
    [5, '5 minutes ago'],
    [120, '2 hours ago'],
    [36 * 60, 'yesterday'],
    [10 * 24 * 60, '11 Nov'],
  ])('says %i minutes as "%s"', (minutes, words) => {
    expect(ago(before(minutes), now, 'en-GB')).toBe(words);
  });

  it('does not speak of the future when a clock was set back', () => {
    expect(ago(before(-30), now, 'en-GB')).toBe('now');
  });
});
