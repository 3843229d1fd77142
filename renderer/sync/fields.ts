// Fields to mend what was refused. What a column holds is not known here, so the value itself says which field fits it.
import type { OutboxEntry } from '../../sync/index.ts';
import { fromMajor, toMajor } from '../ui/money.ts';
import { linesOf } from './lines.ts';
import { reasonOf } from './refusal.ts';
import type { Names } from './values.ts';

export type FieldKind = 'text' | 'long' | 'number' | 'money' | 'date' | 'boolean';

export type Field = {
  /** The place of the write in its entry, and its cell. */
  index: number;
  cell: string;
  title: string;
  kind: FieldKind;
  /** As it stands in the field; "true" or "" of a boolean. */
  text: string;
  currency: string | null;
  required: boolean;
  /** Whether this is what the server did not accept. */
  at_fault: boolean;
};

const REQUIRED = new Set(['name', 'title']);
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const ID = /(?:^|_)id$|^assigned_to$/u;
const LONG = 80;

/** Null for what no field here fits: references, lists, what is deleted. */
function kindOf(cell: string, value: unknown): FieldKind | null {
  if (ID.test(cell) || cell === 'deleted_at') return null;
  if (cell === 'value_cents') return 'money';
  if (cell.endsWith('_date')) return 'date';
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      if (DAY.test(value)) return 'date';
      return value.length > LONG || value.includes('\n') ? 'long' : 'text';
    default:
      return value === null ? 'text' : null;
  }
}

/** The refused values of an entry that can be mended in place. */
export function fieldsOf(entry: OutboxEntry, names: Names): Field[] {
  return linesOf(entry).flatMap(
    ({ index, cell, row_id, title, currency: known, before, after, refused }): Field | [] => {
      const kind = refused ? kindOf(cell, after ?? before ?? null) : null;
      const write = entry.writes[index];
      if (!kind || !write) return [];
      const currency = kind === 'money' ? (known ?? names.currency(row_id)) : null;
      return {
        index,
        cell,
        title,
        kind,
        text: textOf(kind, after, currency),
        currency,
        required: REQUIRED.has(cell),
        at_fault: reasonOf(write)?.cell === cell,
      };
    },
  );
}

function textOf(kind: FieldKind, value: unknown, currency: string | null): string {
  if (value === null || value === undefined || value === false) return '';
  if (kind === 'money' && typeof value === 'number') return String(toMajor(value, currency));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is in a field as the value that is sent; an empty one is no value. */
export function valueOf({ kind, currency }: Pick<Field, 'kind' | 'currency'>, text: string): unknown {
  if (kind === 'boolean') return text !== '';
  if (text.trim() === '') return null;
  if (kind === 'number') return Number(text);
  if (kind === 'money') return fromMajor(Number(text), currency);
  return kind === 'text' ? text.trim() : text;
}

export type Edited = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

/** The cells that differ from what was refused, by the place of their write in the entry. */
export function editedOf(fields: readonly Field[], texts: readonly string[]): Edited {
  const edited = new Map<number, Record<string, unknown>>();
  fields.forEach((field, at) => {
    const text = texts[at];
    if (text === undefined || text === field.text) return;
    edited.set(field.index, { ...edited.get(field.index), [field.cell]: valueOf(field, text) });
  });
  return edited;
}
