// The lists that a window watches: kept in order, and of each only the rows that are shown are told.
import type { ListQuery, ListRow, ListView } from '../../reads.ts';
import { sameJson } from '../../core/same-json.ts';
import { keptList, type KeptList } from '../../query/kept-list.ts';
import { listed } from '../../query/listed.ts';
import type { Looking } from '../../query/matches.ts';
import { namesOf } from '../../query/names.ts';
import { ordering, type Ordering } from '../../query/order.ts';
import type { ListNews, Range } from '../messages.ts';
import type { EntryList, EntryLists } from './entry-lists.ts';
import { listRow, type HeldRow } from './held-rows.ts';
import { createOrders, isReordered, rowsAfter } from './orders.ts';
import type { Change, Changes, Tables } from './tables.ts';

export type Lists = {
  watch(list: number, query: ListQuery, range: Range): void;
  range(list: number, range: Range): void;
  unwatch(list: number): void;
  /** Whether all rows of the list are read. */
  complete(list: number): boolean;
  ids(list: number): readonly string[];
  placeOf(list: number, id: string): number | null;
  changed(changes: Changes): void;
  /** The day has changed. */
  newDay(): void;
};

export type ListsPorts = {
  tables: Tables;
  entries: EntryLists;
  looking: () => Looking;
  tell: (news: ListNews) => void;
};

type Watched = {
  list: number;
  query: ListQuery;
  range: Range;
  entries: EntryList | null;
  order: Ordering;
  kept: KeptList;
  sums: ListView['sums'];
  /** What the window has. */
  told: Omit<ListNews, 'kind' | 'rows'> | null;
  rows: Map<string, { held: HeldRow; row: ListRow }>;
};

export function createLists({ tables, entries, looking, tell }: ListsPorts): Lists {
  const watched = new Map<number, Watched>();

  const rowsOf = ({ query, entries: own }: Watched): ReadonlyMap<string, HeldRow> =>
    own?.rows ?? (query.table === 'timeline_entries' ? NONE : tables.rows(query.table));
  const isComplete = ({ query, entries: own }: Watched): boolean =>
    own?.complete ?? tables.complete(query.table);

  const orders = createOrders(tables, looking);

  const build = (one: Watched): KeptList =>
    one.query.of === undefined
      ? orders.list(one.query, one.order)
      : keptList({
          rows: rowsOf(one).values(),
          matches: listed(one.query, looking()),
          ordering: one.order,
        });

  function rebuild(one: Watched): void {
    one.kept = build(one);
    one.sums = sumsOf(one);
    show(one);
  }

  function change(one: Watched, changes: ReadonlyMap<string, Change>): void {
    if (!orders.isShared(one.kept)) one.kept.change(rowsAfter(changes));
    one.sums = sumsOf(one);
  }

  function sumsOf(one: Watched): ListView['sums'] {
    if (one.query.table !== 'deals') return [];
    const sums = new Map<string, number>();
    const rows = rowsOf(one);
    for (const id of one.kept.ids()) {
      const deal = rows.get(id);
      const [currency, value_cents] = [deal?.['currency'], deal?.['value_cents']];
      if (typeof currency === 'string' && typeof value_cents === 'number')
        sums.set(currency, (sums.get(currency) ?? 0) + value_cents);
    }
    return [...sums]
      .map(([currency, value_cents]) => ({ currency, value_cents }))
      .sort((a, b) => b.value_cents - a.value_cents || (a.currency < b.currency ? -1 : 1));
  }

  /** Tells the window what of the list is other than what it has. */
  function show(one: Watched): void {
    const { list, kept, sums, range } = one;
    const rows = rowsOf(one);
    const shown = new Map<string, { held: HeldRow; row: ListRow }>();
    const fresh: ListRow[] = [];
    const to = Math.min(range.to, kept.total);
    for (let at = range.from; at < to; at += 1) {
      const id = kept.at(at);
      const held = id === undefined ? undefined : rows.get(id);
      if (id === undefined || !held) continue;
      const before = one.rows.get(id);
      const names = namesOf(one.query.table, held, tables.lookup);
      if (before?.held === held && sameNames(before.row.names, names)) shown.set(id, before);
      else {
        const row = listRow(held, names);
        shown.set(id, { held, row });
        fresh.push(row);
      }
    }
    one.rows = shown;
    const ids = [...shown.keys()];
    const now = { list, total: kept.total, sums, complete: isComplete(one), from: range.from, ids };
    if (fresh.length === 0 && one.told && sameTold(one.told, now)) return;
    one.told = now;
    tell({ kind: 'list', ...now, rows: fresh });
  }

  return {
    watch(list, query, range) {
      tables.want(query.table);
      const order = ordering(query.table, query.order ?? [], tables.lookup);
      const one: Watched = {
        ...{ list, query, range, order, entries: null, sums: [], told: null, rows: new Map() },
        kept: keptList({ rows: [], matches: listed(query, looking()), ordering: order }),
      };
      watched.set(list, one);
      if (query.table === 'timeline_entries' && query.of !== undefined)
        one.entries = entries.open(query.of, (changes) => {
          change(one, changes);
          show(one);
        });
      else rebuild(one);
    },
    range(list, range) {
      const one = watched.get(list);
      if (!one) return;
      one.range = range;
      show(one);
    },
    unwatch(list) {
      watched.get(list)?.entries?.close();
      watched.delete(list);
    },
    complete(list) {
      const one = watched.get(list);
      return !one || isComplete(one);
    },
    ids: (list) => watched.get(list)?.kept.ids() ?? [],
    placeOf: (list, id) => watched.get(list)?.kept.placeOf(id) ?? null,
    changed(changes) {
      orders.changed(changes, new Set([...watched.values()].map(({ kept }) => kept)));
      for (const one of watched.values()) {
        if (one.entries && !one.entries.complete) continue;
        const own = one.entries ? undefined : changes.get(one.query.table);
        if (isReordered(one.order, changes)) rebuild(one);
        else {
          if (own) change(one, own);
          show(one);
        }
      }
    },
    newDay() {
      for (const one of watched.values())
        if (one.query.conditions?.some(({ kind }) => kind === 'days')) rebuild(one);
    },
  };
}

const NONE: ReadonlyMap<string, HeldRow> = new Map();

function sameNames(a: ListRow['names'], b: ListRow['names']): boolean {
  const columns = Object.keys(b);
  return Object.keys(a).length === columns.length && columns.every((column) => a[column] === b[column]);
}

type Told = Omit<ListNews, 'kind' | 'rows'>;

const sameTold = (a: Told, b: Told): boolean =>
  a.total === b.total &&
  a.complete === b.complete &&
  a.from === b.from &&
  a.ids.length === b.ids.length &&
  a.ids.every((id, at) => id === b.ids[at]) &&
  sameJson(a.sums, b.sums);
