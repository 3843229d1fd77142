// The reads of a replica in memory: what is kept, in what order and under what names is decided by the code of the real
// one, over rows in arrays. Nothing changes them.
import type { Lookup, Row } from '../../sync/query/row.ts';
import { figuresOf } from '../../sync/query/figures.ts';
import { keptList } from '../../sync/query/kept-list.ts';
import { listed } from '../../sync/query/listed.ts';
import { nextTasks } from '../../sync/query/marks.ts';
import { namesOf } from '../../sync/query/names.ts';
import { ordering } from '../../sync/query/order.ts';
import type {
  ListQuery,
  ListRow,
  ListTable,
  ListView,
  LiveList,
  Reads,
  Rows,
  TableName,
} from '../../sync/index.ts';
import { createCell } from '../ui/cell.ts';

export type MemoryRows = { readonly [T in TableName]?: readonly Rows[T][] };

export function memoryReads(rows: MemoryRows, me: string): Reads {
  const looking = { me, now: Date.now() };
  const all = <T extends TableName>(table: T): readonly Rows[T][] => rows[table] ?? [];
  const byId = new Map<TableName, ReadonlyMap<string, Row>>();
  const lookup: Lookup = (table, id) => {
    const known = byId.get(table) ?? new Map(all(table).map((row) => [row.id, row as Row]));
    byId.set(table, known);
    return known.get(id);
  };
  const listRow = (table: ListTable, { clocks: _, ...row }: Row): ListRow =>
    ({ ...row, names: namesOf(table, row, lookup) }) as unknown as ListRow;

  function list(query: ListQuery): LiveList {
    const kept = keptList({
      rows: all(query.table),
      matches: listed(query, looking),
      ordering: ordering(query.table, query.order ?? [], lookup),
    });
    const shown = kept.ids().flatMap((id) => lookup(query.table, id) ?? []);
    const view = createCell<ListView>({
      total: kept.total,
      row: (at) => shown[at] && listRow(query.table, shown[at]),
      sums: [],
      complete: true,
    });
    return {
      ...view,
      show: () => undefined,
      ids: () => Promise.resolve(kept.ids()),
      placeOf: (id) => Promise.resolve(kept.placeOf(id)),
      close: () => undefined,
    };
  }

  return {
    rows: (table) => createCell(all(table).filter(({ deleted_at }) => deleted_at === null)),
    record: (table, id) => createCell(all(table).find((row) => row.id === id) ?? null),
    list: (query) => list(query) as never,
    search: () => Promise.resolve([]),
    duplicates: () => Promise.resolve([]),
    duplicatePairs: () => Promise.resolve([]),
    marks: () => {
      const next = nextTasks(all('tasks'));
      return createCell(
        new Map(
          all('deals').map(({ id, created_at }) => [
            id,
            { next_task: next.get(id) ?? null, last_activity_at: created_at },
          ]),
        ),
      );
    },
    figures: () =>
      createCell(
        figuresOf({
          deals: all('deals'),
          stages: all('board_stages'),
          boards: all('boards'),
          tasks: all('tasks'),
          moved_at: () => looking.now,
          active_at: () => looking.now,
          looking,
        }),
      ),
    tags: () => createCell([]),
    read: (table, ids) =>
      Promise.resolve({
        ok: true,
        value: ids.flatMap((id) => {
          const row = lookup(table, id);
          return row ? [listRow(table, row)] : [];
        }) as never,
      }),
    reading: createCell({ done: 0, total: 0, complete: true }),
    readFailure: createCell(null),
  };
}
