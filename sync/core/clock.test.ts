import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';

const at = (times: number[], node = '0000000a') => {
  const left = [...times];
  return createClock({ node, now: () => left.shift() ?? times.at(-1) ?? 0 });
};

describe('clock', () => {
  it('is later at every tick, whatever the wall clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9_999_999_999_999 }), { minLength: 2, maxLength: 50 }),
        (times) => {
          const clock = at(times);
          const ticks = times.map(() => clock.tick());
          expect(ticks).toEqual([...ticks].sort());
          expect(new Set(ticks).size).toBe(ticks.length);
        },
      ),
    );
  });

  it('is later than a clock it has seen, though the wall clock is behind', () => {
    const clock = at([1_000]);
    const seen = '1763729000123-00ff-9f3a1c20';
    clock.observe(seen);
    expect(clock.tick() > seen).toBe(true);
  });

  it('carries a full counter into the milliseconds', () => {
    const clock = at([5]);
    clock.observe('0000000000005-ffff-9f3a1c20');
    expect(clock.tick()).toBe('0000000000006-0000-0000000a');
  });

  it('takes no notice of what is no clock', () => {
    const clock = at([5]);
    clock.observe('9999999999999');
    expect(clock.tick()).toBe('0000000000005-0000-0000000a');
  });
});
