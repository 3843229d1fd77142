// The whole of a table in the orders that lists have asked for: sorted once and then kept, so that narrowing a list, or
// turning it round, sorts nothing.
import { keptList, type KeptList } from '../../query/kept-list.ts';
import { listed } from '../../query/listed.ts';
import type { Looking } from '../../query/matches.ts';
import { titleOf } from '../../query/names.ts';
import { turned, type Ordering, type Placed } from '../../query/order.ts';
import type { Row } from '../../query/row.ts';
import type { ListQuery, Order } from '../../reads.ts';
import type { Change, Changes, Tables } from './tables.ts';

export type Orders = {
  /** The list of a query that is not of one record, in `order`. One that is of a whole table is shared: `changed` keeps it. */
  list(query: ListQuery, order: Ordering): KeptList;
  isShared(kept: KeptList): boolean;
  /** Before the lists are told. `used`: shared lists that somebody watches. */
  changed(changes: Changes, used: ReadonlySet<KeptList>): void;
};

type Whole = { query: Pick<ListQuery, 'table' | 'order'>; order: Ordering; kept: KeptList };

/** Of those that nobody watches, as many are kept: each takes some megabytes where there are 100,000 rows. */
const UNUSED = 3;

export function createOrders(tables: Pick<Tables, 'rows' | 'lookup'>, looking: () => Looking): Orders {
  /** By what they are in order of; the one that was asked for last comes last. */
  const wholes = new Map<string, Whole>();

  function find(key: string): Whole | undefined {
    const found = wholes.get(key);
    if (found && wholes.delete(key)) wholes.set(key, found);
    return found;
  }

  function inOrder(query: ListQuery): readonly Placed[] | null {
    const found = find(keyOf(query));
    if (found) return found.kept.placed();
    const other =
      query.order?.length === 1 ? find(keyOf({ ...query, order: query.order.map(opposite) })) : null;
    return other ? turned(other.kept.placed()) : null;
  }

  const matching = (
    query: ListQuery,
    order: Ordering,
    rows: Parameters<typeof keptList>[0]['rows'],
  ): KeptList => keptList({ rows, matches: listed(query, looking()), ordering: order });

  function whole(query: ListQuery, order: Ordering): KeptList {
    const known = find(keyOf(query));
    if (known) return known.kept;
    const placed = inOrder(query);
    const kept = matching(query, order, placed ? { inOrder: placed } : tables.rows(query.table).values());
    wholes.set(keyOf(query), { query, order, kept });
    return kept;
  }

  return {
    list(query, order) {
      if (isWhole(query)) return whole(query, order);
      const placed = query.deleted === true ? null : inOrder(query);
      const rows = tables.rows(query.table);
      if (!placed) return matching(query, order, rows.values());
      const matches = listed(query, looking());
      const fits = ({ id }: Placed): boolean => {
        const row: Row | undefined = rows.get(id);
        return row !== undefined && matches(row);
      };
      return matching(query, order, { inOrder: placed.filter(fits) });
    },
    isShared: (kept) => [...wholes.values()].some((one) => one.kept === kept),
    changed(changes, used) {
      const unused = [...wholes].filter(([, { kept }]) => !used.has(kept)).map(([key]) => key);
      for (const key of unused.slice(0, -UNUSED)) wholes.delete(key);
      for (const [key, { query, order, kept }] of wholes) {
        const own = changes.get(query.table);
        if (isReordered(order, changes)) wholes.delete(key);
        else if (own) kept.change(rowsAfter(own));
      }
    },
  };
}

export const rowsAfter = (changes: ReadonlyMap<string, Change>): ReadonlyMap<string, Row | undefined> =>
  new Map([...changes].map(([id, { after }]) => [id, after]));

/** True where a row by which the list is ordered is called otherwise, or stands elsewhere. */
export function isReordered({ by }: Ordering, changes: Changes): boolean {
  for (const table of by)
    for (const { before, after } of changes.get(table)?.values() ?? [])
      if (titleOf(before) !== titleOf(after) || before?.['position'] !== after?.['position']) return true;
  return false;
}

const isWhole = ({ text, conditions, deleted }: ListQuery): boolean =>
  (text ?? '').trim() === '' && (conditions?.length ?? 0) === 0 && deleted !== true;

const keyOf = ({ table, order = [] }: Pick<ListQuery, 'table' | 'order'>): string =>
  JSON.stringify([table, ...order.map(({ cell, direction }) => [cell, direction])]);

const opposite = ({ cell, direction }: Order): Order => ({
  cell,
  direction: direction === 'ascending' ? 'descending' : 'ascending',
});
