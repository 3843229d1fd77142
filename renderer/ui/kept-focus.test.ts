import { describe, expect, it } from 'vitest';
import { keyAfter, keyFrom } from './kept-focus.ts';

const KEYS = ['a', 'b', 'c', 'd'];

describe('from one entry to the next', () => {
  it('stops at the ends, and begins with the first', () => {
    expect(keyFrom(KEYS, 'b', 1)).toBe('c');
    expect(keyFrom(KEYS, 'a', -1)).toBe('a');
    expect(keyFrom(KEYS, 'a', Infinity)).toBe('d');
    expect(keyFrom(KEYS, null, 1)).toBe('a');
    expect(keyFrom(KEYS, 'gone', 1)).toBe('a');
    expect(keyFrom([], null, 1)).toBeNull();
  });
});

describe('after an entry has left', () => {
  const after = (key: string, ...left: readonly string[]) => keyAfter(KEYS, left, key);

  it('the one below it is next, else the one above, else any, else none', () => {
    expect(after('b', 'a', 'c', 'd')).toBe('c');
    expect(after('b', 'a', 'd')).toBe('d');
    expect(after('d', 'a', 'b')).toBe('b');
    expect(after('b', 'new')).toBe('new');
    expect(after('a')).toBeNull();
  });
});
