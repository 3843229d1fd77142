// What is here already, by the names and addresses that a file can have for it.
import type { ListRow, RecordTable, Replica } from '../../sync/index.ts';

const PAGE = 1_000;

/** Every record of a table, a page at a time. Raises what the reading answered. */
export async function* everyRow<T extends RecordTable>(
  replica: Replica,
  table: T,
  ids: readonly string[],
): AsyncGenerator<readonly ListRow<T>[]> {
  for (let from = 0; from < ids.length; from += PAGE) {
    const read = await replica.read(table, ids.slice(from, from + PAGE));
    if (!read.ok) throw new Error(read.error.message);
    yield read.value;
  }
}

/** Ids of a table by what `keysOf` says of each record, in small letters; the first that came keeps its key. */
export async function idsBy<T extends RecordTable>(
  replica: Replica,
  table: T,
  keysOf: (row: ListRow<T>) => readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const list = replica.list({ table, order: [{ cell: 'created_at', direction: 'ascending' }] });
  const byKey = new Map<string, string>();
  try {
    for await (const rows of everyRow(replica, table, await list.ids()))
      for (const row of rows)
        for (const key of keysOf(row)) {
          const plain = key?.trim().toLowerCase();
          if (plain && !byKey.has(plain)) byKey.set(plain, row.id);
        }
  } finally {
    list.close();
  }
  return byKey;
}
