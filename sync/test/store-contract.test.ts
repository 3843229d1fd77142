// What the engine relies on of its storage, held against both: RxDB on Dexie and the maps that stand in for it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mutation } from '../core/journal.ts';
import type { Journal, Memory, RowStore, SyncedRow } from '../core/ports.ts';
import { openDatabase, type ReplicaDatabase } from '../replica/database.ts';
import { createJournal, createMemory, createRowStore } from '../replica/stores.ts';
import { createMemoryStores } from './memory-stores.ts';

type Stores = { rows: RowStore; journal: Journal; memory: Memory };
type Made = { open: () => Promise<Stores>; close: () => Promise<void> };

let databases = 0;

function onDexie(): Made {
  databases += 1;
  const name = `outpost-contract-${databases}`;
  let opened: ReplicaDatabase | null = null;
  const close = async () => {
    await opened?.database.close();
    opened = null;
  };
  return {
    async open() {
      await close();
      opened = await openDatabase(name);
      return {
        rows: createRowStore(opened),
        journal: createJournal(opened.journal),
        memory: createMemory(opened.facts),
      };
    },
    close,
  };
}

function onMaps(): Made {
  const stores = createMemoryStores();
  return { open: () => Promise.resolve(stores), close: () => Promise.resolve() };
}

const row = (id: string, rest: Record<string, unknown> = {}): SyncedRow => ({
  id,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: {},
  name: id,
  ...rest,
});

const mutation = (id: string, clock: string, state: Mutation['state']): Mutation => ({
  id,
  name: 'edit',
  clock,
  state,
  writes: [],
});

describe.each([
  ['RxDB on Dexie', onDexie],
  ['maps', onMaps],
])('storage on %s', (_name, make) => {
  let made: Made;
  let stores: Stores;

  beforeEach(async () => {
    made = make();
    stores = await made.open();
  });
  afterEach(() => made.close());

  const names = async (ids: string[]) =>
    [...(await stores.rows.read('companies', ids)).values()].map((found) => found['name']).sort();

  it('inserts, changes, leaves and removes rows by what the change answers', async () => {
    await stores.rows.update('companies', ['a', 'b', 'c'], (_row, id) => row(id));
    await stores.rows.update('companies', ['a', 'b', 'c', 'd'], (found, id) => {
      if (id === 'a') return found && { ...found, name: 'changed' };
      if (id === 'b') return null;
      return undefined;
    });
    expect(await names(['a', 'b', 'c', 'd'])).toEqual(['c', 'changed']);
  });

  it('takes back a row that was removed', async () => {
    await stores.rows.update('companies', ['a'], (_row, id) => row(id));
    await stores.rows.update('companies', ['a'], () => null);
    await stores.rows.update('companies', ['a'], (found, id) =>
      found ? undefined : row(id, { name: 'again' }),
    );
    expect(await names(['a'])).toEqual(['again']);
  });

  it('loses no change where two writers meet on one row', async () => {
    await stores.rows.update('companies', ['a'], (_row, id) => row(id, { row_version: 0 }));
    const count = () =>
      stores.rows.update(
        'companies',
        ['a'],
        (found) => found && { ...found, row_version: found.row_version + 1 },
      );
    await Promise.all(Array.from({ length: 20 }, count));
    expect((await stores.rows.read('companies', ['a'])).get('a')?.row_version).toBe(20);
  });

  it('keeps tables apart that share a collection, and columns that this version does not know', async () => {
    await stores.rows.update('boards', ['a'], (_row, id) => row(id, { record_type: 'deal' }));
    await stores.rows.update('board_stages', ['b'], (_row, id) => row(id, { from_the_future: 1 }));
    expect((await stores.rows.read('board_stages', ['b'])).get('b')).toMatchObject({ from_the_future: 1 });
    expect((await stores.rows.read('boards', ['a'])).get('a')).toMatchObject({ record_type: 'deal' });
  });

  it('lists mutations of a state in the order of their clocks', async () => {
    await stores.journal.append(mutation('second', '0000000000002-0000-0000000a', 'waiting'));
    await stores.journal.append(mutation('first', '0000000000001-0000-0000000a', 'waiting'));
    await stores.journal.append(mutation('other', '0000000000000-0000-0000000a', 'done'));
    await stores.journal.update(['second'], (found) => ({ ...found, name: 'renamed' }));
    expect((await stores.journal.list('waiting')).map(({ name }) => name)).toEqual(['edit', 'renamed']);
  });

  it('still has all of it when it is opened again', async () => {
    await stores.rows.update('companies', ['a'], (_row, id) => row(id));
    await stores.journal.append(mutation('m', '0000000000001-0000-0000000a', 'saved'));
    await stores.memory.write('checkpoint/companies', { row_version: 7, id: 'x' });
    stores = await made.open();
    expect(await names(['a'])).toEqual(['a']);
    expect(await stores.journal.list('saved')).toHaveLength(1);
    expect(await stores.memory.read('checkpoint/companies')).toEqual({ row_version: 7, id: 'x' });
    expect(await stores.memory.read('nothing')).toBeUndefined();
  });
});
