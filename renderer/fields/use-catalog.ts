import { useMemo } from 'react';
import type { CatalogTable, Replica, Rows } from '../../sync/index.ts';
import { useLive } from '../ui/use-live.ts';

const NONE: readonly never[] = [];

/** Every row of a small table that is not deleted, oldest first, as it changes. */
export function useCatalog<T extends CatalogTable>(replica: Replica, table: T): readonly Rows[T][] {
  const live = useMemo(() => replica.rows(table), [replica, table]);
  return useLive(live) ?? NONE;
}
