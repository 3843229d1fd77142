// A list kept in its order: made once, and from then on changed by what changes, in one pass however much that is.
import type { Matches } from './matches.ts';
import type { Ordering, Placed } from './order.ts';
import type { Row } from './row.ts';

export type KeptList = {
  readonly total: number;
  at(place: number): string | undefined;
  /** Null where the row is not in the list. */
  placeOf(id: string): number | null;
  ids(): string[];
  /** In order. */
  placed(): readonly Placed[];
  has(id: string): boolean;
  /** Rows as they are now; undefined for one that is gone. */
  change(rows: ReadonlyMap<string, Row | undefined>): void;
};

export type KeptListOptions = {
  /** Those that match, once they are in order already: these. */
  rows: Iterable<Row> | { inOrder: readonly Placed[] };
  matches: Matches;
  ordering: Ordering;
};

export function keptList({ rows, matches, ordering }: KeptListOptions): KeptList {
  const { compare } = ordering;
  const byId = new Map<string, Placed>();
  let placed: readonly Placed[] = 'inOrder' in rows ? rows.inOrder : sorted(rows);
  for (const one of placed) byId.set(one.id, one);

  function sorted(all: Iterable<Row>): Placed[] {
    const found: Placed[] = [];
    for (const row of all) if (matches(row)) found.push(ordering.place(row));
    return found.sort(compare);
  }

  return {
    get total() {
      return placed.length;
    },
    at: (at) => placed[at]?.id,
    has: (id) => byId.has(id),
    placeOf(id) {
      const one = byId.get(id);
      return one ? placeIn(placed, one, compare) : null;
    },
    ids: () => placed.map(({ id }) => id),
    placed: () => placed,
    change(changed) {
      const gone = new Set<Placed>();
      const come: Placed[] = [];
      for (const [id, row] of changed) {
        const before = byId.get(id);
        const after = row && matches(row) ? ordering.place(row) : undefined;
        if (before && after && compare(before, after) === 0) continue;
        if (before) gone.add(before);
        if (after) come.push(after);
        if (after) byId.set(id, after);
        else byId.delete(id);
      }
      if (gone.size + come.length === 0) return;
      placed = merged(placed, gone, come.sort(compare), compare);
    },
  };
}

/** `placed` without `gone` and with `come`; both in order. */
function merged(
  placed: readonly Placed[],
  gone: ReadonlySet<Placed>,
  come: readonly Placed[],
  compare: Ordering['compare'],
): Placed[] {
  const left = gone.size > 0 ? placed.filter((one) => !gone.has(one)) : placed;
  const next: Placed[] = [];
  let from = 0;
  for (const one of come) {
    const to = placeIn(left, one, compare, from);
    while (from < to) next.push(left[from++] as Placed);
    next.push(one);
  }
  while (from < left.length) next.push(left[from++] as Placed);
  return next;
}

/** Where `one` lies among those from `from` on, or would. */
function placeIn(placed: readonly Placed[], one: Placed, compare: Ordering['compare'], from = 0): number {
  let [low, high] = [from, placed.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(placed[middle] as Placed, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
