import { describe, expect, it } from 'vitest';
import { addSums, money } from './money.ts';

const exact = (currency: string, value_cents: number, locale = 'en-GB') =>
  money({ currency, value_cents }, 'exact', locale);
const compact = (currency: string, value_cents: number) =>
  money({ currency, value_cents }, 'compact', 'en-GB');

describe('money', () => {
  it('leaves out cents where there are none, and keeps both where there are some', () => {
    expect(exact('EUR', 2_400_000)).toBe('€24,000');
    expect(exact('EUR', 2_400_050)).toBe('€24,000.50');
    expect(exact('EUR', 0)).toBe('€0');
  });

  it('knows how many digits a currency has', () => {
    expect(exact('JPY', 1200)).toBe('JP¥1,200');
    expect(exact('KWD', 1250)).toBe('KWD 1.250'.replace(' ', '\u00a0'));
  });

  it('writes it the way of the place', () => {
    expect(exact('EUR', 2_400_000, 'de')).toBe('24.000\u00a0€');
  });

  it('is compact from a thousand on', () => {
    expect(compact('EUR', 8_400_000)).toBe('€84k');
    expect(compact('EUR', 123_450_000)).toBe('€1.23m');
    expect(compact('EUR', 95_000)).toBe('€950');
  });

  it('shows a currency that Intl refuses by its code', () => {
    expect(exact('??', 1200)).toBe('12 ??');
  });
});

it('adds sums by currency, largest first', () => {
  const sums = addSums([
    { currency: 'USD', value_cents: 500 },
    { currency: 'EUR', value_cents: 400 },
    { currency: 'EUR', value_cents: 300 },
    { currency: 'CHF', value_cents: 500 },
  ]);
  expect(sums).toEqual([
    { currency: 'EUR', value_cents: 700 },
    { currency: 'CHF', value_cents: 500 },
    { currency: 'USD', value_cents: 500 },
  ]);
});
