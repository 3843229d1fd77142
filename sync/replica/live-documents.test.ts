import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { openLiveDocuments } from './live-documents.ts';
import { createRowStore } from './stores.ts';

let database: ReplicaDatabase;

beforeEach(async () => {
  database = await openDatabase('outpost-live-documents');
  await createRowStore(database).update('companies', ['nordwind'], (_row, id) => ({
    id,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    deleted_at: null,
    row_version: 1,
    clocks: {},
    name: 'Nordwind',
  }));
});
afterEach(() => database.database.close());

it('is not done with a document that somebody else has asked for and that is still being read', async () => {
  const live = await openLiveDocuments({
    collection: database.rows.get('companies')!,
    held: 'wanted',
    changed: () => undefined,
    failed: (error) => expect.fail(String(error)),
  });
  void live.want(['nordwind']);
  const again = live.want(['nordwind']);
  expect(again).not.toBeNull();
  await again;
  expect(live.get('nordwind')).toMatchObject({ name: 'Nordwind' });
  expect(live.want(['nordwind'])).toBeNull();
  live.close();
});
