import { describe, expect, it } from 'vitest';
import type { SyncedRow } from '../schema/declare.ts';
import { cellsOf, readCell, writeCell } from './cells.ts';
import { applyEdit, columnClock, mergePulled } from './merge.ts';

const T = (ms: number) => `${String(ms).padStart(13, '0')}-0000-0000000a`;
const contact = (rest: Record<string, unknown> = {}): SyncedRow => ({
  id: 'c',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  deleted_at: null,
  row_version: 1,
  clocks: { '*': T(1) },
  name: 'Ann',
  tags: ['warm', 'fair'],
  custom_fields: { region: 'north', budget: 5 },
  ...rest,
});

describe('cells', () => {
  it('are the elements that an edit of the whole column changes, and no others', () => {
    const columns = { name: 'Anna', tags: ['fair', 'vip'], custom_fields: { region: 'north', size: 3 } };
    expect(cellsOf('contacts', contact(), columns)).toEqual({
      name: 'Anna',
      'tags.warm': false,
      'tags.vip': true,
      'custom_fields.budget': null,
      'custom_fields.size': 3,
    });
  });

  it('are none where the whole column is what it was, in whatever order', () => {
    const columns = { tags: ['fair', 'warm'], custom_fields: { budget: 5, region: 'north' } };
    expect(cellsOf('contacts', contact(), columns)).toEqual({});
  });

  it.each([
    ['tags.warm', false, { tags: ['fair'] }],
    ['tags.vip', true, { tags: ['warm', 'fair', 'vip'] }],
    ['tags.fair', true, { tags: ['warm', 'fair'] }],
    ['custom_fields.budget', 6, { custom_fields: { region: 'north', budget: 6 } }],
    ['custom_fields.region', null, { custom_fields: { budget: 5 } }],
    ['custom_fields.is_key', true, { custom_fields: { region: 'north', budget: 5, is_key: true } }],
    ['name', 'Anna', { name: 'Anna' }],
  ])('%s is set to %s without a trace in copies of the row', (cell, value, expected) => {
    const row = contact();
    const edited = { ...row };
    writeCell('contacts', edited, cell, value);
    expect(edited).toMatchObject(expected);
    expect(readCell('contacts', edited, cell)).toEqual(value);
    expect(row).toEqual(contact());
  });

  it('keep a key with a dot in it whole', () => {
    const row: Record<string, unknown> = { tags: [] };
    writeCell('contacts', row, 'tags.v1.0', true);
    expect(row).toEqual({ tags: ['v1.0'] });
  });
});

describe('merging cells', () => {
  it('keeps what two people did to different elements, and the later of two to one', () => {
    const mine = applyEdit('contacts', contact(), {
      columns: { 'tags.vip': true, 'custom_fields.budget': 9 },
      clock: T(5),
    });
    const server = contact({
      row_version: 2,
      tags: ['fair'],
      custom_fields: { region: 'south', budget: 7 },
      clocks: { '*': T(1), 'tags.warm': T(4), 'custom_fields.region': T(4), 'custom_fields.budget': T(6) },
    });
    expect(mergePulled('contacts', mine, server)).toMatchObject({
      tags: ['fair', 'vip'],
      custom_fields: { region: 'south', budget: 7 },
    });
  });

  it('lets the server judge what it has answered, but not what was edited since', () => {
    const mine = applyEdit('contacts', contact(), { columns: { name: 'Refused' }, clock: T(5) });
    const since = applyEdit('contacts', mine, { columns: { 'tags.vip': true }, clock: T(6) });
    expect(mergePulled('contacts', since, contact(), { name: T(5) })).toMatchObject({
      name: 'Ann',
      tags: ['warm', 'fair', 'vip'],
    });
  });

  it('dates a column by the latest of its elements', () => {
    expect(columnClock({ '*': T(1), 'tags.a': T(3), 'tags.b': T(2) }, 'tags')).toBe(T(3));
    expect(columnClock({ '*': T(1) }, 'tags')).toBe(T(1));
  });
});
