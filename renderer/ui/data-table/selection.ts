// Which rows are chosen, by id, so that they stay chosen when the list is filtered or sorted. A range runs from the anchor,
// the row chosen last by itself, and replaces the range that ran from there before.

export type Selection = {
  ids: ReadonlySet<string>;
  /** Where a range begins, and what was chosen before it; null where nothing was chosen by itself yet. */
  anchor: { id: string; before: ReadonlySet<string> } | null;
};

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: { id, before: next } };
}

/** From the anchor to `id`, both included, in the order of `all`. A row where there is no anchor in `all`. */
export function rangedTo(selection: Selection, id: string, all: readonly string[]): Selection {
  const { anchor } = selection;
  const [from, to] = [anchor ? all.indexOf(anchor.id) : -1, all.indexOf(id)];
  if (!anchor || from < 0 || to < 0) return anchoredAt(selection, id);
  const range = all.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...anchor.before, ...range]), anchor };
}

/** All of the list as well as what was chosen elsewhere. */
export const withAll = ({ ids }: Selection, all: readonly string[]): Selection => ({
  ids: new Set([...ids, ...all]),
  anchor: null,
});

/** What the box in the head says; `seen` are the ids of the rows that are drawn. */
export function headState(
  { ids }: Selection,
  total: number,
  seen: readonly string[],
): 'none' | 'some' | 'all' {
  if (ids.size === 0) return 'none';
  return total > 0 && ids.size >= total && seen.every((id) => ids.has(id)) ? 'all' : 'some';
}

/** The same with the row as the anchor, and chosen: where a range begins that has no anchor yet. */
export const anchoredAt = ({ ids }: Selection, id: string): Selection => {
  const next = new Set([...ids, id]);
  return { ids: next, anchor: { id, before: next } };
};
