import { useEffect } from 'react';
import type { ListRow, ListTable } from '../../sync/index.ts';
import type { ShownList } from '../ui/use-list.ts';

/** What hangs on one record is shown at once, up to a limit; a list that can be longer has a screen of its own. */
const LIMIT = 200;

/** The rows of a list that are read, in order. */
export function useAll<T extends ListTable>(
  shown: ShownList<T> | null,
): {
  rows: readonly ListRow<T>[];
  total: number;
} {
  const list = shown?.list;
  const total = shown?.view.total ?? 0;
  useEffect(() => {
    if (total > 0) list?.show(0, Math.min(total, LIMIT));
  }, [list, total]);
  const rows = Array.from({ length: Math.min(total, LIMIT) }, (_, at) => shown?.view.row(at));
  return { rows: rows.filter((row) => row !== undefined), total };
}
