import { expect, it } from 'vitest';
import { pairKey, parseNotSame, withPair } from './not-same.ts';

const pair = (number: number) => ({
  one: `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  other: `018f0000-0000-7000-8000-${String(number + 100_000).padStart(12, '0')}`,
});

it('knows a pair whichever is named first', () => {
  const { one, other } = pair(1);
  expect(pairKey({ one: other, other: one })).toBe(pairKey({ one, other }));
  expect(pairKey(pair(2))).not.toBe(pairKey(pair(1)));
});

it('finds room in a setting, whatever was said, and forgets the oldest', () => {
  let pairs: readonly string[] = [];
  for (let number = 0; number < 2_000; number++) pairs = withPair(pairs, pair(number));
  expect(JSON.stringify(pairs).length).toBeLessThanOrEqual(16 * 1024);
  expect(pairs).toContain(pairKey(pair(1_999)));
  expect(pairs).not.toContain(pairKey(pair(0)));
  expect(parseNotSame(JSON.parse(JSON.stringify(pairs)))).toEqual(pairs);
});

it('says a pair once', () => {
  expect(withPair(withPair([], pair(1)), pair(1))).toHaveLength(1);
});

it('takes a damaged setting for nothing', () => {
  expect([parseNotSame(null), parseNotSame({}), parseNotSame(['x', 3])]).toEqual([[], [], []]);
});
