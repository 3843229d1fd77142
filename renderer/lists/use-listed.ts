import { useEffect, useMemo, useState } from 'react';
import type { ListQuery, ListView, LiveList, RecordTable, Replica } from '../../sync/index.ts';
import type { ListState } from './list-state.ts';

export type Rows = { list: LiveList<RecordTable>; view: ListView<RecordTable> };

const queryOf = (table: RecordTable, { conditions, text, order }: ListState): ListQuery<RecordTable> => ({
  table,
  text,
  conditions,
  order: order.map(({ id, direction }) => ({ cell: id, direction })),
});

/** The rows of a list, kept as they change. What was shown before stands until those of another query are there. */
export function useListed(replica: Replica, table: RecordTable, state: ListState): Rows | null {
  const { conditions, text, order } = state;
  const query = useMemo(
    () => queryOf(table, { conditions, text, order, columns: [] }),
    [table, conditions, text, order],
  );
  const [rows, setRows] = useState<Rows | null>(null);
  useEffect(() => {
    const list = replica.list(query);
    const show = () => {
      const view = list.get();
      if (view) setRows({ list, view });
    };
    const end = list.subscribe(show);
    show();
    return () => {
      end();
      list.close();
    };
  }, [replica, query]);
  return rows;
}
