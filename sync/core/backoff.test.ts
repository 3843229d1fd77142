import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

const waits = (random: number) => Array.from({ length: 12 }, (_, at) => backoffMs(at + 1, () => random));

it('waits ever longer, up to half a minute', () => {
  const longest = waits(1);
  expect(longest.slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  expect(longest.at(-1)).toBe(30_000);
  expect(longest).toEqual([...longest].sort((a, b) => a - b));
});

it('spreads those that wait over three quarters of the time, and lets nobody ask at once', () => {
  waits(0).forEach((shortest, at) => {
    const longest = waits(1)[at] ?? 0;
    expect(shortest).toBe(longest / 4);
    expect(waits(0.5)[at]).toBe(Math.round(longest * 0.625));
  });
});
