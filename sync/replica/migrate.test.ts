// A replica that an older version has made, opened by this one: on RxDB and IndexedDB, cut off wherever it can be.
import 'fake-indexeddb/auto';
import type { RxJsonSchema } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MUTATION_STATES, type Mutation } from '../core/journal.ts';
import type { SyncedRow } from '../core/ports.ts';
import { openDatabase, wipeDatabase, type OpenOptions, type ReplicaDatabase } from './database.ts';
import { storedCollections, type Updating } from './migrate.ts';
import type { Document, Migrations } from './migrations.ts';
import { SCHEMAS } from './rx-schema.ts';
import { createJournal, createMemory, createRowStore, findDocuments } from './stores.ts';

const raised = (collection: string, change: (schema: RxJsonSchema<Document>) => object = () => ({})) => {
  const schema = SCHEMAS[collection]!;
  return { [collection]: { ...schema, ...change(schema), version: schema.version + 1 } };
};

/** As this version, with one more column that has an index, and another form of the journal and of the facts. */
const NEXT: Readonly<Record<string, RxJsonSchema<Document>>> = {
  ...SCHEMAS,
  ...raised('companies', ({ properties, required = [], indexes = [] }) => ({
    properties: { ...properties, region: { type: 'string', maxLength: 40 } },
    required: [...required, 'region'],
    indexes: [...indexes, ['region']],
  })),
  ...raised('mutations'),
  ...raised('facts'),
};

const row = (id: string): SyncedRow => ({
  id,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 7,
  clocks: { '*': '1767225600000-0000-00000000' },
  name: `Company ${id}`,
  from_the_future: { kept: true },
});

const MUTATIONS: readonly Mutation[] = MUTATION_STATES.map((state, at) => ({
  id: `mutation-${state}`,
  name: 'edit_record',
  clock: `176722560000${at}-0000-0000000a`,
  state,
  writes: [
    {
      table: 'companies',
      id: 'c0000',
      columns: { name: `Edited ${at}` },
      before: { name: 'Company c0000' },
      base: { '*': '1767225600000-0000-00000000' },
      state: { kind: 'refused', code: '23514', message: 'No.', details: null },
    },
  ],
  gesture: 'gesture',
}));

/** More than one page. */
const ROWS = 600;
/** For a slow machine, that opens a replica dozens of times. */
vi.setConfig({ testTimeout: 60_000 });
const ids = Array.from({ length: ROWS }, (_, at) => `c${String(at).padStart(4, '0')}`);

let replicas = 0;
let name: string;
let opened: ReplicaDatabase | null = null;

async function open(options: OpenOptions): Promise<ReplicaDatabase> {
  opened = await openDatabase(name, options);
  return opened;
}
async function close(): Promise<void> {
  await opened?.database.close();
  opened = null;
}

async function made(rows = ids): Promise<void> {
  const database = await open({});
  await createRowStore(database).update('companies', rows, (_row, id) => row(id));
  await createRowStore(database).update('companies', ['gone'], (_row, id) => row(id));
  await createRowStore(database).update('companies', ['gone'], () => null);
  for (const mutation of MUTATIONS) await createJournal(database.journal).append(mutation);
  await createMemory(database.facts).write('epoch', 'e1');
  await close();
}

async function held({ journal, facts, rows }: ReplicaDatabase) {
  const mutations: Mutation[] = [];
  for (const state of MUTATION_STATES) mutations.push(...(await createJournal(journal).list(state)));
  const found = await createRowStore({ rows }).read('companies', ids);
  return {
    rows: found.size,
    first: found.get('c0000'),
    gone: (await createRowStore({ rows }).read('companies', ['gone'])).size,
    mutations: mutations.map(
      ({ _deleted, _meta, _rev, _attachments, ...mutation }: Mutation & Document) => mutation,
    ),
    epoch: await createMemory(facts).read('epoch'),
  };
}

const versions = async (collection: string) =>
  (await storedCollections(name)).flatMap((one) => (one.collection === collection ? [one.version] : []));

function openIndexedDb(database: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
}

function raiseRxdb(database: IDBDatabase): Promise<void> {
  return new Promise((resolve) => {
    const transaction = database.transaction('docs', 'readwrite');
    transaction.oncomplete = () => resolve();
    const docs = transaction.objectStore('docs');
    const request = docs.get('storage-token|storageToken');
    request.onsuccess = () => {
      const token = request.result as { data: object };
      docs.put({ ...token, data: { ...token.data, rxdbVersion: '99.0.0' } });
    };
  });
}

beforeEach(() => {
  replicas += 1;
  name = `outpost-migrate-${replicas}`;
});
afterEach(async () => {
  await close();
  await wipeDatabase(name);
});

describe('a replica of an older version', () => {
  it('has every row and every mutation as it was, and nothing is left of its older form', async () => {
    await made();
    const database = await open({ schemas: NEXT });
    expect(await held(database)).toMatchObject({
      rows: ROWS,
      first: { ...row('c0000'), region: '' },
      gone: 0,
      mutations: MUTATIONS,
      epoch: 'e1',
    });
    expect(await versions('companies')).toEqual([1]);
    expect(await versions('mutations')).toEqual([1]);
    await close();
    expect((await held(await open({ schemas: NEXT }))).mutations).toEqual(MUTATIONS);
  });

  it('loses no row from an index on a column that it did not have', async () => {
    await made();
    const { rows } = await open({ schemas: NEXT });
    const found = await findDocuments(rows.get('companies')!, {
      selector: { region: '' },
      sort: [{ region: 'asc' }],
    });
    expect(found).toHaveLength(ROWS);
  });

  it('is changed by the strategies of all versions between, in their order', async () => {
    await made(['a', 'b', 'c']);
    const twice = { ...NEXT, ...raised('companies', () => ({ ...NEXT['companies'] })) };
    const schemas = { ...twice, companies: { ...twice['companies']!, version: 2 } };
    const migrations: Migrations = {
      companies: {
        1: (document) => ({ ...document, region: 'north' }),
        2: (document) =>
          document['id'] === 'b' ? null : { ...document, region: `${String(document['region'])}-east` },
      },
    };
    const { rows } = await open({ schemas, migrations });
    const found = await createRowStore({ rows }).read('companies', ['a', 'b', 'c']);
    expect([...found.values()].map(({ id, region }) => [id, region])).toEqual([
      ['a', 'north-east'],
      ['c', 'north-east'],
    ]);
  });

  it('tells how far it is', async () => {
    await made();
    const told: Updating[] = [];
    await open({ schemas: NEXT, updating: (updating) => told.push({ ...updating }) });
    const total = ROWS + MUTATIONS.length + 1;
    expect(told[0]).toEqual({ done: 0, total });
    expect(told.at(-1)).toEqual({ done: total, total });
    expect(told.length).toBeGreaterThan(3);
  });

  it('is asked nothing when there is nothing to bring over', async () => {
    await made(['a']);
    const told: Updating[] = [];
    await open({ updating: (updating) => told.push(updating) });
    expect(told).toEqual([]);
  });

  it('is not opened while somebody else opens or wipes it', async () => {
    await made(['a']);
    const openings: Promise<ReplicaDatabase>[] = [];
    await navigator.locks.request(`${name}-opening`, async () => {
      openings.push(open({ schemas: NEXT }));
      await vi.waitUntil(async () => {
        const { pending = [] } = await navigator.locks.query();
        return pending.some((waiting) => waiting.name === `${name}-opening`);
      });
      expect(await versions('companies')).toEqual([0]);
    });
    await Promise.all(openings);
    expect(await versions('companies')).toEqual([1]);
  });

  it('is brought over once where a window and its worker open it together', async () => {
    await made(['a', 'b', 'c']);
    const told: Updating[] = [];
    const updating = (updating: Updating) => told.push(updating);
    const both = await Promise.all([
      openDatabase(name, { schemas: NEXT, updating }),
      openDatabase(name, { schemas: NEXT, updating }).then((second) => (opened = second)),
    ]);
    expect(told.filter(({ done }) => done === 0)).toHaveLength(1);
    expect((await held(both[1])).mutations).toEqual(MUTATIONS);
  });
});

describe('a migration that is cut off', () => {
  type Put = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
  const { put } = IDBObjectStore.prototype as unknown as { put: Put };
  afterEach(() => {
    IDBObjectStore.prototype.put = put;
  });

  /** From the put after `puts` more on, nothing is written: as when the process is gone. */
  function dieAfter(puts: number): () => number {
    let left = puts;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<Put>) {
      if (left <= 0) throw new DOMException('The process is gone.', 'UnknownError');
      left -= 1;
      return put.apply(this, args);
    };
    return () => left;
  }

  it('goes on at the next opening, wherever it was cut, and keeps all', async () => {
    const few = ids.slice(0, 20);
    await made(few);
    let cuts = 0;
    for (let puts = 0; ; puts += 1) {
      const left = dieAfter(puts);
      const ended = await open({ schemas: NEXT }).then(
        () => 'migrated',
        () => 'cut',
      );
      IDBObjectStore.prototype.put = put;
      if (ended === 'migrated') break;
      expect(left()).toBe(0);
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(5);
    expect(await held(opened!)).toMatchObject({ rows: 20, gone: 0, mutations: MUTATIONS, epoch: 'e1' });
    expect(await versions('companies')).toEqual([1]);
  });

  it('is given up for that of a later version, which begins with the whole older form', async () => {
    await made();
    dieAfter(300);
    await expect(open({ schemas: NEXT })).rejects.toMatchObject({ fault: 'storage_broken' });
    IDBObjectStore.prototype.put = put;
    const later = { ...NEXT, companies: { ...NEXT['companies']!, version: 2 } };
    expect(await held(await open({ schemas: later }))).toMatchObject({ rows: ROWS, mutations: MUTATIONS });
    expect(await versions('companies')).toEqual([2]);
  });
});

describe('a replica of a newer version', () => {
  it('is refused with a code of its own, and stays as it is', async () => {
    opened = await open({ schemas: NEXT });
    await createRowStore(opened).update('companies', ['a'], (_row, id) => row(id));
    await close();
    const before = (await storedCollections(name)).map(({ database }) => database).sort();
    await expect(open({})).rejects.toMatchObject({ fault: 'storage_newer' });
    expect((await storedCollections(name)).map(({ database }) => database).sort()).toEqual(before);
    const { rows } = await open({ schemas: NEXT });
    expect((await createRowStore({ rows }).read('companies', ['a'])).size).toBe(1);
  });

  it('is refused with that code where it was written with a later RxDB', async () => {
    await made(['a']);
    const database = await openIndexedDb(`rxdb-dexie-${name}--0--_rxdb_internal`);
    await raiseRxdb(database);
    database.close();
    await expect(open({})).rejects.toMatchObject({ fault: 'storage_newer' });
  });
});
