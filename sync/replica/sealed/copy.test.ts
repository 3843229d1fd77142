// Sealing what is there and opening it again, cut off after every single write.
import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import type { SyncedRow } from '../../core/ports.ts';
import { openDatabase, wipeDatabase } from '../database.ts';
import { createMemory, createRowStore } from '../stores.ts';
import { copyAll, dropAll, type Form } from './copy.ts';

const REPLICAS = ['outpost-ann-w', 'outpost-ben-w'];
const ROWS = 503;
let key: CryptoKey;

type Begin = (this: IDBDatabase, ...args: Parameters<IDBDatabase['transaction']>) => IDBTransaction;

const row = (id: string): SyncedRow => ({
  ...{ id, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', deleted_at: null },
  ...{ row_version: 1, clocks: {}, name: `Nordwind ${id}`, workspace_id: 'w' },
});

beforeEach(async () => {
  key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  for (const replica of REPLICAS) {
    await wipeDatabase(replica);
    const database = await openDatabase(replica);
    const rows = createRowStore(database);
    const ids = Array.from({ length: ROWS }, (_, at) => String(at).padStart(4, '0'));
    await rows.update('companies', ids, (_row, id) => row(id));
    await rows.update('companies', ['0000'], () => null);
    await createMemory(database.facts).write('epoch', replica);
    await database.database.close();
  }
});

const holds = async (replica: string, form: Form) => {
  const database = await openDatabase(replica, { key: form === 'sealed' ? key : null });
  const companies = await createRowStore(database).find('companies');
  const epoch = await createMemory(database.facts).read('epoch');
  await database.database.close();
  return { names: companies.map(({ name }) => name), epoch };
};
const WHOLE = (replica: string) => ({
  names: Array.from({ length: ROWS - 1 }, (_, at) => `Nordwind ${String(at + 1).padStart(4, '0')}`),
  epoch: replica,
});

/** All that is stored of every replica in this form, as text. */
async function onDisk(form: Form): Promise<string> {
  const names = (await indexedDB.databases()).flatMap(({ name }) =>
    name?.includes('-sealed--') === (form === 'sealed') ? [name] : [],
  );
  const all: unknown[] = [];
  for (const name of names) {
    const request = indexedDB.open(name);
    await new Promise((resolve) => (request.onsuccess = resolve));
    const { result: database } = request;
    const read = database.transaction('docs').objectStore('docs').getAll();
    await new Promise((resolve) => (read.onsuccess = resolve));
    all.push(name, read.result);
    database.close();
  }
  return JSON.stringify(all);
}

it('seals every replica on the laptop and opens it again, with nothing readable left between', async () => {
  const progress: { done: number; total: number }[] = [];
  await copyAll('sealed', key, (at) => progress.push(at));
  expect(await onDisk('plain')).toContain('Nordwind');
  await dropAll('plain');
  expect(await onDisk('plain')).toBe('[]');
  expect(await onDisk('sealed')).not.toContain('Nordwind');
  for (const replica of REPLICAS) expect(await holds(replica, 'sealed')).toEqual(WHOLE(replica));
  expect(progress[0]?.done).toBe(0);
  expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);

  await copyAll('plain', key, () => undefined);
  await dropAll('sealed');
  for (const replica of REPLICAS) expect(await holds(replica, 'plain')).toEqual(WHOLE(replica));
  expect(await onDisk('sealed')).toBe('[]');
});

it('goes on after it was cut off at any write, in both directions', async () => {
  for (const [from, to] of [
    ['plain', 'sealed'],
    ['sealed', 'plain'],
  ] as const) {
    const writes = { left: Infinity };
    const restore = cutOffAfter(writes);
    for (let cut = 0, done = false; !done; cut += 1) {
      writes.left = cut;
      done = await copyAll(to, key, () => undefined).then(
        () => true,
        () => false,
      );
      writes.left = Infinity;
      if (!done && cut % 5 === 0) expect(await holds('outpost-ann-w', from)).toEqual(WHOLE('outpost-ann-w'));
    }
    restore();
    await dropAll(from);
    for (const replica of REPLICAS) expect(await holds(replica, to)).toEqual(WHOLE(replica));
  }
}, 120_000);

/** Every transaction that writes after `left` others is refused, as when the process ends there. */
function cutOffAfter(writes: { left: number }): () => void {
  const prototype = IDBDatabase.prototype as unknown as { transaction: Begin };
  const { transaction } = prototype;
  prototype.transaction = function (this: IDBDatabase, ...args) {
    if (args[1] === 'readwrite') {
      if (writes.left <= 0) throw new DOMException('The process has ended here.', 'AbortError');
      writes.left -= 1;
    }
    return transaction.apply(this, args);
  };
  return () => {
    prototype.transaction = transaction;
  };
}
