// Two people who were away for a week and edited the same records come back at the same time: as many edits as a busy
// week brings on maps, and fewer on Dexie, whose IndexedDB is slow here.
import 'fake-indexeddb/auto';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, expect, inject, it, vi } from 'vitest';
import type {} from '../../supabase/tests/stack.setup.ts';
import { createClock } from '../core/clock.ts';
import { createEngine, type EngineStatus } from '../core/engine.ts';
import type { Contests, Mutation } from '../core/journal.ts';
import type { Journal, Memory, Remote, RowStore, SyncedRow } from '../core/ports.ts';
import { createCommit } from '../mutations/commit.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { openDatabase } from '../replica/database.ts';
import { CATALOG, collectionOf, SCHEMAS } from '../replica/rx-schema.ts';
import { createJournal, createMemory, createRowStore } from '../replica/stores.ts';
import { systemTimer } from '../replica/system.ts';
import { TABLE_NAMES } from '../schema/tables.ts';
import { createRandom } from './fuzz/random.ts';
import { createMemoryStores } from './memory-stores.ts';

const WEEKS = [
  { on: 'maps', edits: 5_000, records: 2_000 },
  { on: 'Dexie', edits: 250, records: 100 },
] as const;
type Week = (typeof WEEKS)[number];
/** Columns in turn, so that many edits meet in one cell and many do not. */
const CELLS = ['name', 'email', 'phone', 'title', 'custom_fields.score'] as const;
/** Of the heap before they come back; what the server does in this process is in it. */
const HEAP_GROWTH_LIMIT = 3;
const BATCH = 500;
/** What is needed here: RxDB opens thirteen in one process, which is fewer than two replicas have. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  CATALOG,
  'contacts',
  'timeline_entries',
  'mutations',
  'facts',
]);

const { url, publishable_key, database_url } = inject('stack');
const sql = postgres(database_url, { max: 1, onnotice: () => undefined });
const closings: (() => Promise<unknown>)[] = [() => sql.end()];
afterAll(async () => {
  for (const close of closings.reverse()) await close();
});

type Person = { id: string; token: string };
type Stores = { rows: RowStore; journal: Journal; memory: Memory };

type Laptop = {
  workspace_id: string;
  rows: RowStore;
  journal: Journal;
  /** How many writes each push had. */
  pushes: number[];
  edit(contact: SyncedRow, cell: (typeof CELLS)[number], n: number): Promise<void>;
  comeOnline(): void;
  goOffline(): Promise<void>;
  status(): EngineStatus | null;
  /** Everything it was told is saved. */
  mutations(): Promise<Mutation[]>;
};

/** Two laptops that have nothing yet of a workspace with `records` contacts. */
async function openLaptops({ on, records }: Week): Promise<[Laptop, Laptop]> {
  const workspace_id = crypto.randomUUID();
  const people = [await signUp('ann'), await signUp('ben')] as const;
  await sql`insert into workspaces ${sql({ id: workspace_id, name: 'Nordwind' })}`;
  for (const { id: user_id } of people)
    await sql`insert into workspace_members ${sql({ workspace_id, user_id, role: 'member' })}`;
  const field = { workspace_id, record_type: 'contact', name: 'Score', key: 'score', type: 'number' };
  await sql`insert into custom_fields ${sql(field)}`;
  await sql`
    insert into contacts (workspace_id, name) select ${workspace_id}, 'Contact ' || n from generate_series(1, ${records}) as n`;
  const open = async (node: string, { id: user_id, token }: Person) => {
    const remote = createSupabaseRemote({ url, publishable_key, workspace_id, token: () => token });
    return laptopOf({ node, user_id, workspace_id }, await STORES[on](user_id), remote);
  };
  return [await open('00000001', people[0]), await open('00000002', people[1])];
}

it.each(WEEKS)(
  'both end alike after $edits edits each, every decision on record ($on)',
  async (week) => {
    const { edits, records } = week;
    const [ann, ben] = await openLaptops(week);
    for (const laptop of [ann, ben]) {
      laptop.comeOnline();
      await untilIdle(laptop, 60_000);
      await laptop.goOffline();
    }
    const began = performance.now();
    await Promise.all([work(ann, edits, 1), work(ben, edits, 2)]);
    const edited = performance.now();

    const heap = watchHeap();
    for (const laptop of [ann, ben]) laptop.comeOnline();
    await Promise.all([untilIdle(ann), untilIdle(ben)]);
    // What the other one sent last may have come after the last pull.
    for (const laptop of [ann, ben]) {
      await laptop.goOffline();
      laptop.comeOnline();
      await untilIdle(laptop);
      await laptop.goOffline();
    }
    const back = performance.now();
    const grown = heap.end();

    const [ofAnn, ofBen] = [await ann.mutations(), await ben.mutations()];
    expect([ofAnn.length, ofBen.length]).toEqual([edits, edits]);
    for (const { state } of [...ofAnn, ...ofBen]) expect(['done', 'contested']).toContain(state);
    for (const table of ['contacts', 'timeline_entries'] as const) {
      const there = await sql<{ row: SyncedRow }[]>`
      select to_jsonb(t) as row from ${sql(table)} as t where workspace_id = ${ann.workspace_id}`;
      const expected = byId(there.map(({ row }) => row));
      expect(byId(await ann.rows.find(table)), `${table} of Ann`).toEqual(expected);
      expect(byId(await ben.rows.find(table)), `${table} of Ben`).toEqual(expected);
    }

    const contests = contestsOf(ofAnn, ofBen);
    expect(contests.met).toBeGreaterThan(records / 4);
    expect(contests.unexplained).toEqual([]);
    for (const { pushes } of [ann, ben]) {
      expect(Math.max(...pushes)).toBeLessThanOrEqual(BATCH);
      expect(pushes.length).toBeLessThanOrEqual(Math.ceil(edits / BATCH) + 1);
    }
    expect(grown.peak).toBeLessThan(grown.before * HEAP_GROWTH_LIMIT);
    process.stdout.write(
      `${edits} edits each of ${records} records: made in ${seconds(edited - began)}, both back in ${seconds(back - edited)}; ` +
        `${contests.met} cells contested; pushes of ${ann.pushes.join(', ')} and ${ben.pushes.join(', ')} writes; ` +
        `heap ${grown.before} MB before, ${grown.peak} MB at most, ${grown.after} MB after\n`,
    );
  },
  300_000,
);

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const byId = (rows: readonly SyncedRow[]) =>
  [...rows]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !OF_STORAGE.has(column))));
/** What the storage adds to a row. */
const OF_STORAGE = new Set(['_deleted', '_attachments', '_meta', '_rev', 'table', 'sort_time']);

async function work(laptop: Laptop, edits: number, seed: number): Promise<void> {
  const random = createRandom(seed);
  const contacts = byId(await laptop.rows.find('contacts')) as SyncedRow[];
  for (let n = 1; n <= edits; n += 1) {
    const contact = contacts[Math.floor(random() * contacts.length)];
    const cell = CELLS[Math.floor(random() * CELLS.length)];
    const row = contact && (await laptop.rows.read('contacts', [contact.id])).get(contact.id);
    // Each value is made once, so that it says whose it is.
    if (row && cell) await laptop.edit(row, cell, 2 * n + seed);
  }
}

/** By record and cell: the last edit of each person, and what the journals say where both edited it. */
function contestsOf(ofAnn: readonly Mutation[], ofBen: readonly Mutation[]) {
  const [anns, bens] = [lastEdits(ofAnn), lastEdits(ofBen)];
  const unexplained: string[] = [];
  let met = 0;
  for (const [key, mine] of anns) {
    const theirs = bens.get(key);
    if (!theirs) continue;
    met += 1;
    const [winner, loser] = mine.clock > theirs.clock ? [mine, theirs] : [theirs, mine];
    const isTold =
      (loser.lost && loser.lost.clock > loser.clock && winner.values.has(loser.lost.theirs)) ||
      winner.won.some(({ theirs: value, clock }) => clock === loser.clock && value === loser.value);
    if (!isTold) unexplained.push(key);
  }
  return { met, unexplained };
}

type LastEdit = {
  clock: string;
  value: unknown;
  values: Set<unknown>;
  lost: Contests[string] | undefined;
  /** Of all edits of the cell, not the last alone. */
  won: Contests[string][];
};

function lastEdits(mutations: readonly Mutation[]): Map<string, LastEdit> {
  const edits = new Map<string, LastEdit>();
  for (const { clock, writes } of mutations)
    for (const { table, id, columns, state } of writes)
      for (const [cell, value] of table === 'contacts' ? Object.entries(columns) : []) {
        const known = edits.get(`${id} ${cell}`);
        const won = state.kind === 'merged' ? state.won[cell] : undefined;
        edits.set(`${id} ${cell}`, {
          clock,
          value,
          values: new Set([...(known?.values ?? []), value]),
          lost: state.kind === 'merged' ? state.lost[cell] : undefined,
          won: [...(known?.won ?? []), ...(won ? [won] : [])],
        });
      }
  return edits;
}

function watchHeap() {
  const used = () => Math.round(process.memoryUsage().heapUsed / 1_000_000);
  const before = used();
  let peak = before;
  const watching = setInterval(() => (peak = Math.max(peak, used())), 50);
  return {
    end() {
      clearInterval(watching);
      return { before, peak, after: used() };
    },
  };
}

async function untilIdle(laptop: Laptop, timeout = 600_000): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(laptop.status()).toMatchObject({ kind: 'idle', first_sync: null });
      expect(await laptop.journal.list('waiting', { after: '', limit: 1 })).toEqual([]);
    },
    { timeout, interval: 50 },
  );
}

async function signUp(name: string): Promise<Person> {
  const auth = { persistSession: false, autoRefreshToken: false };
  const { data, error } = await createClient(url, publishable_key, { auth }).auth.signUp({
    email: `${name}-${crypto.randomUUID()}@outpost.example`,
    password: 'correct horse battery',
  });
  if (error) throw error;
  if (!data.session) throw new Error('The project must let people sign up without confirming the address.');
  return { id: data.session.user.id, token: data.session.access_token };
}

const STORES: Record<Week['on'], (user_id: string) => Promise<Stores>> = {
  maps: () => Promise.resolve(createMemoryStores()),
  async Dexie(user_id) {
    const schemas = Object.fromEntries(Object.entries(SCHEMAS).filter(([name]) => COLLECTIONS.has(name)));
    const opened = await openDatabase(`week-offline-${user_id}`, { schemas });
    closings.push(() => opened.database.close());
    return {
      rows: createRowStore(opened),
      journal: createJournal(opened.journal),
      memory: createMemory(opened.facts),
    };
  },
};

type Owner = { node: string; user_id: string; workspace_id: string };

function laptopOf({ node, user_id, workspace_id }: Owner, stores: Stores, remote: Remote): Laptop {
  const { rows, journal } = stores;
  const pushes: number[] = [];
  const counting: Remote = {
    ...remote,
    manifest: async () => ({
      ...(await remote.manifest()),
      tables: TABLE_NAMES.filter((table) => COLLECTIONS.has(collectionOf(table))),
    }),
    push(parcels) {
      pushes.push(parcels.length);
      return remote.push(parcels);
    },
  };
  const clock = createClock({ node, now: () => Date.now() });
  const commit = createCommit({
    user_id,
    ...stores,
    clock,
    preview: () => () => undefined,
    saved: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  let status: EngineStatus | null = null;
  let engine: ReturnType<typeof createEngine> | null = null;
  closings.push(async () => engine?.stop());

  return {
    workspace_id,
    rows,
    journal,
    pushes,
    async edit(row, cell, n) {
      const value = cell === 'custom_fields.score' ? n : `${cell} ${n}`;
      await commit('edit_records', [{ table: 'contacts', row, columns: { [cell]: value } }]);
      await commit.settled();
    },
    comeOnline() {
      status = null;
      engine = createEngine({
        user_id,
        ...stores,
        remote: counting,
        timer: systemTimer,
        random: Math.random,
        report: (next) => (status = next),
        offsetMeasured: () => undefined,
      });
      engine.start();
    },
    async goOffline() {
      await engine?.stop();
      engine = null;
    },
    status: () => status,
    async mutations() {
      const all = await Promise.all(
        (['saved', 'waiting', 'refused', 'contested', 'done'] as const).map((state) => journal.list(state)),
      );
      return all.flat().sort((a, b) => (a.clock < b.clock ? -1 : 1));
    },
  };
}
