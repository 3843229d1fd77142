// Where a card lands. A stage with n other cards has n + 1 slots; the lifted card takes the slot whose top is
// nearest to its own top, so the gap is always where the card is seen. Pure, so that a drop is decided by numbers.

/** Where one card starts and how high it is, in the column's own pixels, the lifted card included. */
export type Row = { start: number; size: number };

export type Column = {
  count: number;
  /** The row at `index`; asked for a few indexes only. */
  row: (index: number) => Row;
  /** Index of the lifted card where it comes from this column, else -1. */
  source: number;
  gap: number;
};

/** The top of slot `slot` once the lifted card is taken out. */
export function slotTop({ count, row, source, gap }: Column, slot: number): number {
  const index = source >= 0 && slot >= source ? slot + 1 : slot;
  const taken = source >= 0 && index > source ? row(source).size + gap : 0;
  if (index < count) return row(index).start - taken;
  if (count === 0) return 0;
  const last = row(count - 1);
  return last.start + last.size + gap - taken;
}

/** Slots of a column: one more than the cards that stay in it. */
export const slotCount = ({ count, source }: Column): number => count + (source >= 0 ? 0 : 1);

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
