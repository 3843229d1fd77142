import type { RecordType } from '../api.ts';
import type { Rows } from '../schema/tables.ts';
import { InvalidInput } from './invalid-input.ts';

/** The table of each type of record. */
export const RECORD_TABLES = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;
export type RecordTable = (typeof RECORD_TABLES)[RecordType];
export type RecordRow = Rows[RecordTable];

/** Raises InvalidInput for a word that is no type of record. */
export function recordTable(record_type: string): RecordTable {
  if (!Object.hasOwn(RECORD_TABLES, record_type))
    throw new InvalidInput('not_an_option', 'record_type', `${record_type} is no type of record.`);
  return RECORD_TABLES[record_type as RecordType];
}
