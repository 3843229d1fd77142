import { useMemo, useSyncExternalStore } from 'react';
import type { RecordTable, Replica, Rows } from '../../sync/index.ts';

/** Those of the records behind `ids` that are here and not deleted, by id; kept as they change. */
export function useLiveRecords<T extends RecordTable>(
  replica: Replica,
  table: T,
  ids: readonly string[],
): ReadonlyMap<string, Rows[T]> {
  const asked = ids.join();
  const records = useMemo(
    () => recordsOf(replica, table, asked === '' ? [] : asked.split(',')),
    [replica, table, asked],
  );
  return useSyncExternalStore(records.subscribe, records.get);
}

function recordsOf<T extends RecordTable>(replica: Replica, table: T, ids: readonly string[]) {
  const lives = ids.map((id) => replica.record(table, id));
  let records: ReadonlyMap<string, Rows[T]> = new Map();

  function get(): ReadonlyMap<string, Rows[T]> {
    const rows = lives.map((live) => live.get()).filter((row) => row?.deleted_at === null);
    const now = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
    if (now.size !== records.size || [...now].some(([id, row]) => records.get(id) !== row)) records = now;
    return records;
  }

  function subscribe(listener: () => void): () => void {
    const ends = lives.map((live) => live.subscribe(listener));
    return () => {
      for (const end of ends) end();
    };
  }

  return { get, subscribe };
}
