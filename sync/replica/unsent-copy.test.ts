// A new version of Outpost on a replica with edits that are not sent yet, and everything that may go wrong with it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RxJsonSchema } from 'rxdb';
import { MUTATION_STATES, type Mutation, type MutationState } from '../core/journal.ts';
import { openDatabase, wipeDatabase, type OpenOptions, type ReplicaDatabase } from './database.ts';
import { deleteIndexedDb, storedCollections } from './migrate.ts';
import type { Document } from './migrations.ts';
import { SCHEMAS } from './rx-schema.ts';
import { createJournal, findDocuments, updateDocuments } from './stores.ts';
import { dropUnsent } from './unsent-copy.ts';

/** For a slow machine, that opens a replica several times. */
vi.setConfig({ testTimeout: 60_000 });

const journalOf = SCHEMAS['mutations']!;
/** As a version has them that gave the journal another form. */
const NEXT: Readonly<Record<string, RxJsonSchema<Document>>> = {
  ...SCHEMAS,
  mutations: { ...journalOf, version: journalOf.version + 1 },
};

const mutation = (state: MutationState, at: number): Mutation => ({
  id: `mutation-${state}`,
  name: 'edit_record',
  clock: `176722560000${at}-0000-0000000a`,
  state,
  writes: [
    {
      ...{ table: 'companies', id: 'c', columns: { name: state }, before: { name: '' } },
      ...{ base: { '*': '1767225600000-0000-00000000' }, state: { kind: 'waiting' } },
    },
  ],
});
const UNSENT = ['saved', 'waiting', 'refused', 'contested'];

let replicas = 0;
let name: string;
let opened: ReplicaDatabase | null = null;

async function open(options: OpenOptions): Promise<ReplicaDatabase> {
  await close();
  return (opened = await openDatabase(name, options));
}
async function close(): Promise<void> {
  await opened?.database.close();
  opened = null;
}
const statesIn = async ({ journal }: ReplicaDatabase): Promise<string[]> =>
  (await findDocuments(journal, { selector: {} }))
    .map(({ id, state }) => `${id.split('-')[1] ?? ''}: ${state}`)
    .sort();
const copiesIn = async ({ facts }: ReplicaDatabase): Promise<number> =>
  (await findDocuments(facts, { selector: {} })).filter(({ id }) => id.startsWith('unsent/')).length;
/** What a fault of an update, of the browser or of the disk may come to. */
async function loseJournal(): Promise<void> {
  await close();
  for (const { collection, database } of await storedCollections(name))
    if (collection === 'mutations') await deleteIndexedDb(database);
}

beforeEach(async () => {
  replicas += 1;
  name = `outpost-unsent-${replicas}`;
  const { journal } = await open({ version: '1.0.0' });
  for (const [at, state] of MUTATION_STATES.entries())
    await createJournal(journal).append(mutation(state, at));
});
afterEach(async () => {
  await close();
  await wipeDatabase(name);
});

test('the version that was here last makes no copy, a new one of all that is not settled', async () => {
  expect(await copiesIn(await open({ version: '1.0.0' }))).toBe(0);
  expect(await copiesIn(await open({ version: '1.0.1' }))).toBe(UNSENT.length);
});

test('a worker, which opens it after its window, makes none', async () => {
  expect(await copiesIn(await open({}))).toBe(0);
});

test('a journal that an update loses comes back, and what waited has its rows written anew', async () => {
  await open({ version: '1.0.1' });
  await loseJournal();
  expect(await statesIn(await open({ version: '1.0.1' }))).toEqual([
    'contested: contested',
    'refused: refused',
    'saved: saved',
    'waiting: saved',
  ]);
});

test('one mutation that an update loses comes back, in the form that the journal has by then', async () => {
  const { journal } = await open({
    version: '1.0.1',
    schemas: NEXT,
    // A strategy at fault: it was meant to keep them all.
    migrations: { mutations: { 1: (one) => (one['id'] === 'mutation-waiting' ? null : one) } },
  });
  expect(await findDocuments(journal, { selector: { id: 'mutation-waiting' } })).toEqual([]);
  const repaired = await open({
    version: '1.0.2',
    schemas: NEXT,
    migrations: { mutations: { 1: (one) => ({ ...one, name: 'renamed' }) } },
  });
  const [found] = await findDocuments(repaired.journal, { selector: { id: 'mutation-waiting' } });
  expect(found).toMatchObject({ state: 'saved', name: 'renamed', clock: mutation('waiting', 1).clock });
});

test('the copy is of the older form where the journal is brought into another one', async () => {
  const { facts } = await open({ version: '1.0.1', schemas: NEXT });
  const [copied] = await findDocuments(facts, { selector: { id: 'unsent/mutation-waiting' } });
  expect(copied?.value).toMatchObject({ version: 0, mutation: { id: 'mutation-waiting', state: 'waiting' } });
});

test('what has left the journal since does not come back', async () => {
  const { journal } = await open({ version: '1.0.1' });
  await updateDocuments(journal, ['mutation-refused'], () => null);
  await updateDocuments(journal, ['mutation-waiting'], (one) => one && { ...one, state: 'done' as const });
  expect(await statesIn(await open({ version: '1.0.1' }))).toEqual([
    'contested: contested',
    'done: done',
    'saved: saved',
    'waiting: done',
  ]);
});

test('nothing of the copy stays once it is dropped, and the same version makes no other', async () => {
  const { facts } = await open({ version: '1.0.1' });
  await dropUnsent(facts);
  expect(await copiesIn(await open({ version: '1.0.1' }))).toBe(0);
  await loseJournal();
  expect(await statesIn(await open({ version: '1.0.1' }))).toEqual([]);
});
