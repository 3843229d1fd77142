import { describe, expect, it } from 'vitest';
import { parseDay } from './parse-day.ts';

const today = '2026-11-21'; // a Saturday

describe('a typed day', () => {
  it.each([
    ['today', '2026-11-21'],
    [' Tomorrow ', '2026-11-22'],
    ['übermorgen', '2026-11-23'],
    ['yesterday', '2026-11-20'],
    ['in 3 days', '2026-11-24'],
    ['in einer Woche', '2026-11-28'],
    ['2 weeks', '2026-12-05'],
    ['next month', '2026-12-21'],
    ['in 3 months', '2027-02-21'],
    ['3 days ago', '2026-11-18'],
    ['vor 2 Wochen', '2026-11-07'],
    ['+10', '2026-12-01'],
    ['mon', '2026-11-23'],
    ['Saturday', '2026-11-28'],
    ['nächsten Freitag', '2026-11-27'],
    ['12 mar', '2027-03-12'],
    ['mar 12', '2027-03-12'],
    ['24 Dec', '2026-12-24'],
    ['12. März 2028', '2028-03-12'],
    ['December 1st, 2026', '2026-12-01'],
    ['1 jan 27', '2027-01-01'],
    ['2026-12-3', '2026-12-03'],
    ['3.12.', '2026-12-03'],
    ['3.12.27', '2027-12-03'],
    ['3/12/2027', '2027-12-03'],
  ])('reads "%s" as %s', (text, day) => {
    expect(parseDay(text, today, { locale: 'en-GB' })).toBe(day);
  });

  it.each(['', 'soon', '31 feb', '2026-02-30', '12', 'ma 12', '99.99.', 'in many days'])(
    'takes "%s" for no day',
    (text) => {
      expect(parseDay(text, today, { locale: 'en-GB' })).toBeNull();
    },
  );

  it('puts the month first where the place does', () => {
    expect(parseDay('3/12/2027', today, { locale: 'en-US' })).toBe('2027-03-12');
  });

  it('looks back where what is meant lies in the past', () => {
    expect(parseDay('12 mar', today, { past: true })).toBe('2026-03-12');
    expect(parseDay('fri', today, { past: true })).toBe('2026-11-20');
  });

  it('stays in a month that is shorter', () => {
    expect(parseDay('in 1 month', '2027-01-31')).toBe('2027-02-28');
  });

  it('knows the months of the locale', () => {
    expect(parseDay('12 août', today, { locale: 'fr' })).toBe('2027-08-12');
  });
});
