// What a person and the engine meet when the storage of the laptop fails them: on RxDB and IndexedDB, with the fault put
// into IndexedDB itself.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardView, Place, Replica } from '../api.ts';
import { createEngine, type Engine, type EngineStatus } from '../core/engine.ts';
import type { Mutation } from '../core/journal.ts';
import type { SyncedRow } from '../core/ports.ts';
import { openDatabase, replicaName, wipeDatabase, type ReplicaDatabase } from '../replica/database.ts';
import { openReplica } from '../replica/open-replica.ts';
import { SCHEMAS } from '../replica/rx-schema.ts';
import { createJournal, createMemory, createRowStore, hasUnlisted } from '../replica/stores.ts';
import type { TableName } from '../schema/tables.ts';
import { createFullDisk, type FullDisk, type ToldBy } from './full-disk.ts';
import { createManualTimer, type ManualTimer } from './manual-timer.ts';
import { createMemoryServer, type MemoryServer } from './memory-server.ts';
import { NO_SESSION, NO_SYNC } from './nobody-else.ts';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 20_000 };
vi.setConfig({ testTimeout: 60_000 });
const ANY = /^rxdb-dexie-outpost-/u;
const JOURNAL = /--mutations$/u;
const ROWS = /--(board_cards|deals)$/u;

const row = (id: string, rest: Record<string, unknown> = {}): SyncedRow => ({
  id,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: { '*': '1767225600000-0000-00000000' },
  ...rest,
});
const card = (id: string, rank: string): SyncedRow =>
  row(id, { board_id: 'board', stage_id: 'lead', record_type: 'deal', record_id: `deal-${id}`, rank });

const BOARD: [TableName, SyncedRow][] = [
  ['boards', row('board', { name: 'Sales', record_type: 'deal', is_archived: false })],
  ...['lead', 'won'].map((id, position): [TableName, SyncedRow] => [
    'board_stages',
    row(id, { board_id: 'board', name: id, position, stage_type: 'open', probability: null }),
  ]),
  ...['a', 'b'].flatMap((id, at): [TableName, SyncedRow][] => [
    ['deals', row(`deal-${id}`, { name: `Deal ${id}`, stage_id: 'lead' })],
    ['board_cards', card(id, `a${at}`)],
  ]),
];

let places = 0;
function newPlace(): Place {
  places += 1;
  return {
    url: 'http://127.0.0.1:9',
    publishable_key: 'sb_publishable_none',
    user_id: `fault-${places}`,
    workspace_id: 'w',
    email: 'alex@outpost.example',
    workspace_name: 'Nordwind',
  };
}

async function seeded(place: Place): Promise<void> {
  const database = await openDatabase(replicaName(place));
  const rows = createRowStore(database);
  for (const [table, found] of BOARD) await rows.update(table, [found.id], () => found);
  await database.database.close();
}

/** Writes into IndexedDB past everything, as a fault of the disk would. */
async function tamper(name: string, collection: string, id: string, change: object | null): Promise<void> {
  const version = SCHEMAS[collection]?.version ?? 0;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`rxdb-dexie-${name}--${version}--${collection}`);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction('docs', 'readwrite');
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error!);
    const docs = transaction.objectStore('docs');
    const request = docs.get(id);
    request.onsuccess = () => docs.put({ ...(request.result as object), ...change });
  });
  database.close();
}

const order = (view: BoardView | undefined) =>
  Object.fromEntries(view?.stages.map(({ id, cards }) => [id, cards.map(({ card_id }) => card_id)]) ?? []);

describe.each<ToldBy>(['the request', 'the commit'])('a full disk, told by %s', (toldBy) => {
  let disk: FullDisk;
  let place: Place;
  let replica: Replica | null;

  beforeEach(async () => {
    disk = createFullDisk(toldBy);
    place = newPlace();
    replica = null;
    await seeded(place);
  });
  afterEach(async () => {
    disk.full(null);
    await replica?.close();
    await wipeDatabase(replicaName(place));
    disk.restore();
  });

  async function opened(): Promise<Replica> {
    const result = await openReplica(place, NO_SESSION, NO_SYNC);
    if (!result.ok) throw new Error(result.error.message);
    replica = result.value;
    return replica;
  }
  async function board(of: Replica) {
    const live = of.board('board');
    await vi.waitUntil(() => live.get() !== undefined, PATIENCE);
    return live;
  }
  const moveToWon = { card_id: 'a', stage_id: 'won', before_id: null };

  it('does not take a move: the person is told so, nothing of it is shown, and the next one is taken', async () => {
    const here = await opened();
    const live = await board(here);
    disk.full(JOURNAL);
    expect(await here.moveCard(moveToWon)).toMatchObject({ ok: false, error: { code: 'storage_full' } });
    expect(order(live.get())).toEqual({ lead: ['a', 'b'], won: [] });
    expect(here.sync.get()).toMatchObject({ waiting: 0 });
    disk.full(null);
    expect(await here.moveCard(moveToWon)).toMatchObject({ ok: true });
    expect(order(live.get())).toEqual({ lead: ['b'], won: ['a'] });
  });

  it('takes a move but not its rows: it is shown, told of, and finished by itself when there is room', async () => {
    const here = await opened();
    const live = await board(here);
    disk.full(ROWS);
    expect(await here.moveCard(moveToWon)).toMatchObject({ ok: true });
    await vi.waitUntil(() => here.sync.get()?.kind === 'stopped', PATIENCE);
    expect(here.sync.get()).toMatchObject({ waiting: 1, failure: { code: 'storage_full' } });
    expect(order(live.get())).toEqual({ lead: ['b'], won: ['a'] });
    disk.full(null);
    await vi.waitUntil(() => here.sync.get()?.failure === null, PATIENCE);
    await here.close();
    const again = await opened();
    expect(order((await board(again)).get())).toEqual({ lead: ['b'], won: ['a'] });
    expect(again.sync.get()).toMatchObject({ waiting: 1, failure: null });
  });

  it('shows what is here, when it was full as the app was left and still is', async () => {
    const here = await opened();
    await board(here);
    disk.full(ROWS);
    await here.moveCard(moveToWon);
    await here.close();
    const again = await opened();
    const live = await board(again);
    expect(again.sync.get()).toMatchObject({ waiting: 1, failure: { code: 'storage_full' } });
    disk.full(null);
    await vi.waitUntil(() => order(live.get())['won']?.[0] === 'a', PATIENCE);
    await vi.waitUntil(() => again.sync.get()?.failure === null, PATIENCE);
  });

  it('makes no replica, says so, and makes it when there is room', async () => {
    const other = newPlace();
    disk.full(ANY);
    const refused = await openReplica(other, NO_SESSION, NO_SYNC);
    expect(refused).toMatchObject({ ok: false, error: { code: 'storage_full' } });
    disk.full(null);
    const made = await openReplica(other, NO_SESSION, NO_SYNC);
    expect(made.ok).toBe(true);
    if (made.ok) await made.value.close();
  });
});

describe('the engine on a laptop', () => {
  let timer: ManualTimer;
  let server: MemoryServer;
  let name: string;
  let database: ReplicaDatabase;
  let engine: Engine;
  let told: EngineStatus[];

  beforeEach(async () => {
    timer = createManualTimer();
    server = createMemoryServer(() => timer.now());
    name = replicaName(newPlace());
    told = [];
    await open();
  });
  afterEach(async () => {
    await close();
    await wipeDatabase(name);
  });

  async function open(): Promise<void> {
    database = await openDatabase(name, { damaged: ({ table }) => engine.damaged(table) });
    engine = createEngine({
      user_id: 'ann',
      rows: createRowStore(database),
      journal: createJournal(database.journal),
      memory: createMemory(database.facts),
      remote: server.connect(),
      timer,
      random: () => 0.5,
      report: (status) => told.push(status),
      offsetMeasured: () => undefined,
    });
  }
  async function close(): Promise<void> {
    await engine.stop();
    await database.database.close();
  }
  const status = () => told.at(-1);
  /** Lets time pass until `there` is true. */
  const passes = (there: () => boolean) =>
    vi.waitUntil(() => {
      timer.advance(250);
      return there();
    }, PATIENCE);
  const isIdle = () => status()?.kind === 'idle' && status()?.fault === null;
  const companies = async (...ids: string[]) =>
    [...(await createRowStore(database).read('companies', ids)).values()].map((found) => found['name']);
  const mutation = (id: string, rest: Partial<Mutation> = {}): Mutation => ({
    id,
    name: 'edit_record',
    clock: `176722570000${id}-0000-0000000a`,
    state: 'waiting',
    writes: [
      {
        table: 'companies',
        id: 'a',
        columns: { name: `Edit ${id}` },
        before: { name: 'Nordwind' },
        base: {},
        state: { kind: 'waiting' },
      },
    ],
    ...rest,
  });

  it('stops with words on a full disk, tries again, and then has every row', async () => {
    const disk = createFullDisk('the commit');
    try {
      for (const id of ['a', 'b', 'c']) server.put('companies', { id, name: `Company ${id}` });
      disk.full(/--companies$/u);
      engine.start();
      await passes(() => status()?.kind === 'stopped');
      expect(status()?.fault).toMatchObject({ fault: 'storage_full' });
      disk.full(null);
      await passes(isIdle);
      expect(await companies('a', 'b', 'c')).toHaveLength(3);
    } finally {
      disk.restore();
    }
  });

  it('keeps a write whose answer the full disk did not take, and settles it once', async () => {
    const disk = createFullDisk('the commit');
    try {
      server.put('companies', { id: 'a', name: 'Nordwind' });
      engine.start();
      await passes(isIdle);
      await createJournal(database.journal).append(mutation('1'));
      disk.full(JOURNAL);
      engine.wake('write');
      await passes(() => status()?.kind === 'stopped');
      expect(server.row('companies', 'a')).toMatchObject({ name: 'Edit 1' });
      disk.full(null);
      await passes(isIdle);
      expect((await createJournal(database.journal).list('waiting')).length).toBe(0);
      expect(server.row('companies', 'a')).toMatchObject({ name: 'Edit 1' });
    } finally {
      disk.restore();
    }
  });

  it.each<[string, object]>([
    ['has no clocks', { clocks: undefined }],
    ['has text where a number belongs', { row_version: 'seven' }],
    ['has a number where text belongs', { name: 42 }],
    ['has no revision', { clocks: null, _rev: undefined }],
  ])('fetches a row anew that %s, and all others meanwhile', async (_what, change) => {
    server.put('companies', { id: 'a', name: 'Nordwind' });
    server.put('companies', { id: 'b', name: 'Hafen' });
    engine.start();
    await passes(isIdle);
    await tamper(name, 'companies', 'a', change);
    expect(await companies('a', 'b')).toEqual(['Hafen']);
    server.put('contacts', { id: 'c', name: 'Mara' });
    await passes(() => told.some(({ fault }) => fault?.fault === 'damaged'));
    await passes(isIdle);
    expect(await companies('a', 'b')).toEqual(['Nordwind', 'Hafen']);
    expect((await createRowStore(database).read('contacts', ['c'])).size).toBe(1);
  });

  it('fetches a row of the catalog anew that does not say of which table it is', async () => {
    server.put('boards', { id: 'board', name: 'Sales', record_type: 'deal', is_archived: false });
    engine.start();
    await passes(isIdle);
    await tamper(name, 'catalog', 'board', { table: 7 });
    expect((await createRowStore(database).read('boards', ['board'])).size).toBe(0);
    await passes(() => told.some(({ fault }) => fault?.fault === 'damaged'));
    await passes(isIdle);
    expect((await createRowStore(database).read('boards', ['board'])).size).toBe(1);
  });

  it('fetches a damaged row anew when it was found while no engine ran', async () => {
    server.put('companies', { id: 'a', name: 'Nordwind' });
    engine.start();
    await passes(isIdle);
    await close();
    await tamper(name, 'companies', 'a', { clocks: null });
    await open();
    expect(await companies('a')).toEqual([]);
    await close();
    await open();
    engine.start();
    await passes(isIdle);
    expect(await companies('a')).toEqual(['Nordwind']);
  });

  it.each<[string, object]>([
    ['holds no writes', { writes: 'none' }],
    ['is in a state that nobody knows', { state: 'dreaming' }],
    ['is of a table that nobody knows', { writes: [{ table: 'secrets', id: 'a', columns: {} }] }],
  ])('sends all other mutations past one that %s, tells of it, and keeps it', async (_what, change) => {
    server.put('companies', { id: 'a', name: 'Nordwind' });
    const journal = createJournal(database.journal);
    await journal.append(mutation('1'));
    await journal.append(mutation('2'));
    await tamper(name, 'mutations', '1', change);
    engine.start();
    if (await hasUnlisted(database.journal)) engine.damaged(null);
    await passes(() => status()?.kind === 'idle');
    expect(status()?.fault).toMatchObject({ fault: 'damaged' });
    expect(server.row('companies', 'a')).toMatchObject({ name: 'Edit 2' });
    expect(await database.journal.storageInstance.findDocumentsById(['1'], false)).toMatchObject([change]);
  });

  it('tells of a row that cannot be taken until it comes as it should, also after a restart', async () => {
    server.put('companies', { id: 'a', name: 'Nordwind' });
    const remote = server.connect();
    let lies = true;
    const lying: typeof remote.pull = async (...asked) => {
      const answer = await remote.pull(...asked);
      const page = answer.tables.companies;
      if (!lies || !page) return answer;
      const tables = {
        ...answer.tables,
        companies: {
          ...page,
          rows: page.rows.filter(({ id }) => id !== 'b'),
          unreadable: page.rows.some(({ id }) => id === 'b') ? [{ id: 'b', column: 'name' }] : [],
        },
      };
      return { ...answer, tables };
    };
    server.connect = () => ({ ...remote, pull: lying });
    server.put('companies', { id: 'b', name: 'Hafen' });
    await close();
    for (let launch = 1; launch <= 2; launch += 1) {
      await open();
      engine.start();
      await passes(() => status()?.kind === 'idle');
      expect(status()?.fault).toMatchObject({ fault: 'damaged' });
      expect(await companies('a', 'b')).toEqual(['Nordwind']);
      await close();
      told.length = 0;
    }
    await open();
    lies = false;
    server.put('companies', { id: 'b', name: 'Hafen' });
    engine.start();
    await passes(isIdle);
    expect(await companies('a', 'b')).toEqual(['Nordwind', 'Hafen']);
  });

  it('pulls a table anew whose checkpoint cannot be read', async () => {
    server.put('companies', { id: 'a', name: 'Nordwind' });
    engine.start();
    await passes(isIdle);
    await close();
    await open();
    await createMemory(database.facts).write('standing/companies', { checkpoint: 'here', anew: false });
    server.put('companies', { id: 'b', name: 'Hafen' });
    engine.start();
    await passes(isIdle);
    expect(await companies('a', 'b')).toEqual(['Nordwind', 'Hafen']);
  });
});

describe('a window', () => {
  it('shows every other card when one of them is damaged', async () => {
    const place = newPlace();
    await seeded(place);
    await tamper(replicaName(place), 'board_cards', 'a', { rank: null });
    await tamper(replicaName(place), 'catalog', 'won', { clocks: 'none' });
    const result = await openReplica(place, NO_SESSION, NO_SYNC);
    if (!result.ok) throw new Error(result.error.message);
    const live = result.value.board('board');
    await vi.waitUntil(() => live.get() !== undefined, PATIENCE);
    expect(order(live.get())).toEqual({ lead: ['b'] });
    await result.value.close();
    await wipeDatabase(replicaName(place));
  });
});
