import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexAt, nearestSlot, slotAt, slotCount, slotTop, type Column } from './slots.ts';

const GAP = 8;

function column(sizes: readonly number[], sources: readonly number[] = []): Column {
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size + GAP, 0));
  return {
    count: sizes.length,
    row: (index) => ({ start: starts[index] ?? Number.NaN, size: sizes[index] ?? Number.NaN }),
    sources,
    gap: GAP,
  };
}

describe('the slots of a stage', () => {
  it('has one slot when empty', () => {
    expect(slotCount(column([]))).toBe(1);
    expect(nearestSlot(column([]), 400)).toBe(0);
    expect(slotTop(column([]), 0)).toBe(0);
  });

  it('closes up where the lifted card was taken out', () => {
    const stage = column([80, 100, 80], [1]);
    expect([0, 1, 2].map((slot) => slotTop(stage, slot))).toEqual([0, 88, 176]);
  });

  it('closes up over all that were taken out together', () => {
    const stage = column([80, 100, 60, 80], [0, 2]);
    expect(slotCount(stage)).toBe(3);
    expect([0, 1, 2].map((slot) => slotTop(stage, slot))).toEqual([0, 108, 196]);
    expect([0, 1, 2].map((slot) => indexAt(stage, slot))).toEqual([1, 3, 4]);
    expect([1, 3].map((index) => slotAt(stage, index))).toEqual([0, 1]);
  });

  it('has its last slot below all cards of another stage', () => {
    expect(slotTop(column([80, 100]), 2)).toBe(196);
    expect(nearestSlot(column([80, 100]), 5000)).toBe(2);
  });

  it('leaves a card that has not moved where it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 60, max: 120 }), { minLength: 1 }), fc.nat(), (sizes, seed) => {
        const source = seed % sizes.length;
        const stage = column(sizes, [source]);
        expect(nearestSlot(stage, stage.row(source).start)).toBe(source);
      }),
    );
  });

  it('finds the slot that a search of all slots finds', () => {
    const sizes = fc.array(fc.integer({ min: 60, max: 120 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: -200, max: 5000 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 4 }),
        (all, top, lifted) => {
          const sources = lifted.filter((at) => at < all.length).sort((a, b) => a - b);
          const stage = column(all, sources);
          const distance = (slot: number) => Math.abs(slotTop(stage, slot) - top);
          const nearest = Math.min(...Array.from({ length: slotCount(stage) }, (_, slot) => distance(slot)));
          expect(distance(nearestSlot(stage, top))).toBe(nearest);
        },
      ),
    );
  });
});
