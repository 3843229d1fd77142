import { useEffect, useMemo, useState } from 'react';
import type { Duplicate, ListRow, RecordTable, Replica } from '../../sync/index.ts';
import { useList } from '../ui/use-list.ts';
import { useLive } from '../ui/use-live.ts';

/** Two records that may be the same, the older first. */
export type Pair = {
  older: ListRow<RecordTable>;
  newer: ListRow<RecordTable>;
  because: Duplicate['because'];
};

export const MOST_PAIRS = 500;

/** Looked for anew when the records change, once all of them are read. Undefined until the first answer. */
export function usePairs(replica: Replica, table: RecordTable): readonly Pair[] | undefined {
  const list = useList<RecordTable>(
    replica,
    useMemo(() => ({ table }), [table]),
  );
  const complete = useLive(replica.reading)?.complete === true;
  const changed = complete ? list?.view : null;
  const [found, setFound] = useState<{ table: RecordTable; pairs: readonly Pair[] }>();
  useEffect(() => {
    let stale = false;
    void pairsOf(replica, table).then((pairs) => {
      if (!stale && pairs) setFound({ table, pairs });
    });
    return () => {
      stale = true;
    };
  }, [replica, table, changed]);
  return found?.table === table ? found.pairs : undefined;
}

async function pairsOf(replica: Replica, table: RecordTable): Promise<readonly Pair[] | null> {
  const pairs = await replica.duplicatePairs(table, MOST_PAIRS);
  const ids = new Set(pairs.flatMap(({ one, other }) => [one, other]));
  const read = await replica.read<RecordTable>(table, [...ids]);
  if (!read.ok) return null;
  const rows = new Map(read.value.map((row) => [row.id, row]));
  return pairs.flatMap(({ one, other, because }) => {
    const [first, second] = [rows.get(one), rows.get(other)];
    if (!first || !second) return [];
    const [older, newer] = isOlder(second, first) ? [second, first] : [first, second];
    return [{ older, newer, because }];
  });
}

const isOlder = (one: ListRow<RecordTable>, other: ListRow<RecordTable>): boolean =>
  one.created_at < other.created_at || (one.created_at === other.created_at && one.id < other.id);
