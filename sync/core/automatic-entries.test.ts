import { v5, v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { SyncedRow } from '../schema/declare.ts';
import type { TableName } from '../schema/tables.ts';
import { automaticEntries } from './automatic-entries.ts';

const CLOCK = '1763729000120-0000-9f3a1c20';
const [WORKSPACE, TEAM, ANN] = [v7(), v7(), v7()];

const row = (columns: Record<string, unknown>): SyncedRow => ({
  id: v7(),
  workspace_id: WORKSPACE,
  team_id: TEAM,
  created_at: '2025-01-01T00:00:00+00:00',
  updated_at: '2025-01-01T00:00:00+00:00',
  deleted_at: null,
  row_version: 7,
  clocks: { '*': '1763000000000-0000-00000000' },
  ...columns,
});

/** What is predicted for an edit of `columns` at CLOCK. */
function entriesFor(table: TableName, before: SyncedRow, columns: Record<string, unknown>) {
  const edited = Object.fromEntries(Object.keys(columns).map((column) => [column, CLOCK]));
  const after = { ...before, ...columns, clocks: { ...before.clocks, ...edited } };
  return automaticEntries({ table, before, after }, ANN);
}

describe('the automatic entries of an edit', () => {
  it('say what changed, when, by whom and for whose eyes, under the id that the server will give', () => {
    const before = row({ name: 'Deal', value_cents: null, stage_id: 'lead' });
    expect(entriesFor('deals', before, { value_cents: 500 })).toEqual([
      {
        id: v5(`value_cents ${CLOCK}`, before.id),
        workspace_id: WORKSPACE,
        team_id: TEAM,
        record_type: 'deal',
        record_id: before.id,
        entry_type: 'field_edit',
        author_id: ANN,
        body: null,
        payload: { column: 'value_cents', before: null, after: 500 },
        happened_at: '2025-11-21T12:43:20.12+00:00',
        created_at: '2025-11-21T12:43:20.12+00:00',
        updated_at: '2025-11-21T12:43:20.12+00:00',
        deleted_at: null,
        row_version: 0,
        clocks: { '*': CLOCK },
      },
    ]);
  });

  it('are one per column, and a stage is a change of stage', () => {
    const entries = entriesFor('deals', row({ name: 'A', stage_id: 'lead' }), { name: 'B', stage_id: 'won' });
    expect(entries.map(({ entry_type, payload }) => [entry_type, payload['column']])).toEqual([
      ['field_edit', 'name'],
      ['stage_change', 'stage_id'],
    ]);
  });

  it('leave out what is as it was, however it is written', () => {
    const before = row({
      name: 'A',
      tags: ['x', 'y'],
      custom_fields: { size: { min: 1, max: 2 }, region: 'North' },
      deleted_at: '2025-11-20T10:00:00.5+00:00',
    });
    const same = {
      name: 'A',
      tags: ['x', 'y'],
      custom_fields: { region: 'North', size: { max: 2, min: 1 }, budget: null },
      deleted_at: '2025-11-20T10:00:00.500Z',
    };
    expect(entriesFor('contacts', before, same)).toEqual([]);
    expect(entriesFor('contacts', before, { tags: ['y', 'x'] })).toHaveLength(1);
  });

  it('are one per column, dated by the latest of its cells', () => {
    const before = row({ custom_fields: { region: 'North', size: 3 } });
    const earlier = '1763729000000-0000-9f3a1c20';
    const after = {
      ...before,
      custom_fields: { region: 'South' },
      clocks: { ...before.clocks, 'custom_fields.region': earlier, 'custom_fields.size': CLOCK },
    };
    expect(automaticEntries({ table: 'contacts', before, after }, ANN)).toMatchObject([
      {
        id: v5(`custom_fields ${CLOCK}`, before.id),
        payload: {
          column: 'custom_fields',
          before: { region: 'North', size: 3 },
          after: { region: 'South' },
        },
        clocks: { '*': CLOCK },
      },
    ]);
  });

  it('of a card are on the timeline of its contact or company; a deal has its own stage', () => {
    const card = (record_type: string) =>
      row({ record_type, record_id: 'record', stage_id: 'lead', rank: 'a0' });
    const company = card('company');
    expect(entriesFor('board_cards', company, { stage_id: 'won', rank: 'a1' })).toMatchObject([
      {
        id: v5(`stage_id ${CLOCK}`, company.id),
        record_type: 'company',
        record_id: 'record',
        entry_type: 'stage_change',
        payload: { column: 'stage_id', before: 'lead', after: 'won' },
      },
    ]);
    expect(entriesFor('board_cards', company, { rank: 'a1' })).toEqual([]);
    expect(entriesFor('board_cards', card('deal'), { stage_id: 'won' })).toEqual([]);
  });

  it('are none for rows that are on no timeline', () => {
    expect(entriesFor('tasks', row({ title: 'A' }), { title: 'B' })).toEqual([]);
  });
});
