import { describe, expect, it } from 'vitest';
import { columnsOf, rowsOf } from './geometry.ts';

const bar = (key: string, value_cents: number, weighted_cents = value_cents / 2) => ({
  ...{ key, value_cents, weighted_cents },
  count: 1,
});

describe('upright bars', () => {
  const { columns, ticks } = columnsOf([bar('a', 1000), bar('b', 500), bar('c', 0), bar('d', 1)], 100);
  const [a, b, c, d] = columns;

  it('are as high as what they are worth, and stand on the ground', () => {
    expect(a).toMatchObject({ y: 0, height: 100, weighted_y: 50, weighted_height: 50 });
    expect(b).toMatchObject({ y: 50, height: 50 });
    expect(c).toMatchObject({ y: 100, height: 0 });
  });

  it('are seen where they are worth next to nothing', () => {
    expect(d?.height).toBe(2);
  });

  it('stand side by side within the width', () => {
    expect(a?.x).toBeGreaterThan(0);
    expect((a?.x ?? 0) + (a?.width ?? 0)).toBeLessThan(b?.x ?? 0);
    expect((d?.x ?? 0) + (d?.width ?? 0)).toBeLessThan(100);
  });

  it('have lines at round values from zero up to the highest', () => {
    expect(ticks.map(({ value_cents }) => value_cents)).toEqual([0, 500, 1000]);
    expect(ticks.map(({ y }) => y)).toEqual([100, 50, 0]);
  });

  it('are weighted with no more than their value', () => {
    expect(columnsOf([bar('a', 100, 300)], 50).columns[0]).toMatchObject({ height: 50, weighted_height: 50 });
  });

  it('are flat where nothing is worth anything', () => {
    expect(columnsOf([bar('a', 0)], 100)).toMatchObject({
      columns: [{ height: 0, y: 100 }],
      ticks: [{ value_cents: 0, y: 100 }],
    });
  });
});

it('draws lying bars in parts of the longest', () => {
  expect(rowsOf([bar('a', 400), bar('b', 100), bar('c', 0)])).toEqual([
    { key: 'a', width: 100, weighted_width: 50 },
    { key: 'b', width: 25, weighted_width: 12.5 },
    { key: 'c', width: 0, weighted_width: 0 },
  ]);
  expect(rowsOf([bar('a', 0)])).toEqual([{ key: 'a', width: 0, weighted_width: 0 }]);
});
