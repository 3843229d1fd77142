// Money in minor units, written by the person's locale with the digits of its own currency (JPY has none, KWD three).
import { locale as ownLocale } from '../words/locale.ts';

export type Money = { currency: string; value_cents: number };

type Style = 'exact' | 'compact';

const formats = new Map<string, Intl.NumberFormat>();

function formatter(
  currency: string,
  options: Intl.NumberFormatOptions,
  locale: string | undefined,
): Intl.NumberFormat {
  const key = `${locale ?? ''} ${currency} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = create(currency, options, locale)));
  return found;
}

/** A currency that Intl does not know must not take the board down: its code is written beside the number. */
function create(
  currency: string,
  options: Intl.NumberFormatOptions,
  locale: string | undefined,
): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, { ...options, style: 'currency', currency });
  } catch {
    return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, ...options });
  }
}

/** Digits after the point in `currency`: 2 for EUR, 0 for JPY. */
function digits(currency: string): number {
  let found = known.get(currency);
  if (found === undefined)
    known.set(currency, (found = formatter(currency, {}, 'en').resolvedOptions().maximumFractionDigits ?? 2));
  return found;
}

const known = new Map<string, number>();

/** Minor units as the amount that people write: 2400050 in EUR is 24000.5. Two digits where the currency is not known. */
export const toMajor = (value_cents: number, currency: string | null): number =>
  value_cents / 10 ** (currency === null ? 2 : digits(currency));

/** The reverse, rounded to whole minor units. */
export const fromMajor = (value: number, currency: string | null): number =>
  Math.round(value * 10 ** (currency === null ? 2 : digits(currency)));

/** "€24,000", "€24,000.50", "¥1,200"; compact: "€84k". Cents are left out where there are none. */
export function money(
  { currency, value_cents }: Money,
  style: Style = 'exact',
  locale = ownLocale(),
): string {
  const value = value_cents / 10 ** digits(currency);
  const options: Intl.NumberFormatOptions =
    style === 'compact' && Math.abs(value) >= 1000
      ? { notation: 'compact', minimumFractionDigits: 0, maximumSignificantDigits: 3 }
      : Number.isInteger(value)
        ? { minimumFractionDigits: 0, maximumFractionDigits: 0 }
        : {};
  const format = formatter(currency, options, locale);
  const text = format
    .formatToParts(value)
    .map((part) => (part.type === 'compact' && part.value === 'K' ? 'k' : part.value))
    .join('');
  return format.resolvedOptions().style === 'currency' ? text : `${text} ${currency}`;
}

/** Adds sums of several stages by currency; largest first, then by code, so that the order never flickers. */
export function addSums(sums: Iterable<Money>): Money[] {
  const totals = new Map<string, number>();
  for (const { currency, value_cents } of sums)
    totals.set(currency, (totals.get(currency) ?? 0) + value_cents);
  return [...totals]
    .map(([currency, value_cents]) => ({ currency, value_cents }))
    .sort((a, b) => b.value_cents - a.value_cents || (a.currency < b.currency ? -1 : 1));
}
