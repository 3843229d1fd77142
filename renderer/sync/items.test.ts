import { describe, expect, it } from 'vitest';
import { demoConflicts, demoOutbox } from '../test/demo-outbox.ts';
import { entryAfter, entryFrom, isEntry, itemsOf } from './items.ts';

const items = itemsOf(demoOutbox(), demoConflicts());
const entries = items.filter(isEntry);
const keys = entries.map(({ key }) => key);

it('puts first what a person has to decide, each section under its heading with its count', () => {
  const headings = items.flatMap((item) => (item.kind === 'heading' ? [[item.section, item.count]] : []));
  expect(headings).toEqual([
    ['attention', 4],
    ['decided', 3],
    ['waiting', 7],
  ]);
  expect(itemsOf([], [])).toEqual([]);
});

describe('from one entry to the next', () => {
  it('goes over headings and stops at the ends', () => {
    expect(entryFrom(items, keys[3]!, 1)!.key).toBe(keys[4]);
    expect(entryFrom(items, keys[0]!, -1)!.key).toBe(keys[0]);
    expect(entryFrom(items, keys[0]!, Infinity)!.key).toBe(keys.at(-1));
    expect(entryFrom(items, null, 1)!.key).toBe(keys[0]);
    expect(entryFrom([], null, 1)).toBeNull();
  });
});

describe('after an entry has left', () => {
  const without = (...gone: string[]) => items.filter(({ key }) => !gone.includes(key));

  it('the one below it is next, else the one above, else none', () => {
    expect(entryAfter(items, without(keys[1]!), keys[1]!)!.key).toBe(keys[2]);
    expect(entryAfter(items, without(keys[1]!, keys[2]!), keys[1]!)!.key).toBe(keys[3]);
    expect(entryAfter(items, without(keys.at(-1)!), keys.at(-1)!)!.key).toBe(keys.at(-2));
    expect(entryAfter(items, [], keys[0]!)).toBeNull();
  });
});
