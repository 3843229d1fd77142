// Numbers and amounts as people type them: "24k", "24.000,50 €", "1,200.50 usd", "12,5".
import { fromMajor, type Money } from './money.ts';

const MULTIPLES: Readonly<Record<string, number>> = {
  k: 1e3,
  t: 1e3,
  tsd: 1e3,
  m: 1e6,
  mio: 1e6,
  mn: 1e6,
};
const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  zł: 'PLN',
  '₹': 'INR',
  fr: 'CHF',
};

/** The decimal sign of a locale, "." or ",". */
const decimalOf = (locale: string | undefined): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** Null where `text` is no number. A lone sign before exactly three digits groups, unless it is the locale's decimal. */
export function parseNumber(text: string, locale?: string): number | null {
  const [, sign = '', digits = '', word = ''] =
    /^([-−+]?)([\d.,]*\d)\.?([a-z]*)\.?%?$/u.exec(text.toLowerCase().replace(/[\s'’_]/gu, '')) ?? [];
  const multiple = word === '' ? 1 : MULTIPLES[word];
  if (digits === '' || multiple === undefined) return null;
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const decimalAt = last >= 0 && isDecimal(digits, last, locale) ? last : digits.length;
  const whole = digits.slice(0, decimalAt).replace(/[.,]/gu, '');
  const value = Number(`${whole || '0'}.${digits.slice(decimalAt + 1) || '0'}`) * multiple;
  // 1.1 * 1000 is 1100.0000000000002.
  return Number((sign === '-' || sign === '−' ? -value : value).toPrecision(15));
}

function isDecimal(digits: string, at: number, locale: string | undefined): boolean {
  const sign = digits.charAt(at);
  if (digits.includes(sign === '.' ? ',' : '.')) return true;
  if (digits.indexOf(sign) !== at) return false;
  return digits.length - at - 1 !== 3 || at === 0 || sign === decimalOf(locale);
}

/** An amount in the currency that is typed beside it, else in `currency`. Null where it is none. */
export function parseMoney(text: string, currency: string, locale?: string): Money | null {
  let said = currency;
  const rest = text.replace(/\p{Sc}|(?<!\p{L})(?:[a-z]{3}|zł|fr)(?!\p{L})\.?/giu, (found) => {
    const word = found.toLowerCase().replace('.', '');
    const code = SYMBOLS[word] ?? (CURRENCY_CODES.has(word.toUpperCase()) ? word.toUpperCase() : null);
    if (code === null) return found;
    said = code;
    return '';
  });
  const value = parseNumber(rest, locale);
  if (value === null) return null;
  const value_cents = fromMajor(value, said);
  return Number.isSafeInteger(value_cents) ? { value_cents, currency: said } : null;
}

/** ISO 4217, as this browser knows them, by code. */
export const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
