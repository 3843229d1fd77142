import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRank, rankBefore, rankBetween, type Ranked } from './rank.ts';

/** A repeatable source of [0, 1): mulberry32. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

describe('rank', () => {
  it('lands where it was dropped, in any sequence of moves', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.integer(), (drops, seed) => {
        const random = seeded(seed);
        const stage: Ranked[] = [];
        drops.forEach((drop, n) => {
          const at = drop % (stage.length + 1);
          const before = stage[at]?.id ?? null;
          stage.splice(at, 0, { id: `card-${n}`, rank: rankBefore(stage, before, random) });
        });
        expect([...stage].sort(compareRank).map(({ id }) => id)).toEqual(stage.map(({ id }) => id));
      }),
    );
  });

  it('stays short through 10,000 moves to the top, each above the one before', () => {
    const random = seeded(1);
    let top: string | null = null;
    let longest = 0;
    for (let move = 0; move < 10_000; move += 1) {
      const rank: string = rankBetween(null, top, random);
      expect(top === null || rank < top).toBe(true);
      longest = Math.max(longest, rank.length);
      top = rank;
    }
    // The server gives a stage short ranks when one is longer than 32.
    expect(longest).toBeLessThanOrEqual(32);
  });

  it('finds a place before cards that share one rank', () => {
    const stage = ['a', 'b', 'c'].map((id) => ({ id, rank: 'a1' }));
    const rank = rankBefore(stage, 'c', seeded(1));
    expect(rank < 'a1').toBe(true);
  });

  it('goes last when the card it was dropped before is gone', () => {
    const stage = [{ id: 'a', rank: 'a1' }];
    expect(rankBefore(stage, 'deleted', seeded(1)) > 'a1').toBe(true);
  });

  it('rarely gives two people the same rank in one gap', () => {
    const ranks = Array.from({ length: 40 }, (_, seed) => rankBetween('a1', 'a2', seeded(seed * 7_919)));
    expect(new Set(ranks).size).toBeGreaterThan(36);
  });
});
