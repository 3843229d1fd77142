// A change told in a sentence, after the name of who made it. Never an id: what cannot be named is said so.
import type { Directory } from '../fields/directory.ts';
import { isEmpty, sameValue, tablesOf, type Cells, type Field } from '../fields/field.ts';
import { shownText } from '../fields/shown-text.ts';
import { t } from '../words/t.ts';
import { isChange, type Entry } from './items.ts';

export type Known = {
  fields: readonly Field[];
  directory: Directory;
  /** ISO 4217 of the record's value. */
  currency: string | null;
  /** What a record is called; null where it is not here. */
  record: (id: string) => string | null;
};

const LONGEST = 80;
const short = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
};

/** What an entry says somebody did. */
export function sentenceOf(entry: Entry, known: Known): string {
  const { entry_type, payload } = entry;
  if (isChange(entry)) return changeText(payload, known);
  if (payload['kind'] === 'closed')
    return payload['outcome'] === 'won' ? t('timeline.did.closed_won') : t('timeline.did.closed_lost');
  return isWritten(entry_type) ? t(`timeline.did.${entry_type}`) : t('timeline.did.note');
}

const WRITTEN = ['note', 'call', 'email', 'meeting', 'task'] as const;
export type Written = (typeof WRITTEN)[number];
export const isWritten = (entry_type: string): entry_type is Written =>
  (WRITTEN as readonly string[]).includes(entry_type);

function changeText({ column, before, after }: Cells, known: Known): string {
  switch (column) {
    case 'stage_id':
      return stageText(before, after, known);
    case 'deleted_at':
      return after === null ? t('timeline.change.restored') : t('timeline.change.deleted');
    case 'tags':
      return tagsText(asList(before), asList(after));
    case 'name':
      return t('timeline.change.renamed', { before: short(asText(before)), after: short(asText(after)) });
    case 'custom_fields':
      return customText((before ?? {}) as Cells, (after ?? {}) as Cells, known);
    case 'currency':
      return valueText(t('records.editor.currency'), asText(before), asText(after));
    default:
      return fieldText(known.fields.find(({ cell }) => cell === column) ?? null, before, after, known);
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

function stageText(before: unknown, after: unknown, known: Known): string {
  const name = (id: unknown) => shownText({ kind: 'stage', cell: 'stage_id' }, id, known.directory);
  if (isEmpty(before)) return t('timeline.change.placed', { after: name(after) });
  if (isEmpty(after)) return t('timeline.change.taken_off', { before: name(before) });
  return t('timeline.change.moved', { before: name(before), after: name(after) });
}

function tagsText(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((tag) => !before.includes(tag)).join(', ');
  const removed = before.filter((tag) => !after.includes(tag)).join(', ');
  if (removed === '') return t('timeline.change.tagged', { tags: added });
  if (added === '') return t('timeline.change.untagged', { tags: removed });
  return t('timeline.change.retagged', { added, removed });
}

function customText(before: Cells, after: Cells, known: Known): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !sameValue(before[key], after[key]),
  );
  const fieldOf = (key: string) => known.fields.find(({ cell }) => cell === `custom_fields.${key}`) ?? null;
  const [first = ''] = keys;
  if (keys.length === 1) return fieldText(fieldOf(first), before[first], after[first], known);
  const names = keys.map((key) => fieldOf(key)?.name ?? spoken(key));
  return t('timeline.change.several', { fields: names.join(', ') });
}

/** "next_step" is "Next step": of a field that is gone. */
const spoken = (key: string): string => {
  const text = key.replaceAll('_', ' ').trim();
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
};

function fieldText(field: Field | null, before: unknown, after: unknown, known: Known): string {
  if (!field) return t('timeline.change.touched', { field: t('records.values.field') });
  const shown = (value: unknown) =>
    short(shownText(field, asValue(field, value, known), known.directory, namesFor(field, value, known)));
  return valueText(field.name, shown(before), shown(after));
}

const asValue = ({ cell }: Field, value: unknown, { currency }: Known): unknown =>
  cell === 'value_cents' && typeof value === 'number' ? { value_cents: value, currency } : value;

function namesFor(field: Field, value: unknown, { record }: Known): Record<string, string> {
  if (tablesOf(field).length === 0 || typeof value !== 'string') return {};
  const name = record(value);
  return name === null ? {} : { [field.cell]: name };
}

function valueText(field: string, before: string, after: string): string {
  if (before === '') return t('timeline.change.set', { field, after });
  if (after === '') return t('timeline.change.cleared', { field, before });
  return t('timeline.change.changed', { field, before, after });
}

/** The records that an entry speaks of and that have to be read for their names. */
export function recordsIn(
  { payload }: Entry,
  fields: readonly Field[],
): readonly { field: Field; id: string }[] {
  return fields.flatMap((field) => {
    if (tablesOf(field).length === 0) return [];
    const key = field.cell.startsWith('custom_fields.') ? field.cell.slice('custom_fields.'.length) : null;
    if (payload['column'] !== (key === null ? field.cell : 'custom_fields')) return [];
    return [payload['before'], payload['after']].flatMap((held) => {
      const id = key === null ? held : (held as Cells | null)?.[key];
      return typeof id === 'string' ? [{ field, id }] : [];
    });
  });
}
