import { expect, it } from 'vitest';
import type { SyncedRow } from '../schema/declare.ts';
import { writeOf } from './edits.ts';

const contact: SyncedRow = {
  id: 'c',
  created_at: '2025-01-01T00:00:00+00:00',
  updated_at: '2025-01-01T00:00:00+00:00',
  deleted_at: null,
  row_version: 7,
  clocks: { '*': '1763000000000-0000-00000000' },
  name: 'Erika',
  tags: ['vip', 'fair'],
  custom_fields: { region: 'North', size: 3 },
};

it('an edit of all tags and fields is one of those that differ, with what they were', () => {
  const columns = { name: 'Erika', tags: ['fair', 'new'], custom_fields: { region: 'South', size: 3 } };
  expect(writeOf({ table: 'contacts', row: contact, columns })).toEqual({
    table: 'contacts',
    id: 'c',
    columns: { 'tags.vip': false, 'tags.new': true, 'custom_fields.region': 'South' },
    before: { 'tags.vip': true, 'tags.new': false, 'custom_fields.region': 'North' },
    base: contact.clocks,
    state: { kind: 'waiting' },
  });
});

it('an edit to what is there is none', () => {
  const columns = { name: 'Erika', tags: ['fair', 'vip'], custom_fields: { size: 3, region: 'North' } };
  expect(writeOf({ table: 'contacts', row: contact, columns })).toBeNull();
});
