import { useMemo, useSyncExternalStore } from 'react';
import type { RecordTable, Replica } from '../../sync/index.ts';
import { readField, tablesOf, type Cells, type Field } from './field.ts';
import type { Names } from './shown-text.ts';

/** A record to be named: `key` is what its name is given by. */
export type Reference = { key: string; id: string; tables: readonly RecordTable[] };

/** What the records are called that a row refers to, by cell; kept as they are renamed. */
export const useReferenceNames = (replica: Replica, fields: readonly Field[], row: Cells | null): Names =>
  useNames(
    replica,
    fields.flatMap((field): Reference[] => {
      const tables = tablesOf(field);
      const id = row && tables.length > 0 ? readField(field, row) : null;
      return typeof id === 'string' ? [{ key: field.cell, id, tables }] : [];
    }),
  );

/** What records are called, by the key of their reference; those that are not here have no name. */
export function useNames(replica: Replica, references: readonly Reference[]): Names {
  const asked = JSON.stringify(references);
  const names = useMemo(() => namesOf(replica, JSON.parse(asked) as Reference[]), [replica, asked]);
  return useSyncExternalStore(names.subscribe, names.get);
}

function namesOf(replica: Replica, references: readonly Reference[]) {
  const watched = references.flatMap(({ key, id, tables }) =>
    tables.map((table) => ({ key, live: replica.record(table, id) })),
  );
  let names: Names = {};

  function get(): Names {
    const now: Record<string, string> = {};
    for (const { key, live } of watched) {
      const row = live.get();
      if (row) now[key] = row.name;
    }
    if (JSON.stringify(now) !== JSON.stringify(names)) names = now;
    return names;
  }

  function subscribe(listener: () => void): () => void {
    const ends = watched.map(({ live }) => live.subscribe(listener));
    return () => {
      for (const end of ends) end();
    };
  }

  return { get, subscribe };
}
