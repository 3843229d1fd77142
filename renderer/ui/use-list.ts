import { useEffect, useState } from 'react';
import type { ListQuery, ListTable, ListView, LiveList, Replica } from '../../sync/index.ts';

export type ShownList<T extends ListTable> = { list: LiveList<T>; view: ListView<T> };

/**
 * The rows of `query`, kept as they change, for as long as this component stands; keep `query` as long as it is the same.
 * What was shown before stands until the first read of another query is there.
 */
export function useList<T extends ListTable>(replica: Replica, query: ListQuery<T>): ShownList<T> | null {
  const [shown, setShown] = useState<ShownList<T> | null>(null);
  useEffect(() => {
    const list = replica.list(query);
    const show = () => {
      const view = list.get();
      if (view) setShown({ list, view });
    };
    const end = list.subscribe(show);
    show();
    return () => {
      end();
      list.close();
    };
  }, [replica, query]);
  return shown;
}
