import { expect, it } from 'vitest';
import type { Reader } from '../mutations/edits.ts';
import { readerWithCatalog } from './catalog-reader.ts';

const ROLES = [
  { id: 'sales', name: 'Sales', deleted_at: null },
  { id: 'old', name: 'Sales', deleted_at: '2026-01-01T00:00:00Z' },
  { id: 'support', name: 'Support', deleted_at: null },
];
const CONTACT = { id: 'ann', name: 'Ann' };

const storage: Reader = {
  read: (table, ids) =>
    Promise.resolve(new Map(table === 'contacts' ? ids.map((id) => [id, CONTACT as never]) : [])),
  find: (table) => Promise.resolve(table === 'contacts' ? [CONTACT as never] : []),
};
const reader = readerWithCatalog(storage, {
  rowsOf: ((table: string) => (table === 'roles' ? ROLES : [])) as never,
});

it('finds the rows of a small table without the storage, deleted ones too', async () => {
  expect(await reader.find('roles')).toEqual(ROLES);
  expect(await reader.find('roles', { column: 'name', value: 'Sales' })).toEqual(ROLES.slice(0, 2));
});

it('reads those rows of a small table that are asked for and are there', async () => {
  expect([...(await reader.read('roles', ['old', 'nobody']))]).toEqual([['old', ROLES[1]]]);
});

it('leaves all other tables to the storage', async () => {
  expect((await reader.read('contacts', ['ann'])).get('ann')).toBe(CONTACT);
  expect(await reader.find('contacts')).toEqual([CONTACT]);
});
