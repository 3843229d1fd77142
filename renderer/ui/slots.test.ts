import { expect, it } from 'vitest';
import { createSlots } from './slots.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

it('gives rows that come the places of rows that have gone', () => {
  const slots = createSlots();
  slots(range(0, 10));
  const after = slots(range(4, 14));
  expect([10, 11, 12, 13].map((index) => after.get(index))).toEqual([0, 1, 2, 3]);
});

it('leaves a row where it is for as long as it is drawn', () => {
  const slots = createSlots();
  const before = slots(range(0, 10)).get(3);
  for (let from = 1; from < 500; from += 7)
    expect(slots([3, ...range(from, from + 10).filter((index) => index !== 3)]).get(3)).toBe(before);
});

it('never has two rows in one place, and no more places than rows', () => {
  const slots = createSlots();
  for (const from of [0, 5, 90, 91, 20, 0]) {
    const taken = [...slots([2, ...range(from + 3, from + 23)]).values()];
    expect(new Set(taken).size).toBe(21);
    expect(Math.max(...taken)).toBe(20);
  }
});
