// A value as a person reads it, in plain text: in a sentence, on the clipboard, for a screen reader. Never an id.
import { isoDay, mediumDay } from '../ui/dates.ts';
import { money } from '../ui/money.ts';
import { locale as ownLocale } from '../words/locale.ts';
import { t } from '../words/t.ts';
import type { Directory } from './directory.ts';
import { isEmpty, type Field } from './field.ts';

export type Names = Readonly<Record<string, string>>;

const numbers = (options?: Intl.NumberFormatOptions, locale?: string) =>
  new Intl.NumberFormat(locale, options);

/** Empty for no value. `names`: what references to records are called, by their cell. */
export function shownText(
  field: Pick<Field, 'kind' | 'cell'>,
  value: unknown,
  directory: Directory,
  names: Names = {},
  locale = ownLocale(),
): string {
  if (isEmpty(value)) return '';
  switch (field.kind) {
    case 'money': {
      const { value_cents, currency } = value as { value_cents: number; currency: string | null };
      return currency === null
        ? numbers({ minimumFractionDigits: 2 }, locale).format(value_cents / 100)
        : money({ value_cents, currency }, 'exact', locale);
    }
    case 'number':
      return numbers({ maximumFractionDigits: 10 }, locale).format(value as number);
    case 'percent':
      return numbers({ style: 'percent', maximumFractionDigits: 2 }, locale).format((value as number) / 100);
    case 'date':
      return mediumDay(value as string, locale);
    case 'timestamp':
      return mediumDay(isoDay(new Date(value as string)), locale);
    case 'boolean':
      return value === true ? t('records.values.yes') : t('records.values.no');
    case 'tags':
    case 'choices':
      return (value as readonly string[]).join(', ');
    case 'person':
      return directory.person(value as string) ?? t('records.values.person');
    case 'stage':
      return directory.stage(value as string)?.name ?? t('records.values.stage');
    case 'team':
      return directory.team(value as string) ?? t('records.values.team');
    case 'contact':
    case 'company':
    case 'deal':
    case 'record':
      return names[field.cell] ?? t('records.values.record');
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
