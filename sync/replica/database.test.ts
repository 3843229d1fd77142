import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openDatabase, replicaName, wipeDatabase } from './database.ts';
import { createRowStore } from './stores.ts';

const company = {
  id: 'c',
  workspace_id: 'w',
  name: 'Nordwind',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: {},
};

it('a replica that a newer version has opened is refused, and nothing of it is touched', async () => {
  const name = replicaName({ user_id: 'cleo', workspace_id: 'w' });
  const newer = `rxdb-dexie-${name}--99--companies`;
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(newer);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  await expect(openDatabase(name)).rejects.toMatchObject({ fault: 'storage_newer' });
  const left = (await indexedDB.databases()).filter((one) => one.name?.startsWith(`rxdb-dexie-${name}-`));
  expect(left.map((one) => one.name)).toEqual([newer]);
});

it('a replica is one person’s in one workspace, and nothing of it is left on the disk when it is wiped', async () => {
  const held = async (user_id: string, workspace_id: string, change?: () => typeof company) => {
    const { database, rows } = await openDatabase(replicaName({ user_id, workspace_id }));
    const store = createRowStore({ rows });
    if (change) await store.update('companies', ['c'], change);
    const found = await store.find('companies');
    await database.close();
    return found.map(({ id }) => id);
  };
  const onDisk = async (user_id: string) =>
    (await indexedDB.databases()).filter(({ name }) => name?.startsWith(`rxdb-dexie-outpost-${user_id}-`))
      .length;

  expect(await held('ann', 'w', () => company)).toEqual(['c']);
  expect(await held('ben', 'w')).toEqual([]);
  expect(await held('ann', 'another')).toEqual([]);
  await wipeDatabase(replicaName({ user_id: 'ann', workspace_id: 'w' }));
  await wipeDatabase(replicaName({ user_id: 'ann', workspace_id: 'another' }));
  expect(await onDisk('ann')).toBe(0);
  expect(await onDisk('ben')).toBeGreaterThan(0);
  await wipeDatabase(replicaName({ user_id: 'ben', workspace_id: 'w' }));
});
