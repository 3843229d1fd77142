// Finding records by what is typed, and those that may be the same: keeps the indexes of sync/search/ as the rows are.
import type { RecordType } from '../../api.ts';
import {
  RECORD_TABLES,
  type Duplicate,
  type DuplicateQuery,
  type Hit,
  type RecordTable,
} from '../../reads.ts';
import type { Row } from '../../query/row.ts';
import { namesOf, titleOf } from '../../query/names.ts';
import type { StoredRow } from '../../replica/rx-schema.ts';
import {
  createDuplicateIndex,
  type DuplicateEntry,
  type DuplicateIndex,
  type DuplicatePair,
} from '../../search/duplicate-index.ts';
import { createSearchIndex } from '../../search/search-index.ts';
import type { Activity } from './activity.ts';
import type { Asks } from '../messages.ts';
import type { HeldRow } from './held-rows.ts';
import type { Change, Changes, Tables } from './tables.ts';

export type Finder = {
  changed(changes: Changes): void;
  /** After `activity` has taken them. */
  entries(entries: readonly StoredRow[]): void;
  search(ask: Asks['search']['ask']): readonly Hit[];
  duplicates(query: DuplicateQuery): readonly Duplicate[];
  pairs(ask: Asks['pairs']['ask']): readonly DuplicatePair[];
};

type Found = Hit['table'];

/** Cells that are looked into besides the name; those first that are to be named first. */
const CELLS: Readonly<Record<Found, readonly string[]>> = {
  contacts: ['email', 'phone', 'title', 'tags'],
  companies: ['domain', 'industry'],
  deals: [],
  tasks: ['description'],
};
const TABLES = Object.keys(CELLS) as Found[];
/** What stands under the name of a hit: the column of which the name is shown. */
const SUBTITLES: Readonly<Partial<Record<Found, string>>> = {
  contacts: 'company_id',
  deals: 'company_id',
  tasks: 'record_id',
};

export function createFinder(tables: Tables, activity: Activity): Finder {
  const index = createSearchIndex();
  const duplicates = new Map<RecordTable, DuplicateIndex>();
  let searchable = new Map<Found, readonly string[]>();

  function readDefinitions(): void {
    searchable = new Map();
    for (const row of tables.rows('custom_fields').values()) {
      const table = RECORD_TABLES[row['record_type'] as RecordType] as RecordTable | undefined;
      if (!table || row['searchable'] !== true || row.deleted_at !== null) continue;
      searchable.set(table, [...(searchable.get(table) ?? []), String(row['key'])]);
    }
  }

  function put(table: Found, row: HeldRow | undefined, id: string): void {
    if (!row || row.deleted_at !== null) {
      index.remove(id);
      return;
    }
    const updated = String(row['updated_at']);
    const active = activity.of(id);
    index.put({
      table,
      id,
      title: titleOf(row) ?? '',
      fields: fieldsOf(table, row),
      touched_at: active !== undefined && Date.parse(active) > Date.parse(updated) ? active : updated,
    });
  }

  /** What was touched last is found first: the records whose newest entry is one of these. */
  function touch(entries: readonly StoredRow[]): void {
    const touched = new Map<string, RecordTable>();
    for (const { record_type, record_id, happened_at } of entries) {
      const table = RECORD_TABLES[record_type as RecordType] as RecordTable | undefined;
      const id = String(record_id);
      if (table && activity.of(id) === happened_at) touched.set(id, table);
    }
    for (const [id, table] of touched) {
      const row = tables.rows(table).get(id);
      if (row) put(table, row, id);
    }
  }

  function fieldsOf(table: Found, row: Row): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const cell of CELLS[table]) addText(fields, cell, row[cell]);
    const custom = row['custom_fields'] as Readonly<Record<string, unknown>> | undefined;
    for (const key of searchable.get(table) ?? []) addText(fields, `custom_fields.${key}`, custom?.[key]);
    return fields;
  }

  function duplicatesOf(table: RecordTable): DuplicateIndex {
    const known = duplicates.get(table);
    if (known) return known;
    const made = createDuplicateIndex(table);
    duplicates.set(table, made);
    for (const row of tables.rows(table).values()) putDuplicate(made, row, row.id);
    return made;
  }

  function putAll(table: Found, changes: Iterable<[string, Change]>): void {
    const own = duplicates.get(table as RecordTable);
    for (const [id, { after }] of changes) {
      put(table, after, id);
      if (own) putDuplicate(own, after, id);
    }
  }

  function subtitleOf(table: Found, id: string): string | null {
    const row = tables.lookup(table, id);
    const column = SUBTITLES[table];
    const text = row && (column === undefined ? row['domain'] : namesOf(table, row, tables.lookup)[column]);
    return typeof text === 'string' ? text : null;
  }

  return {
    changed(changes) {
      const redefined = changes.has('custom_fields');
      if (redefined) readDefinitions();
      for (const table of TABLES) {
        const own = changes.get(table);
        if (redefined && table !== 'tasks') for (const [id, row] of tables.rows(table)) put(table, row, id);
        if (own) putAll(table, own);
      }
    },
    entries(entries) {
      for (const { id, record_id, body, deleted_at } of entries)
        if (typeof body === 'string' && body !== '' && deleted_at === null)
          index.putBody(id, String(record_id), body);
        else index.removeBody(id);
      touch(entries);
    },
    search: ({ text, options }) =>
      index.search(text, options).map((found) => ({ ...found, subtitle: subtitleOf(found.table, found.id) })),
    duplicates: ({ table, ...query }) => duplicatesOf(table).find(query),
    pairs: ({ table, limit }) => duplicatesOf(table).pairs(limit),
  };
}

function addText(fields: Record<string, string>, cell: string, value: unknown): void {
  const text = Array.isArray(value) ? value.join(', ') : value;
  if (typeof text === 'number') fields[cell] = String(text);
  else if (typeof text === 'string' && text !== '') fields[cell] = text;
}

function putDuplicate(index: DuplicateIndex, row: HeldRow | undefined, id: string): void {
  if (!row || row.deleted_at !== null) {
    index.remove(id);
    return;
  }
  const { name, email, phone, domain } = row as unknown as DuplicateEntry;
  index.put({ id, name, email: email ?? null, phone: phone ?? null, domain: domain ?? null });
}
