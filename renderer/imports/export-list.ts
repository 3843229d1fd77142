// A list as CSV: every row of its query, with the columns that are shown, in their order.
import type { ListRow, LiveList, RecordTable, Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { readField, type Field, type Money } from '../fields/field.ts';
import { shownText } from '../fields/shown-text.ts';
import { toMajor } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { downloadText } from './download.ts';
import { everyRow } from './known-records.ts';
import { pause } from './pause.ts';
import { csvText } from './table-file.ts';

type Input = {
  replica: Replica;
  table: RecordTable;
  list: LiveList<RecordTable>;
  fields: readonly Field[];
  directory: Directory;
  /** Of the file. */
  name: string;
  onProgress: (done: number, total: number) => void;
};

/** Resolves to the number of rows. Raises where they cannot be read. */
export async function exportList({
  replica,
  table,
  list,
  fields,
  directory,
  name,
  onProgress,
}: Input): Promise<number> {
  const ids = await list.ids();
  const rows: string[][] = [];
  for await (const page of everyRow(replica, table, ids)) {
    for (const row of page) rows.push(fields.flatMap((field) => cellTexts(field, row, directory)));
    onProgress(rows.length, ids.length);
    await pause();
  }
  const headers = fields.flatMap((field) =>
    field.kind === 'money' ? [field.name, `${field.name} (${t('imports.parts.currency')})`] : field.name,
  );
  downloadText(`${name}.csv`, csvText(headers, rows));
  return rows.length;
}

/** As other programs read it: days by ISO 8601, numbers plain, an amount beside its currency. */
export function cellTexts(field: Field, row: ListRow<RecordTable>, directory: Directory): string[] {
  const value = readField(field, row);
  if (field.kind === 'money') {
    const amount = value as (Omit<Money, 'currency'> & { currency: string | null }) | null;
    return amount ? [String(toMajor(amount.value_cents, amount.currency)), amount.currency ?? ''] : ['', ''];
  }
  if (value === null) return [''];
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'string' && (field.kind === 'date' || field.kind === 'timestamp')) return [value];
  return [shownText(field, value, directory, row.names)];
}
