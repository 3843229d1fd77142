// Reads for mutations: the small tables from the memory of the window, so that what is checked at every edit (roles,
// permissions, definitions) costs no reading; all others from the storage.
import type { SyncedRow } from '../core/ports.ts';
import type { Reader } from '../mutations/edits.ts';
import { CATALOG_TABLES, type CatalogTable } from '../reads.ts';
import type { TableName } from '../schema/tables.ts';
import type { Catalog } from './catalog.ts';

export function readerWithCatalog(stored: Reader, catalog: Pick<Catalog, 'rowsOf'>): Reader {
  const rowsOf = (table: CatalogTable): readonly SyncedRow[] => catalog.rowsOf(table);
  return {
    read(table, ids) {
      if (!isCatalog(table)) return stored.read(table, ids);
      const asked = new Set(ids);
      return Promise.resolve(
        new Map(rowsOf(table).flatMap((row) => (asked.has(row.id) ? [[row.id, row]] : []))),
      );
    },
    find(table, where) {
      if (!isCatalog(table)) return stored.find(table, where);
      return Promise.resolve(rowsOf(table).filter((row) => !where || row[where.column] === where.value));
    },
  };
}

const isCatalog = (table: TableName): table is CatalogTable =>
  (CATALOG_TABLES as readonly TableName[]).includes(table);
