// Where cards land. A stage with n other cards has n + 1 slots; what is lifted takes the slot whose top is
// nearest to its own top, so the gap is always where the card is seen. Pure, so that a drop is decided by numbers.

/** Where one card starts and how high it is, in the column's own pixels, the lifted cards included. */
export type Row = { start: number; size: number };

export type Column = {
  count: number;
  /** The row at `index`; asked for a few indexes only. */
  row: (index: number) => Row;
  /** Indexes of the lifted cards that come from this column, ascending. */
  sources: readonly number[];
  gap: number;
};

/** The index of the card that follows slot `slot`, the lifted ones passed over; `count` at the end. */
export function indexAt({ sources }: Pick<Column, 'sources'>, slot: number): number {
  let index = slot;
  for (const source of sources) {
    if (source > index) break;
    index += 1;
  }
  return index;
}

/** The slot of the card at `index`, which is not a lifted one. */
export const slotAt = ({ sources }: Pick<Column, 'sources'>, index: number): number =>
  index - takenBefore(sources, index);

const takenBefore = (sources: readonly number[], index: number): number => {
  const at = sources.findIndex((source) => source >= index);
  return at < 0 ? sources.length : at;
};

/** How much room the lifted cards above `index` have given back. */
export const roomAbove = ({ sources, row, gap }: Column, index: number): number =>
  sources.slice(0, takenBefore(sources, index)).reduce((room, source) => room + row(source).size + gap, 0);

/** The top of slot `slot` once the lifted cards are taken out. */
export function slotTop(column: Column, slot: number): number {
  const { count, row, gap } = column;
  if (count === 0) return 0;
  const index = indexAt(column, slot);
  const last = row(count - 1);
  return (index < count ? row(index).start : last.start + last.size + gap) - roomAbove(column, index);
}

/** Slots of a column: one more than the cards that stay in it. */
export const slotCount = ({ count, sources }: Column): number => count - sources.length + 1;

/** The slot whose top is nearest to `top`. */
export function nearestSlot(column: Column, top: number): number {
  let low = 0;
  let high = slotCount(column) - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (top < (slotTop(column, middle) + slotTop(column, middle + 1)) / 2) high = middle;
    else low = middle + 1;
  }
  return low;
}
