import { expect, it } from 'vitest';
import { movedBy, reordered } from './stage-order.tsx';

const ids = ['lead', 'offer', 'won'];

it('puts a stage before another, or at the end', () => {
  expect(reordered(ids, 'won', 'lead')).toEqual(['won', 'lead', 'offer']);
  expect(reordered(ids, 'lead', null)).toEqual(['offer', 'won', 'lead']);
});

it('is the same order where the stage stands there already', () => {
  expect(reordered(ids, 'lead', 'offer')).toBe(ids);
  expect(reordered(ids, 'lead', 'lead')).toBe(ids);
  expect(reordered(ids, 'won', null)).toBe(ids);
  expect(reordered(ids, 'won', 'gone')).toBe(ids);
});

it('moves a stage one place, and not over an edge', () => {
  expect(movedBy(ids, 'lead', 1)).toEqual(['offer', 'lead', 'won']);
  expect(movedBy(ids, 'offer', 1)).toEqual(['lead', 'won', 'offer']);
  expect(movedBy(ids, 'won', -1)).toEqual(['lead', 'won', 'offer']);
  expect(movedBy(ids, 'lead', -1)).toBe(ids);
  expect(movedBy(ids, 'won', 1)).toBe(ids);
});
