// What the storage on RxDB promises beyond the contract that it shares with the one in memory.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Mutation } from '../core/journal.ts';
import type { SyncedRow } from '../core/ports.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { createJournal, createRowStore } from './stores.ts';

let databases = 0;
let opened: ReplicaDatabase;

const row = (rest: Record<string, unknown> = {}): SyncedRow => ({
  ...{ id: 'a', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 1, clocks: {}, name: 'Nordwind', workspace_id: 'w', ...rest },
});

beforeEach(async () => {
  databases += 1;
  opened = await openDatabase(`outpost-stores-${databases}`);
});
afterEach(() => opened.database.close());

/** All that is stored under this id, also of what was removed. */
const stored = async (collection: string, id: string) => {
  const found = opened.rows.get(collection) ?? opened.journal;
  return JSON.stringify(await found.storageInstance.findDocumentsById([id], true));
};

it('keeps nothing of a row that leaves, and takes it again', async () => {
  const rows = createRowStore(opened);
  await rows.update('companies', ['a'], () => row());
  expect(await stored('companies', 'a')).toContain('Nordwind');
  await rows.update('companies', ['a'], () => null);
  expect(await stored('companies', 'a')).not.toContain('Nordwind');
  expect(await rows.find('companies')).toEqual([]);
  await rows.update('companies', ['a'], (found) => (found ? undefined : row({ name: 'Again' })));
  expect((await rows.read('companies', ['a'])).get('a')).toMatchObject({ name: 'Again' });
});

it('keeps nothing of a mutation that leaves the journal', async () => {
  const journal = createJournal(opened.journal);
  const mutation: Mutation = {
    ...{ id: 'm', name: 'edit_records', clock: '1767225600000-0000-0000000a', state: 'done' },
    writes: [
      {
        ...{ table: 'companies', id: 'a', columns: { name: 'Nordwind' }, before: null, base: null },
        state: { kind: 'sent' },
      },
    ],
  };
  await journal.append(mutation);
  await journal.update(['m'], () => null);
  expect(await stored('mutations', 'm')).not.toContain('Nordwind');
  expect(await journal.list('done')).toEqual([]);
});
