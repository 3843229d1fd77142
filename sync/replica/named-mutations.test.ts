// The named mutations as a window asks for them, on Dexie: shown, kept over a restart, and taken back.
import 'fake-indexeddb/auto';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place, Replica, Result } from '../api.ts';
import { NO_SESSION, NO_SYNC } from '../test/nobody-else.ts';
import {
  ANN,
  ELSEWHERE,
  FIRST,
  LEAD,
  PIPELINE,
  QUALIFIED,
  SECOND,
  seededRows,
  THIRD,
  WORKSPACE,
} from '../test/seeded-replica.ts';
import { openDatabase, replicaName } from './database.ts';
import { openReplica } from './open-replica.ts';
import { createRowStore } from './stores.ts';

/** For a slow machine. */
const PATIENCE = { timeout: 10_000 };

describe('named mutations', { timeout: 30_000 }, () => {
  let place: Place;
  let replica: Replica;

  beforeEach(async () => {
    place = {
      url: 'http://127.0.0.1:9',
      publishable_key: 'sb_publishable_none',
      user_id: ANN,
      workspace_id: WORKSPACE,
      email: `${uuidv7()}@outpost.example`,
      workspace_name: 'Nordwind',
    };
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    const database = await openDatabase(replicaName(place));
    const store = createRowStore(database);
    for (const [table, found] of seededRows()) await store.update(table, [found.id], () => found);
    await database.database.close();
    await open();
  });
  afterEach(() => replica.close());

  async function open(): Promise<void> {
    const result = await openReplica(place, NO_SESSION, NO_SYNC);
    if (!result.ok) throw new Error(result.error.message);
    replica = result.value;
  }
  async function restart(): Promise<void> {
    await replica.close();
    await open();
  }

  const done = async <T>(asked: Promise<Result<T>>): Promise<T> => {
    const result = await asked;
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  /** The records of the first two stages of the pipeline. */
  const shows = (lead: readonly string[], qualified: readonly string[]) =>
    vi.waitFor(() => {
      const [first, second] = replica.board(PIPELINE).get()?.stages ?? [];
      const records = [first, second].map((stage) => stage?.cards.map(({ record_id }) => record_id));
      expect(records).toEqual([lead, qualified]);
    }, PATIENCE);

  it('make, move and delete, and are taken back one after the other, also after a restart', async () => {
    const create = { record_type: 'deal', columns: { name: 'Met on the train' }, stage_id: LEAD } as const;
    const { id } = await done(replica.mutate('create_record', create));
    await shows([FIRST, SECOND, THIRD, id], [ELSEWHERE]);
    await done(
      replica.mutate('edit_records', { record_type: 'deal', ids: [id], columns: { stage_id: QUALIFIED } }),
    );
    await done(replica.mutate('delete_records', { record_type: 'deal', ids: [FIRST] }));
    await shows([SECOND, THIRD], [ELSEWHERE, id]);

    await restart();
    expect(await done(replica.undo())).toEqual({ name: 'delete_records', skipped: 0 });
    expect(await done(replica.undo())).toEqual({ name: 'edit_records', skipped: 0 });
    await shows([FIRST, SECOND, THIRD, id], [ELSEWHERE]);
    expect(await done(replica.undo())).toEqual({ name: 'create_record', skipped: 0 });
    expect(await done(replica.undo())).toBeNull();
    await shows([FIRST, SECOND, THIRD], [ELSEWHERE]);

    await restart();
    expect(await done(replica.redo())).toMatchObject({ name: 'create_record' });
    expect(await done(replica.redo())).toMatchObject({ name: 'edit_records' });
    await shows([FIRST, SECOND, THIRD], [ELSEWHERE, id]);
    await vi.waitFor(
      () => expect(replica.history().get()).toEqual({ undo: 'edit_records', redo: 'delete_records' }),
      PATIENCE,
    );
  });

  it('asked for at once are done one after the other, each on what the one before has made', async () => {
    const edit = (name: string) =>
      replica.mutate('edit_records', { record_type: 'deal', ids: [FIRST], columns: { name } });
    for (const result of await Promise.all([edit('One'), edit('Two'), edit('Three')]))
      await done(Promise.resolve(result));
    expect(await done(replica.undo())).toEqual({ name: 'edit_records', skipped: 0 });
    const live = replica.board(PIPELINE);
    await vi.waitFor(() => expect(live.get()?.stages[0]?.cards[0]?.title).toBe('Two'), PATIENCE);
  });

  it('says what is wrong with an input, and writes nothing', async () => {
    const empty = await replica.mutate('create_record', { record_type: 'contact', columns: { name: ' ' } });
    expect(empty).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', invalid: { column: 'name', code: 'empty' } },
    });
    expect(replica.sync.get()?.waiting).toBe(0);
  });

  it('imports in one gesture, tells of each row that it cannot take, and takes all back at once', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => ({ name: n === 7 ? '' : `Person ${n}` }));
    const steps: number[] = [];
    const imported = await done(
      replica.importRecords({ record_type: 'contact', rows }, ({ made }) => steps.push(made)),
    );
    expect(imported).toMatchObject({
      made: 599,
      rejected: [{ at: 7, failure: { code: 'invalid_input' } }],
    });
    expect(steps).toEqual([249, 499, 599]);
    expect(await done(replica.undo())).toMatchObject({ name: 'import_records', skipped: 0 });
    expect(await done(replica.undo())).toBeNull();
  });

  it('count and take back two imports of one gesture as one', async () => {
    const gesture = uuidv7();
    await done(replica.importRecords({ record_type: 'company', rows: [{ name: 'Harbour AG' }], gesture }));
    await done(replica.importRecords({ record_type: 'contact', rows: [{ name: 'Rosa' }], gesture }));
    await vi.waitFor(() => expect(replica.sync.get()?.waiting).toBe(1), PATIENCE);
    expect(await done(replica.undo())).toEqual({ name: 'import_records', skipped: 0 });
    expect(await done(replica.undo())).toBeNull();
  });

  it('edit any number of records as one gesture of many mutations, tell how far it is, and take all back', async () => {
    const many = 260;
    const rows = Array.from({ length: many }, (_, n) => ({ name: `Person ${n}` }));
    await done(replica.importRecords({ record_type: 'contact', rows }));
    const named = async (title: string | null) => {
      await replica.close();
      const database = await openDatabase(replicaName(place));
      const found = await createRowStore(database).find('contacts');
      await database.database.close();
      await open();
      return found
        .filter((row) => String(row['name']).startsWith('Person') && row['title'] === title)
        .map(({ id }) => id);
    };
    const ids = await named(null);
    expect(ids).toHaveLength(many);
    const steps: number[] = [];
    const edit = { record_type: 'contact', ids, columns: { title: 'Partner' } } as const;
    await done(replica.mutate('edit_records', edit, (progress) => steps.push(progress.done)));
    expect(steps).toEqual([250, 260]);
    await vi.waitFor(() => expect(replica.sync.get()?.waiting).toBe(2), PATIENCE);
    expect(await named('Partner')).toHaveLength(many);
    await vi.waitUntil(() => (replica.outbox().get()?.length ?? 0) === 2, PATIENCE);
    expect(replica.outbox().get()?.[1]?.mutation_ids).toHaveLength(2);

    expect(await done(replica.undo())).toEqual({ name: 'edit_records', skipped: 0 });
    expect(await named('Partner')).toEqual([]);
    expect(await done(replica.redo())).toMatchObject({ name: 'edit_records', skipped: 0 });
    expect(await named('Partner')).toHaveLength(many);
    expect(await done(replica.undo())).toEqual({ name: 'edit_records', skipped: 0 });
    expect(await done(replica.undo())).toMatchObject({ name: 'import_records' });
  });
});
