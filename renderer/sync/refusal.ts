// Why the server did not accept a write, for the person who made it.
import type { WriteView } from '../../sync/index.ts';
import { columnText } from '../words/change-words.ts';
import { t } from '../words/t.ts';

export type Reason = {
  text: string;
  /** The cell that is at fault; null where it is none of those that were set. */
  cell: string | null;
};

type Refusal = NonNullable<WriteView['refusal']>;

export function reasonOf({ refusal, columns }: Pick<WriteView, 'refusal' | 'columns'>): Reason | null {
  if (!refusal) return null;
  const cell = cellOf(refusal, Object.keys(columns));
  const field = cell === null ? null : columnText(cell);
  return { text: textOf(refusal, field), cell };
}

/** The cell that the server names: in `details`, as a column, or in the name of a rule of the table. */
function cellOf({ message, details }: Refusal, cells: readonly string[]): string | null {
  if (details !== null && cells.includes(details)) return details;
  const quoted = [...`${message} ${details ?? ''}`.matchAll(/"(\w+)"|\((\w+)\)=/gu)].map(
    ([, name = '', key = '']) => name || key,
  );
  return (
    cells.find((cell) => quoted.includes(cell)) ??
    cells.find((cell) => quoted.some((name) => name.includes(`_${cell}`))) ??
    null
  );
}

/** By the SQLSTATE: what it means is the same in every language and version of PostgreSQL. */
function textOf({ code, message }: Refusal, field: string | null): string {
  switch (code) {
    case '42501':
      return t('sync_page.refused.not_allowed');
    case 'P0002':
      return t('sync_page.refused.gone');
    case '23505':
      return ofField('taken', field);
    case '23502':
      return ofField('missing', field);
    case '23503':
      return t('sync_page.refused.refers_to_nothing');
    case '22001':
      return ofField('too_long', field);
    case '42703':
    case '42P01':
      return t('sync_page.refused.unknown_field');
    case '23514':
    case 'P0001':
      return sentenceOf(message) ?? ofField('not_fitting', field);
  }
  return code.startsWith('22')
    ? ofField('form', field)
    : (sentenceOf(message) ?? t('sync_page.refused.other'));
}

/** With the name of the field, where it is known. */
const ofField = (fault: 'taken' | 'missing' | 'too_long' | 'not_fitting' | 'form', field: string | null) =>
  field === null ? t(`sync_page.refused.${fault}`) : t(`sync_page.refused.field_${fault}`, { field });

/** A message that was written for people; null for PostgreSQL's own, which speak of relations and constraints. */
function sentenceOf(message: string): string | null {
  const text = message.trim().replace(/\.$/u, '');
  if (text === '' || /["{}_]|[0-9a-f]{8}-/u.test(text)) return null;
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
}
