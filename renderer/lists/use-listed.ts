import { useMemo } from 'react';
import type { ListQuery, RecordTable, Replica } from '../../sync/index.ts';
import { useList, type ShownList } from '../ui/use-list.ts';
import type { ListState } from './list-state.ts';

/** The rows that a list shows in this state. */
export function useListed(
  replica: Replica,
  table: RecordTable,
  { conditions, text, order }: ListState,
): ShownList<RecordTable> | null {
  const query = useMemo(
    (): ListQuery<RecordTable> => ({
      table,
      text,
      conditions,
      order: order.map(({ id, direction }) => ({ cell: id, direction })),
    }),
    [table, conditions, text, order],
  );
  return useList(replica, query);
}
