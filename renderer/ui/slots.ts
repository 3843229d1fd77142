// Places in the document that rows share: a row that comes takes the place of one that has gone, so that scrolling writes
// other words into elements that are there, and makes none.

/** Tells for the drawn rows, by their index, which place each one has. A row keeps its place for as long as it is drawn. */
export function createSlots(): (indexes: readonly number[]) => ReadonlyMap<number, number> {
  let slots: ReadonlyMap<number, number> = new Map();
  return (indexes) => {
    const next = new Map<number, number>();
    for (const index of indexes) {
      const slot = slots.get(index);
      if (slot !== undefined) next.set(index, slot);
    }
    const taken = new Set(next.values());
    let free = 0;
    for (const index of indexes) {
      if (next.has(index)) continue;
      while (taken.has(free)) free += 1;
      taken.add(free);
      next.set(index, free);
    }
    slots = next;
    return slots;
  };
}
