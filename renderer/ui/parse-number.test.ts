import { describe, expect, it } from 'vitest';
import { parseMoney, parseNumber } from './parse-number.ts';

describe('a typed number', () => {
  it.each([
    ['12', 'en', 12],
    ['12.5', 'en', 12.5],
    ['12,5', 'en', 12.5],
    ['1,200', 'en', 1200],
    ['1.200', 'en', 1.2],
    ['1.200', 'de', 1200],
    ['1,200', 'de', 1.2],
    ['1.234.567', 'en', 1234567],
    ['1,234.50', 'de', 1234.5],
    ["1'200.5", 'de-CH', 1200.5],
    ['24k', 'en', 24000],
    ['1.1k', 'en', 1100],
    ['1,5 Mio.', 'de', 1500000],
    ['-3', 'en', -3],
    ['75 %', 'en', 75],
    ['.5', 'en', 0.5],
  ])('reads "%s" in %s as %d', (text, locale, value) => {
    expect(parseNumber(text, locale)).toBe(value);
  });

  it.each(['', 'many', '12x', '1-2', '.'])('takes "%s" for none', (text) => {
    expect(parseNumber(text, 'en')).toBeNull();
  });
});

describe('a typed amount', () => {
  it.each([
    ['24k', 2_400_000, 'EUR'],
    ['€24,000.50', 2_400_050, 'EUR'],
    ['24000 usd', 2_400_000, 'USD'],
    ['CHF 1200', 120_000, 'CHF'],
    ['1200 jpy', 1200, 'JPY'],
    ['£1.5m', 150_000_000, 'GBP'],
  ])('reads "%s"', (text, value_cents, currency) => {
    expect(parseMoney(text, 'EUR', 'en')).toEqual({ value_cents, currency });
  });

  it.each(['', 'abc', '12 xqq', '99999999999999999'])('takes "%s" for none', (text) => {
    expect(parseMoney(text, 'EUR', 'en')).toBeNull();
  });
});
