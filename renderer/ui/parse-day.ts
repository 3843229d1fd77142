// Days as people type them: "tomorrow", "fri", "in 2 weeks", "12 mar", "12.3.", "2026-03-12", in English, in German and
// with the month and weekday names of the locale.
import { isoDay } from './dates.ts';

type Day = { year: number; month: number; day: number };

const RELATIVE: Readonly<Record<string, number>> = {
  today: 0,
  now: 0,
  heute: 0,
  tomorrow: 1,
  tmr: 1,
  morgen: 1,
  ubermorgen: 2,
  yesterday: -1,
  gestern: -1,
  vorgestern: -2,
};
const UNITS: readonly (readonly [RegExp, keyof Day | 'week'])[] = [
  [/^(?:d|day|days|tag|tage|tagen)$/u, 'day'],
  [/^(?:w|week|weeks|woche|wochen)$/u, 'week'],
  [/^(?:month|months|monat|monate|monaten)$/u, 'month'],
  [/^(?:y|year|years|jahr|jahre|jahren)$/u, 'year'],
];
const ONE = new Set(['a', 'an', 'one', 'einem', 'einer', 'ein', 'eine']);

/** Without accents and signs, in small letters. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase().trim();

/**
 * An ISO 8601 date; null where `text` is no day. A day without a year is the one that comes next after `today`, or
 * with `past` the last one.
 */
export function parseDay(
  text: string,
  today: string,
  { locale, past = false }: { locale?: string | undefined; past?: boolean } = {},
): string | null {
  const said = plain(text);
  if (said === '') return null;
  const base = dayOf(today);
  const relative = RELATIVE[said];
  if (relative !== undefined) return moved(base, { day: relative });
  return (
    inUnits(said, base) ??
    weekdayNamed(said, base, locale, past) ??
    inNumbers(said, base, locale, past) ??
    inWords(said, base, locale, past)
  );
}

const dayOf = (iso: string): Day => {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return { year, month, day };
};

/** Null for a day that the calendar does not have. */
function isoOf({ year, month, day }: Day): string | null {
  const date = new Date(year, month - 1, day);
  date.setFullYear(year);
  const fits = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return fits && year >= 1900 && year <= 9999 ? isoDay(date) : null;
}

function moved({ year, month, day }: Day, by: Partial<Day>): string {
  const month_at = month - 1 + (by.month ?? 0);
  const lastOfMonth = new Date(year + (by.year ?? 0), month_at + 1, 0).getDate();
  const from = by.month !== undefined || by.year !== undefined ? Math.min(day, lastOfMonth) : day;
  return isoDay(new Date(year + (by.year ?? 0), month_at, from + (by.day ?? 0)));
}

/** "in 3 days", "+2w", "2 weeks ago", "vor 3 Tagen", "next month". */
function inUnits(said: string, base: Day): string | null {
  const next = /^(?:next|nachste[rsn]?|kommende[rsn]?) (\p{L}+)$/u.exec(said);
  const counted =
    /^(in |vor |\+|-)?\s*(\d{1,4}|\p{L}+)\s*(\p{L}+)( ago)?$/u.exec(said) ??
    /^(\+|-)\s*(\d{1,4})()()$/u.exec(said);
  const [, before = '', amount = '', word = '', after = ''] = next
    ? ['', '', '1', next[1] ?? '']
    : (counted ?? []);
  const unit = word === '' ? 'day' : UNITS.find(([names]) => names.test(word))?.[1];
  const count = ONE.has(amount) ? 1 : Number(amount);
  if (amount === '' || unit === undefined || Number.isNaN(count)) return null;
  const way = before === 'vor ' || before === '-' || after !== '' ? -1 : 1;
  return unit === 'week' ? moved(base, { day: way * count * 7 }) : moved(base, { [unit]: way * count });
}

function weekdayNamed(said: string, base: Day, locale: string | undefined, past: boolean): string | null {
  const word = said.replace(/^(?:next|nachste[rsn]?|on|am) /u, '').replace(/\.$/u, '');
  const named = namesOf('weekday', locale).find(({ name }) => isShortFor(word, name, 2));
  if (!named) return null;
  const here = (new Date(base.year, base.month - 1, base.day).getDay() + 6) % 7;
  const ahead = (named.at - here + 7) % 7 || 7;
  return moved(base, { day: past ? ahead - 7 : ahead });
}

function inNumbers(said: string, base: Day, locale: string | undefined, past: boolean): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(said);
  if (iso) return isoOf({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const parts = /^(\d{1,2})([./-])\s?(\d{1,2})(?:[./-]\s?(\d{2}|\d{4})?)?$/u.exec(said);
  if (!parts) return null;
  const [, one, sign, other, year] = parts;
  const monthFirst = sign === '/' && isMonthFirst(locale);
  const [month, day] = (monthFirst ? [one, other] : [other, one]).map(Number);
  return inYear({ month: month ?? 0, day: day ?? 0 }, year, base, past);
}

/** "12 mar", "mar 12", "12. März 2027". */
function inWords(said: string, base: Day, locale: string | undefined, past: boolean): string | null {
  const [, first, word, second, year] =
    /^(\d{1,2})?(?:st|nd|rd|th|\.)?\s*(\p{L}{3,})\.?\s*(?:(\d{1,2})(?:st|nd|rd|th|\.)?(?!\d))?,?\s*(\d{4}|\d{2})?$/u.exec(
      said,
    ) ?? [];
  const day = first ?? second;
  const month = word && namesOf('month', locale).find(({ name }) => isShortFor(word, name, 3));
  if (!month || day === undefined) return null;
  const said_year = year ?? (first === undefined ? undefined : second);
  return inYear({ month: month.at + 1, day: Number(day) }, said_year, base, past);
}

function inYear(at: Omit<Day, 'year'>, said: string | undefined, base: Day, past: boolean): string | null {
  if (said !== undefined) {
    const year = Number(said);
    return isoOf({ ...at, year: said.length === 2 ? 2000 + year : year });
  }
  const today = isoOf(base) ?? '';
  const here = isoOf({ ...at, year: base.year });
  const fits = here !== null && (past ? here <= today : here >= today);
  return fits ? here : (isoOf({ ...at, year: base.year + (past ? -1 : 1) }) ?? here);
}

const isShortFor = (word: string, name: string, least: number): boolean =>
  word.length >= least && name.startsWith(word);

type Named = { name: string; at: number };
const named = new Map<string, readonly Named[]>();

/** Monday and January are 0. */
function namesOf(what: 'weekday' | 'month', locale: string | undefined): readonly Named[] {
  const key = `${what} ${locale ?? ''}`;
  const known = named.get(key);
  if (known) return known;
  const formats = [locale, 'en', 'de'].map(
    (of) => new Intl.DateTimeFormat(of, { [what]: 'long', timeZone: 'UTC' }),
  );
  const names = formats.flatMap((format) =>
    Array.from({ length: what === 'month' ? 12 : 7 }, (_, at) => ({
      name: plain(format.format(what === 'month' ? Date.UTC(2024, at, 15) : Date.UTC(2024, 0, 1 + at))),
      at,
    })),
  );
  named.set(key, names);
  return names;
}

const isMonthFirst = (locale: string | undefined): boolean =>
  new Intl.DateTimeFormat(locale).formatToParts(0).find(({ type }) => type === 'day' || type === 'month')
    ?.type === 'month';
