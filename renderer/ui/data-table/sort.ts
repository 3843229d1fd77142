// By which columns a table is ordered: by the first, then by the next where that is equal.

export type Sort = readonly { id: string; direction: 'ascending' | 'descending' }[];

/** What a press on a head does: ascending, descending, none. `added`: after the columns that are there already. */
export function sortedBy(sort: Sort, id: string, added: boolean): Sort {
  const present = sort.find((one) => one.id === id);
  const next = !present
    ? ({ id, direction: 'ascending' } as const)
    : present.direction === 'ascending'
      ? ({ id, direction: 'descending' } as const)
      : null;
  if (!added) return next ? [next] : [];
  if (!present) return next ? [...sort, next] : sort;
  return sort.flatMap((one) => (one.id !== id ? one : (next ?? [])));
}
