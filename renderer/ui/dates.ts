// Dates short and human, full on request. Days are ISO 8601 dates without a zone: a close date is the same day everywhere.
import { locale as ownLocale } from '../words/locale.ts';

const DAY_MS = 86_400_000;

/** The day of `date` in this machine's zone, as an ISO 8601 date. */
export function isoDay(date: Date): string {
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

const atUtc = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`);

const formats = new Map<string, Intl.DateTimeFormat>();

const relatives = new Map<string | undefined, Intl.RelativeTimeFormat>();

/** Times as seen from another: "yesterday", "2 hours ago". */
export function relativeTo(locale: string | undefined): Intl.RelativeTimeFormat {
  let found = relatives.get(locale);
  if (!found) relatives.set(locale, (found = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })));
  return found;
}

function format(day: string, options: Intl.DateTimeFormatOptions, locale: string | undefined): string {
  const key = `${locale ?? ''}${JSON.stringify(options)}`;
  let formatter = formats.get(key);
  if (!formatter)
    formats.set(key, (formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })));
  return formatter.format(atUtc(day));
}

/** "today", "Tue" within the coming week, "12 Mar", or "Mar 2027" in another year. Empty when `day` is no date. */
export function shortDay(day: string, today: string, locale = ownLocale()): string {
  const days = Math.round((atUtc(day) - atUtc(today)) / DAY_MS);
  if (Number.isNaN(days)) return '';
  if (Math.abs(days) <= 1) return relativeTo(locale).format(days, 'day');
  if (days > 0 && days < 7) return format(day, { weekday: 'short' }, locale);
  if (day.slice(0, 4) === today.slice(0, 4)) return format(day, { day: 'numeric', month: 'short' }, locale);
  return format(day, { month: 'short', year: 'numeric' }, locale);
}

/** "Thursday, 12 March 2026". Empty when `day` is no date. */
export function fullDay(day: string, locale = ownLocale()): string {
  if (Number.isNaN(atUtc(day))) return '';
  return format(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, locale);
}

/** "12 Mar 2026". Empty when `day` is no date. */
export function mediumDay(day: string, locale = ownLocale()): string {
  if (Number.isNaN(atUtc(day))) return '';
  return format(day, { day: 'numeric', month: 'short', year: 'numeric' }, locale);
}

/** How long ago `iso` was at `now` (both this machine's clock): "now", "5 minutes ago", "yesterday", "12 Mar". */
export function ago(iso: string, now: number, locale = ownLocale()): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return '';
  const relative = relativeTo(locale);
  const minutes = Math.max(0, Math.round((now - then) / 60_000));
  if (minutes === 0) return relative.format(0, 'second');
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
  return shortDay(isoDay(new Date(then)), isoDay(new Date(now)), locale);
}

/** "Thursday, 12 March 2026 at 14:05", in this machine's zone. Empty when `iso` is no time. */
export function fullMoment(iso: string, locale = ownLocale()): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return '';
  const key = `${locale ?? ''}moment`;
  let formatter = formats.get(key);
  if (!formatter)
    formats.set(
      key,
      (formatter = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })),
    );
  return formatter.format(time);
}

/** "today", "tomorrow", "yesterday"; null for any other day. */
export function relativeDay(day: string, today: string, locale = ownLocale()): string | null {
  const days = Math.round((atUtc(day) - atUtc(today)) / DAY_MS);
  return Math.abs(days) <= 1 ? relativeTo(locale).format(days, 'day') : null;
}
