import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MIN_SIZE, restorePlacement } from './bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };
const saved = (x: number, y: number, width = 1280, height = 800, maximized = false): string =>
  JSON.stringify({ bounds: { x, y, width, height }, maximized });

describe('a window', () => {
  test('opens where it was', () => {
    expect(restorePlacement(saved(100, 60, 1200, 700, true), [laptop])).toEqual({
      bounds: { x: 100, y: 60, width: 1200, height: 700 },
      maximized: true,
    });
  });

  test('comes back from a screen that is gone', () => {
    expect(restorePlacement(saved(1600, 40), [laptop, second]).bounds).not.toBeNull();
    expect(restorePlacement(saved(1600, 40), [laptop]).bounds).toBeNull();
  });

  test.each([
    ['above the screen', saved(100, -300)],
    ['under the menu bar', saved(100, 0)],
    ['below the screen', saved(100, 880)],
    ['almost wholly to the left', saved(-1200, 60)],
    ['not JSON', '{'],
    ['not whole', saved(0.5, 60)],
    ['nothing', 'null'],
  ])('opens in the middle when its place was %s', (_, text) => {
    expect(restorePlacement(text, [laptop])).toEqual({ bounds: null, maximized: false });
  });

  test('is never smaller than it may be nor larger than its screen', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (width, height) => {
        const { bounds } = restorePlacement(saved(0, 25, width, height), [laptop]);
        if (!bounds) return;
        expect(bounds.width).toBeGreaterThanOrEqual(MIN_SIZE.width);
        expect(bounds.height).toBeGreaterThanOrEqual(MIN_SIZE.height);
        expect(bounds.width).toBeLessThanOrEqual(laptop.width);
        expect(bounds.height).toBeLessThanOrEqual(laptop.height);
      }),
    );
  });
});
