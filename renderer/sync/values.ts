// Values as a person reads them: money, days, names; what cannot be named here is said so, never an id.
import { isoDay, mediumDay, relativeTo } from '../ui/dates.ts';
import { money } from '../ui/money.ts';
import { choiceText } from '../words/change-words.ts';
import { locale as ownLocale } from '../words/locale.ts';
import { t } from '../words/t.ts';

/** What ids stand for. Null where it is not known. */
export type Names = {
  stage(id: string): string | null;
  person(id: string): string | null;
  /** ISO 4217, of a deal. */
  currency(record_id: string): string | null;
  /** The person at this window. */
  me: string;
};

/** Columns that hold words of the database. */
const CHOICES = new Set(['status', 'stage_type', 'role', 'entry_type']);
const PEOPLE = new Set(['owner_id', 'assigned_to']);
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** Values longer than this are cut where they stand in a sentence. */
const SENTENCE = 60;

export type Cell = {
  cell: string;
  row_id: string;
  value: unknown;
  /** ISO 4217 of an amount, where it is known beside it. */
  currency?: string | null;
};

/** `locale`: the person's own by default. */
export function valueText(
  { cell, row_id, value, currency }: Cell,
  names: Names,
  locale = ownLocale(),
): string {
  if (cell === 'deleted_at') return value === null ? t('changes.no') : t('changes.yes');
  if (value === null || value === undefined || value === '') return t('changes.empty');
  if (typeof value === 'boolean') return value ? t('changes.yes') : t('changes.no');
  if (typeof value === 'number') return numberText(cell, value, currency ?? names.currency(row_id), locale);
  if (typeof value === 'string') return stringText(cell, value, names, locale);
  if (Array.isArray(value)) return listText(value);
  return objectText(value, locale);
}

function numberText(
  cell: string,
  value: number,
  currency: string | null,
  locale: string | undefined,
): string {
  if (cell === 'probability') return `${new Intl.NumberFormat(locale).format(value)} %`;
  if (cell !== 'value_cents') return new Intl.NumberFormat(locale).format(value);
  return currency === null
    ? new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
        value / 100,
      )
    : money({ currency, value_cents: value }, 'exact', locale);
}

function stringText(cell: string, value: string, names: Names, locale: string | undefined): string {
  if (cell === 'stage_id') return names.stage(value) ?? t('changes.some_stage');
  if (PEOPLE.has(cell))
    return value === names.me ? t('changes.you') : (names.person(value) ?? t('changes.some_person'));
  if (ID.test(value)) return t('changes.some_record');
  if (DAY.test(value)) return mediumDay(value, locale) || value;
  if (MOMENT.test(value)) return momentText(value, locale);
  return CHOICES.has(cell) ? choiceText(value) : value;
}

const listText = (values: readonly unknown[]): string =>
  values.every((value) => typeof value === 'string' || typeof value === 'number')
    ? values.join(', ')
    : t('changes.parts', { count: values.length });

/** An amount is written as money, anything else only counted. */
function objectText(value: object, locale: string | undefined): string {
  if (
    'value_cents' in value &&
    'currency' in value &&
    typeof value.value_cents === 'number' &&
    typeof value.currency === 'string'
  )
    return money({ value_cents: value.value_cents, currency: value.currency }, 'exact', locale);
  return t('changes.parts', { count: Object.keys(value).length });
}

const moments = new Map<string | undefined, Intl.DateTimeFormat>();

/** Day and time in this machine's zone; empty where `iso` is no time. */
export function momentText(iso: string, locale = ownLocale()): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return '';
  let format = moments.get(locale);
  if (!format)
    moments.set(
      locale,
      (format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })),
    );
  return format.format(time);
}

/** The same within a sentence, where words that a person wrote are quoted. */
export function quotedText(cell: Cell, names: Names, locale?: string): string {
  const text = valueText(cell, names, locale);
  return text === cell.value ? t('changes.quoted', { text: inSentence(text) }) : inSentence(text);
}

/** The same on one line, short enough for a sentence. */
export function inSentence(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > SENTENCE ? `${line.slice(0, SENTENCE - 1).trimEnd()}…` : line;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** "just now", "2 hours ago", "on Tuesday", "on 12 March": as it stands in a sentence. */
export function whenText(iso: string, now: number, locale = ownLocale()): string {
  const then = Date.parse(iso);
  const minutes = Math.max(0, Math.round((now - then) / MINUTE_MS));
  const relative = relativeTo(locale);
  if (minutes === 0) return t('sync_page.just_now');
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const dayOf = (time: number) => Date.parse(isoDay(new Date(time)));
  const days = Math.round((dayOf(now) - dayOf(then)) / DAY_MS);
  if (days === 0) return relative.format(-Math.round(minutes / 60), 'hour');
  if (days === 1) return relative.format(-1, 'day');
  const options: Intl.DateTimeFormatOptions =
    days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
  return t('sync_page.on_day', { day: new Intl.DateTimeFormat(locale, options).format(then) });
}
