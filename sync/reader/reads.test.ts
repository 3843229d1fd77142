// What a window reads of a replica on IndexedDB, with its reader in this process: lists, records, and what is told of all.
import 'fake-indexeddb/auto';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Live } from '../api.ts';
import { createClock } from '../core/clock.ts';
import { createCommit } from '../mutations/commit.ts';
import { perform, type MutationInput, type MutationName } from '../mutations/index.ts';
import { openCatalog, type Catalog } from '../replica/catalog.ts';
import { openDatabase, type ReplicaDatabase } from '../replica/database.ts';
import { createJournal, createRowStore } from '../replica/stores.ts';
import { systemTimer } from '../replica/system.ts';
import type { LiveList } from '../reads.ts';
import { createManualTimer, type ManualTimer } from '../test/manual-timer.ts';
import {
  ANN,
  DELETED_CONTACT,
  ELSEWHERE,
  ERIKA,
  ERIKA_TWICE,
  FIRST,
  id,
  LEAD,
  NORDWIND,
  NORDWIND_TWICE,
  OLE,
  PIPELINE,
  seededRows,
  TASK,
  WON,
  WORKSPACE,
} from '../test/seeded-replica.ts';
import type { ReaderPort } from './link.ts';
import type { FromReader } from './messages.ts';
import { openReads, type OpenReads } from './open-reads.ts';
import { createReader, type Reader } from './worker/reader.ts';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 10_000 };
vi.setConfig({ testTimeout: 30_000 });

let databases = 0;

describe('the reads of a window', () => {
  let database: ReplicaDatabase;
  let catalog: Catalog;
  let open: OpenReads;
  let timer: ManualTimer;
  let readers: { reader: Reader; dead: boolean }[];
  /** While it holds, what the reader tells does not reach the window. */
  let held: (() => void)[] | null;

  const failed = (error: unknown) => {
    throw error;
  };
  const rows = () => createRowStore(database);

  /** A reader in this process; messages are copied, as between a window and its worker. */
  function startReader(): ReaderPort {
    let listen: (message: FromReader) => void = () => undefined;
    const tell = (message: FromReader) => {
      const deliver = () => one.dead || listen(structuredClone(message));
      if (held) held.push(deliver);
      else deliver();
    };
    const one = { reader: createReader({ database, me: ANN, timer: systemTimer, tell }), dead: false };
    readers.push(one);
    return {
      post(message) {
        if (one.dead) return;
        if (message.kind === 'ask') tell({ kind: 'here' });
        else if (message.kind === 'close') {
          one.reader.close();
          tell({ kind: 'closed' });
        } else if (message.kind !== 'open') one.reader.receive(structuredClone(message));
      },
      receive(listener) {
        listen = listener;
      },
      end: () => one.reader.close(),
    };
  }
  function letGo(): void {
    const waiting = held ?? [];
    held = null;
    for (const deliver of waiting) deliver();
  }

  beforeEach(async () => {
    databases += 1;
    timer = createManualTimer(Date.parse('2026-11-21T12:00:00Z'));
    readers = [];
    held = null;
    database = await openDatabase(`reads-${databases}`);
    for (const [table, row] of seededRows()) await rows().update(table, [row.id], () => row);
    catalog = await openCatalog({ database, failed });
    open = await openReads({ database, catalog, start: startReader, name: '', me: ANN, timer, failed });
  });
  afterEach(async () => {
    letGo();
    await open.close();
    catalog.close();
    await database.database.close();
  });

  async function mutate<N extends MutationName>(name: N, input: MutationInput<N>) {
    const commit = createCommit({
      user_id: ANN,
      rows: rows(),
      journal: createJournal(database.journal),
      clock: createClock({ node: 'aaaaaaaa', now: Date.now }),
      preview(table, row, isIn) {
        const takeBack = [catalog, open].map((part) => part.preview(table, row, isIn));
        return () => takeBack.forEach((take) => take());
      },
      saved: () => undefined,
      failed,
    });
    const context = {
      ...{ reader: rows(), workspace_id: WORKSPACE, user_id: ANN, newId: () => uuidv7(), random: () => 0.5 },
      now: () => new Date().toISOString(),
    };
    const { changes, result } = await perform(context, name, input);
    const committed = commit(name, changes);
    return { result, stored: committed.then(() => commit.settled()) };
  }
  const come = <T>(live: Live<T>, is: (value: T) => boolean): Promise<T> =>
    vi.waitFor(() => {
      const value = live.get();
      if (value === undefined || !is(value)) throw new Error(`It is ${JSON.stringify(value)}.`);
      return value;
    }, PATIENCE);
  const titles = ({ get }: LiveList): unknown[] => {
    const view = get();
    return Array.from({ length: view?.total ?? 0 }, (_, at) => {
      const row = view?.row(at);
      return (
        row && ('name' in row ? row.name : 'title' in row ? row.title : 'body' in row ? row.body : row.id)
      );
    });
  };
  const shows = (list: LiveList, expected: readonly unknown[]) =>
    vi.waitFor(() => expect(titles(list)).toEqual(expected), PATIENCE);
  /** Every state that somebody who watches the list gets to see. */
  function seen(list: LiveList): unknown[][] {
    const states: unknown[][] = [];
    list.subscribe(() => states.push(titles(list)));
    return states;
  }

  const people = () =>
    open.reads.list({ table: 'contacts', order: [{ cell: 'name', direction: 'ascending' }] }) as LiveList;

  it('has the small tables at once, and tells of a change in the same tick', async () => {
    const stages = open.reads.rows('board_stages');
    expect(
      stages
        .get()
        ?.map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(['Lead', 'Qualified']);
    const before = stages.get();
    const boards = open.reads.rows('boards').get();
    await mutate('edit_stage', { stage_id: LEAD, columns: { name: 'New' } });
    expect(stages.get()?.[0]?.name).toBe('New');
    expect(stages.get()).not.toBe(before);
    expect(open.reads.rows('boards').get()).toBe(boards);
  });

  it('lists what meets the query, in order, with the names of what rows refer to', async () => {
    const list = people();
    await shows(list, ['E. Muster', 'Erika Muster', 'Ole Hansen']);
    expect(list.get()).toMatchObject({ complete: true, sums: [] });
    expect(list.get()?.row(2)).toMatchObject({ id: OLE, names: { company_id: 'Nordwind' } });
    expect(list.get()?.row(2)).not.toHaveProperty('clocks');
    expect(await list.ids()).toEqual([ERIKA_TWICE, ERIKA, OLE]);
    expect(await list.placeOf(OLE)).toBe(2);
    expect(await list.placeOf(DELETED_CONTACT)).toBeNull();
    await shows(open.reads.list({ table: 'contacts', deleted: true }), ['Gone']);
    const deals = open.reads.list({
      table: 'deals',
      conditions: [{ kind: 'any_of', cell: 'stage_id', values: [LEAD] }],
    });
    await come(deals, ({ total }) => total === 3);
    expect(deals.get()?.sums).toEqual([{ currency: 'EUR', value_cents: 300_00 }]);
  });

  it('shows what others write, also to the names, and keeps what has not changed', async () => {
    const list = people();
    await shows(list, ['E. Muster', 'Erika Muster', 'Ole Hansen']);
    const kept = list.get()?.row(1);
    await rows().update('contacts', [OLE], (row) => ({ ...row!, name: 'Aage Hansen' }));
    await shows(list, ['Aage Hansen', 'E. Muster', 'Erika Muster']);
    expect(list.get()?.row(2)).toBe(kept);
    await rows().update('companies', [NORDWIND], (row) => ({ ...row!, name: 'Südwind' }));
    await come(list, (view) => view.row(0)?.names['company_id'] === 'Südwind');
    await rows().update('contacts', [OLE], () => null);
    await shows(list, ['E. Muster', 'Erika Muster']);
  });

  it('shows an edit of this window before the reader tells, and not one moment otherwise after', async () => {
    const list = people();
    await shows(list, ['E. Muster', 'Erika Muster', 'Ole Hansen']);
    const states = seen(list);
    held = [];
    const { stored } = await mutate('edit_records', {
      record_type: 'contact',
      ids: [ERIKA],
      columns: { name: 'Erika Mann', company_id: NORDWIND_TWICE },
    });
    expect(titles(list)).toEqual(['E. Muster', 'Erika Mann', 'Ole Hansen']);
    await stored;
    letGo();
    await come(list, (view) => view.row(1)?.names['company_id'] === 'Nordwind GmbH');
    await vi.waitFor(() => expect(states.length).toBeGreaterThan(1), PATIENCE);
    expect(states.every((state) => state[1] === 'Erika Mann')).toBe(true);
  });

  it('leaves a row out at once that is deleted here, and has it back when that is taken back', async () => {
    const list = people();
    await shows(list, ['E. Muster', 'Erika Muster', 'Ole Hansen']);
    held = [];
    await mutate('delete_records', { record_type: 'contact', ids: [ERIKA] });
    expect(titles(list)).toEqual(['E. Muster', 'Ole Hansen']);
    letGo();
    expect(await list.ids().then((ids) => ids.length)).toBeLessThanOrEqual(3);
    await shows(list, ['E. Muster', 'Ole Hansen']);
  });

  it('shows a new entry at the top of the timeline at once, and never twice', async () => {
    const list = open.reads.list({
      table: 'timeline_entries',
      of: ERIKA_TWICE,
      order: [{ cell: 'happened_at', direction: 'descending' }],
    }) as LiveList;
    await shows(list, ['Met at the fair']);
    const states = seen(list);
    held = [];
    const { stored } = await mutate('add_entry', {
      ...{ record_type: 'contact', record_id: ERIKA_TWICE, entry_type: 'note', body: 'Called back' },
    });
    expect(titles(list)).toEqual(['Called back', 'Met at the fair']);
    await stored;
    letGo();
    await come(list, ({ total }) => total === 2);
    await vi.waitFor(() => expect(states.length).toBeGreaterThan(1), PATIENCE);
    expect(states.every((state) => state.length === 2 && state[0] === 'Called back')).toBe(true);
    await shows(open.reads.list({ table: 'tasks', of: ERIKA_TWICE }), ['Call']);
  });

  it('has single records, and a new one from the moment it is made', async () => {
    const ole = open.reads.record('contacts', OLE);
    expect((await come(ole, (row) => row !== null))?.name).toBe('Ole Hansen');
    expect(open.reads.record('contacts', OLE)).toBe(ole);
    expect(await come(open.reads.record('contacts', id(9)), () => true)).toBeNull();
    const { result } = await mutate('create_record', { record_type: 'deal', columns: { name: 'Fresh' } });
    expect(open.reads.record('deals', result.id).get()?.name).toBe('Fresh');
    await mutate('edit_records', { record_type: 'contact', ids: [OLE], columns: { phone: '+45 1' } });
    expect(ole.get()?.phone).toBe('+45 1');
  });

  it('finds records by what is written on them and on their timeline, and those that may be the same', async () => {
    await come(open.reads.reading, ({ complete }) => complete);
    const found = await open.reads.search('hansen', { limit: 5 });
    expect(found).toMatchObject([{ table: 'contacts', id: OLE, subtitle: 'Nordwind' }]);
    expect(await open.reads.search('fair met', { limit: 5 })).toMatchObject([{ id: ERIKA_TWICE }]);
    const note = { record_type: 'contact', entry_type: 'note', body: 'Hello' } as const;
    for (const record_id of [ERIKA, ERIKA_TWICE, ERIKA]) {
      await mutate('add_entry', { ...note, record_id });
      await vi.waitFor(async () => {
        const [first] = await open.reads.search('mus', { limit: 1 });
        expect(first?.id).toBe(record_id);
      }, PATIENCE);
    }
    await rows().update('contacts', [OLE], (row) => ({ ...row!, name: 'Ole Olsen' }));
    await vi.waitFor(
      async () => expect(await open.reads.search('olsen', { limit: 5 })).toHaveLength(1),
      PATIENCE,
    );
    expect(await open.reads.duplicates({ table: 'contacts', email: 'ole@nordwind.example' })).toMatchObject([
      { id: OLE, because: 'email' },
    ]);
    expect(await open.reads.duplicatePairs('companies', 10)).toMatchObject([
      { one: NORDWIND, other: NORDWIND_TWICE, because: 'name' },
    ]);
  });

  it('counts the pipeline, the tags and what hangs on the records of a board', async () => {
    const figures = await come(open.reads.figures(), () => true);
    expect(figures.stages[0]).toMatchObject({
      name: 'Lead',
      sums: [{ currency: 'EUR', count: 3, value_cents: 300_00, weighted_cents: 180_00 }],
    });
    expect(figures.tasks).toEqual({ overdue: 1, today: 0 });
    expect(await come(open.reads.tags(), () => true)).toEqual([
      { name: 'fair', count: 2 },
      { name: 'vip', count: 1 },
    ]);
    const marks = open.reads.marks(PIPELINE);
    expect((await come(marks, ({ size }) => size === 4)).get(FIRST)).toEqual({
      next_task: null,
      last_activity_at: '2026-11-01T07:00:00+00:00',
    });
    const first = marks.get()?.get(ELSEWHERE);
    await mutate('create_task', { record_type: 'deal', record_id: FIRST, title: 'Offer' });
    await come(marks, (all) => all.get(FIRST)?.next_task?.title === 'Offer');
    expect(marks.get()?.get(ELSEWHERE)).toBe(first);
    await mutate('edit_records', { record_type: 'deal', ids: [FIRST], columns: { stage_id: WON } });
    await come(open.reads.figures(), ({ won }) => won.at(-1)?.sums[0]?.count === 1);
  });

  it('reads rows in the order of their ids, without those that are not here', async () => {
    expect(await open.reads.read('tasks', [TASK, id(9)])).toMatchObject({
      ok: true,
      value: [{ id: TASK, names: { record_id: 'E. Muster', assigned_to: 'Ann' } }],
    });
  });

  it('starts a reader anew that has died, and goes on from where it was', async () => {
    const list = people();
    await shows(list, ['E. Muster', 'Erika Muster', 'Ole Hansen']);
    readers[0]!.dead = true;
    readers[0]!.reader.close();
    const asked = list.ids();
    await rows().update('contacts', [OLE], (row) => ({ ...row!, name: 'Aage Hansen' }));
    timer.advance(40_000);
    expect(readers).toHaveLength(2);
    await shows(list, ['Aage Hansen', 'E. Muster', 'Erika Muster']);
    expect(await asked).toHaveLength(3);
  });

  it('says what stopped the reading, and goes on when the storage answers again', async () => {
    const contacts = database.rows.get('contacts')!;
    let broken = true;
    const storageInstance: unknown = Object.create(contacts.storageInstance, {
      internals: {
        get: () => (broken ? Promise.reject(new Error('No disk.')) : contacts.storageInstance.internals),
      },
    });
    const faulty = Object.create(contacts, {
      storageInstance: { value: storageInstance },
    }) as typeof contacts;
    const told: FromReader[] = [];
    const rows = new Map([...database.rows, ['contacts', faulty]]);
    const reader = createReader({
      database: { rows },
      me: ANN,
      timer,
      tell: (message) => told.push(message),
    });
    const isTold = (message: unknown) =>
      vi.waitFor(() => {
        timer.advance(200);
        expect(told).toContainEqual(message);
      }, PATIENCE);
    await isTold({ kind: 'failure', failure: { code: 'storage_broken', message: 'No disk.' } });
    broken = false;
    timer.advance(10_000);
    await isTold({ kind: 'failure', failure: null });
    await isTold({ kind: 'reading', reading: expect.objectContaining({ complete: true }) as unknown });
    reader.close();
  });

  it('watches a list again that was given up, when somebody comes back to it', async () => {
    const list = people();
    await shows(list, ['E. Muster', 'Erika Muster', 'Ole Hansen']);
    list.close();
    await rows().update('contacts', [OLE], (row) => ({ ...row!, name: 'Aage Hansen' }));
    list.subscribe(() => undefined);
    await shows(list, ['Aage Hansen', 'E. Muster', 'Erika Muster']);
  });
});
