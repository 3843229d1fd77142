import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askForKeysFirst } from './keys-first.ts';

const keyOf = (at: number) => `key-${String(at).padStart(5, '0')}`;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => keyOf(from + at));

let dexie: Dexie;
beforeEach(() => {
  dexie = new Dexie(crypto.randomUUID());
  askForKeysFirst(dexie);
  dexie.version(1).stores({ rows: 'id' });
});
afterEach(() => {
  vi.restoreAllMocks();
  return dexie.delete();
});

const put = (ids: readonly string[]) => dexie.table('rows').bulkPut(ids.map((id) => ({ id, of: id })));
/** What is found, and by how many requests for one row. */
async function ask(keys: readonly string[]) {
  const gets = vi.spyOn(IDBObjectStore.prototype, 'get');
  const found = (await dexie.table('rows').bulkGet([...keys])) as ({ id: string } | undefined)[];
  return { ids: found.map((row) => row?.id), gets: gets.mock.calls.length };
}

test('many rows that are not there are not asked for one by one', async () => {
  await put(range(0, 100));
  expect(await ask(range(100, 1_100))).toEqual({ ids: range(100, 1_100).map(() => undefined), gets: 0 });
});

test('of many rows only those that are there are read, and stand in the order that was asked', async () => {
  await put([keyOf(7), keyOf(42)]);
  const asked = range(0, 100).reverse();
  const { ids, gets } = await ask(asked);
  expect(gets).toBe(2);
  expect(ids).toEqual(asked.map((id) => (id === keyOf(7) || id === keyOf(42) ? id : undefined)));
});

test('a row that is asked for twice is answered twice', async () => {
  await put(range(0, 3));
  const asked = [...range(0, 30), keyOf(2)];
  const { ids } = await ask(asked);
  expect([ids[2], ids[30], ids[29]]).toEqual([keyOf(2), keyOf(2), undefined]);
});

test('rows that lie far apart among many others are found too', async () => {
  await put(range(0, 2_000));
  const asked = range(0, 2_000).filter((_, at) => at % 50 === 0);
  expect((await ask(asked)).ids).toEqual(asked);
});

test('a few rows are asked for as they are', async () => {
  await put(range(0, 5));
  expect(await ask(range(0, 5))).toEqual({ ids: range(0, 5), gets: 5 });
});
