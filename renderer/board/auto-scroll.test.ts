import { describe, expect, it } from 'vitest';
import { edgeSpeed } from './auto-scroll.ts';

describe('the speed near an edge', () => {
  it('is nothing in the middle', () => {
    expect(edgeSpeed(400, 0, 800)).toBe(0);
  });

  it('grows towards each edge, in its direction', () => {
    expect(edgeSpeed(790, 0, 800)).toBeGreaterThan(edgeSpeed(760, 0, 800));
    expect(edgeSpeed(760, 0, 800)).toBeGreaterThan(0);
    expect(edgeSpeed(10, 0, 800)).toBe(-edgeSpeed(790, 0, 800));
  });

  it('does not grow without end outside', () => {
    expect(edgeSpeed(9000, 0, 800)).toBe(edgeSpeed(800, 0, 800));
  });
});
