import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withStates, type Mutation } from '../core/journal.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { createJournal } from './stores.ts';
import { openUnsettled, type Unsettled } from './unsettled.ts';

const PATIENCE = { timeout: 10_000 };

let database: ReplicaDatabase;
let unsettled: Unsettled;
let told: (readonly string[])[];

const mutation = (id: string, ...rows: string[]): Mutation => ({
  ...{ id, name: 'edit_records', clock: `1767225600000-0000-0000000${id}`, state: 'waiting' },
  writes: rows.map((row) => ({
    ...{ table: 'companies', id: row, columns: { name: id }, before: { name: '' }, base: {} },
    state: { kind: 'waiting' },
  })),
});
const sent = (one: Mutation) => withStates(one, new Map(one.writes.map((_, at) => [at, { kind: 'sent' }])));

beforeEach(async () => {
  database = await openDatabase('outpost-unsettled');
  await createJournal(database.journal).append(mutation('0', 'old'));
  told = [];
  unsettled = await openUnsettled(
    database.journal,
    (row_ids) => told.push(row_ids),
    (error) => expect.fail(String(error)),
  );
});
afterEach(async () => {
  unsettled.close();
  await createJournal(database.journal).update(['0', '1', '2'], () => null);
  await database.database.close();
});

it('says a row waits until no mutation of it does', async () => {
  const journal = createJournal(database.journal);
  expect(unsettled.waiting('old')).toBe(true);
  await journal.append(mutation('1', 'a', 'b'));
  await journal.append(mutation('2', 'b'));
  await vi.waitUntil(() => unsettled.get('2'), PATIENCE);
  await journal.update(['1'], sent);
  await vi.waitUntil(() => !unsettled.waiting('a'), PATIENCE);
  expect(unsettled.waiting('b')).toBe(true);
  await journal.update(['2'], sent);
  await vi.waitUntil(() => !unsettled.waiting('b'), PATIENCE);
});

it('tells of the rows of which the sending has begun or ended, and of no others', async () => {
  const journal = createJournal(database.journal);
  await journal.append(mutation('1', 'a', 'b'));
  await journal.append(mutation('2', 'b', 'c'));
  await journal.update(['1'], sent);
  await vi.waitUntil(() => told.length === 3, PATIENCE);
  expect(told).toEqual([['a', 'b'], ['c'], ['a']]);
});
