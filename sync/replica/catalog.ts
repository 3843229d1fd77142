// The small tables, of which the window holds every row: boards and their stages, people and roles, definitions.
import type { Live } from '../api.ts';
import type { SyncedRow } from '../core/ports.ts';
import { CATALOG_TABLES, type CatalogTable } from '../reads.ts';
import type { Rows, TableName } from '../schema/tables.ts';
import type { ReplicaDatabase } from './database.ts';
import { openLiveDocuments } from './live-documents.ts';
import { createLiveValue } from './live-value.ts';
import { pagesOf, READ_AT_ONCE } from './pages.ts';
import { CATALOG, type StoredRow } from './rx-schema.ts';

export type Catalog = {
  get(id: string): StoredRow | undefined;
  /** Deleted ones too. */
  rowsOf<T extends CatalogTable>(table: T): Rows[T][];
  /** Every row that is not deleted, oldest first. */
  rows<T extends CatalogTable>(table: T): Live<readonly Rows[T][]>;
  /** Called when rows are other than before, after `rows` has told. */
  subscribe(listener: () => void): () => void;
  preview: (table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean) => () => void;
  close(): void;
};

export type CatalogPorts = { database: ReplicaDatabase; failed: (error: unknown) => void };

const HELD: ReadonlySet<string> = new Set(CATALOG_TABLES);
const isHeld = (table: string | undefined): table is CatalogTable => table !== undefined && HELD.has(table);

export async function openCatalog({ database, failed }: CatalogPorts): Promise<Catalog> {
  const collection = database.rows.get(CATALOG);
  if (!collection) throw new Error('The replica has no catalog.');
  const shown = new Map<CatalogTable, ReturnType<typeof createLiveValue<readonly StoredRow[]>>>();
  const listeners = new Set<() => void>();

  const held = await openLiveDocuments<StoredRow>({
    collection,
    held: {
      pages: () => pagesOf(collection, READ_AT_ONCE),
      belongs: ({ table }) => isHeld(table),
    },
    changed() {
      for (const table of shown.keys()) tell(table);
      for (const listener of [...listeners]) listener();
    },
    failed,
  });

  const allOf = (table: CatalogTable) => [...held.values()].filter((row) => row.table === table);

  /** Rows that are as they were keep the list as it is. */
  function tell(table: CatalogTable): void {
    const live = shown.get(table) ?? createLiveValue<readonly StoredRow[]>();
    shown.set(table, live);
    const rows = allOf(table)
      .filter(({ deleted_at }) => deleted_at === null)
      .sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1));
    const before = live.get();
    if (before?.length !== rows.length || rows.some((row, at) => row !== before[at])) live.set(rows);
  }

  return {
    get: (id) => held.get(id),
    rowsOf: (table) => allOf(table) as never,
    rows(table) {
      if (!shown.has(table)) tell(table);
      return shown.get(table) as never;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    preview: (table, row, isIn) => (isHeld(table) ? held.preview({ ...row, table }, isIn) : () => undefined),
    close: () => held.close(),
  };
}
