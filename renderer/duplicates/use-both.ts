import { useEffect, useState } from 'react';
import type { ListRow, RecordTable, Replica } from '../../sync/index.ts';

export type NamedRow = ListRow<RecordTable>;

/** Both records as they are now; null where one of them is not here, undefined until they are read. */
export function useBoth(replica: Replica, table: RecordTable, older_id: string, newer_id: string) {
  const [rows, setRows] = useState<{ older: NamedRow; newer: NamedRow } | null>();
  useEffect(() => {
    let stale = false;
    void replica.read<RecordTable>(table, [older_id, newer_id]).then((read) => {
      if (stale) return;
      const found = read.ok ? read.value : [];
      const older = found.find(({ id }) => id === older_id);
      const newer = found.find(({ id }) => id === newer_id);
      setRows(
        older && newer && older.deleted_at === null && newer.deleted_at === null ? { older, newer } : null,
      );
    });
    return () => {
      stale = true;
    };
  }, [replica, table, older_id, newer_id]);
  return rows;
}
