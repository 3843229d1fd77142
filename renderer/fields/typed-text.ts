// A value as the text that a person edits, and back.
import type { InvalidCode } from '../../sync/index.ts';
import { toMajor } from '../ui/money.ts';
import { parseMoney, parseNumber } from '../ui/parse-number.ts';
import { locale as ownLocale } from '../words/locale.ts';
import { faultOf } from './check-value.ts';
import type { Field, Money } from './field.ts';

export type Typed = { ok: true; value: unknown } | { ok: false; code: InvalidCode };

/** `locale`: the person's own by default. */
export function textOf({ kind }: Field, value: unknown, locale = ownLocale()): string {
  if (value === null || value === undefined) return '';
  if (kind === 'money') {
    const { value_cents, currency } = value as Money;
    return plainNumber(toMajor(value_cents, currency), locale);
  }
  if (typeof value === 'number') return plainNumber(value, locale);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Without grouping: it is read back by the same locale. */
const plainNumber = (value: number, locale: string | undefined): string =>
  new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(value);

/** What `text` says for this field, checked; an empty text is no value. `currency`: of an amount without one beside it. */
export function readText(field: Field, text: string, currency: string, locale = ownLocale()): Typed {
  const said = text.trim();
  const value = said === '' ? null : valueOf(field, said, currency, locale);
  if (value === undefined) return { ok: false, code: 'malformed' };
  const code = faultOf(field, value);
  return code ? { ok: false, code } : { ok: true, value };
}

/** Undefined where it cannot be read. */
function valueOf(field: Field, said: string, currency: string, locale: string | undefined): unknown {
  switch (field.kind) {
    case 'number':
    case 'percent':
      return parseNumber(said, locale) ?? undefined;
    case 'money': {
      const amount = parseMoney(said, field.currency ?? currency, locale);
      return amount && field.currency !== null && amount.currency !== field.currency
        ? undefined
        : (amount ?? undefined);
    }
    case 'url':
      return /^[a-z][a-z\d+.-]*:/iu.test(said) ? said : `https://${said}`;
    case 'domain':
      return said
        .replace(/^https?:\/\//iu, '')
        .replace(/^www\./iu, '')
        .replace(/[/?#].*$/u, '')
        .toLowerCase();
    case 'email':
      return said.replace(/^mailto:/iu, '');
    default:
      return said;
  }
}
