import { expect, it } from 'vitest';
import { sameJson } from './same-json.ts';

it.each([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [{ a: undefined }, { b: undefined }, false],
  [{ 0: 'x' }, ['x'], false],
  [null, {}, false],
  [null, undefined, false],
  ['1', 1, false],
])('%j and %j: %s', (a, b, expected) => {
  expect(sameJson(a, b)).toBe(expected);
  expect(sameJson(b, a)).toBe(expected);
});
