// What the client predicts of an edit's timeline entries, held against those that the server writes for it.
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  clockAt,
  connect,
  creating,
  editing,
  newWorkspace,
  readRow,
  type Workspace,
} from '../../supabase/tests/workspace-under-test.ts';
import { automaticEntries, type EditedRow } from '../core/automatic-entries.ts';
import { pairId } from '../core/pair-id.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { clientColumns, type TableName } from '../schema/tables.ts';

const sql = connect();
let workspace: Workspace;
const team_id = v7();
const FIELDS = ['budget', 'region', 'sector'];
beforeAll(async () => {
  workspace = await newWorkspace(sql);
  await sql`insert into teams (id, workspace_id, name) values (${team_id}, ${workspace.id}, 'North')`;
  for (const record_type of ['contact', 'company', 'deal'])
    for (const key of FIELDS)
      await sql`
        insert into custom_fields (workspace_id, record_type, name, key, type)
        values (${workspace.id}, ${record_type}, ${key}, ${key}, 'text')`;
});
afterAll(() => sql.end());

/** What both sides must say alike; when and in which version the server had it is its own. */
const told = ({ created_at: _c, updated_at: _u, row_version: _v, ...entry }: SyncedRow) => entry;
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

async function pulledEntries(record_id: string) {
  const { timeline_entries } = await workspace.admin.pull(workspace.id, { timeline_entries: null }, 5_000);
  return (timeline_entries?.rows as SyncedRow[])
    .filter((entry) => entry['record_id'] === record_id)
    .map(told)
    .sort(byId);
}

async function made(table: TableName, columns: Record<string, unknown>): Promise<string> {
  const row = creating(table, { workspace_id: workspace.id, ...columns }, clockAt(-7_200_000));
  if (table === 'board_cards') {
    const { board_id, record_id } = columns as { board_id: string; record_id: string };
    row.id = pairId('board_cards', { board_id, record_id });
  }
  expect(await workspace.admin.pushOne(row)).toMatchObject({ status: 'applied' });
  return row.id;
}

type Edit = { table: TableName; id: string; columns: Record<string, unknown> };

/** Pushes the edits as one gesture, and answers what was predicted of them. */
async function pushed(...edits: Edit[]) {
  const clock = clockAt(-3_600_000);
  const rows: EditedRow[] = [];
  for (const { table, id, columns } of edits) {
    const before = (await readRow(sql, table, id)) as unknown as SyncedRow;
    const edited = Object.fromEntries(Object.keys(columns).map((column) => [column, clock]));
    rows.push({ table, before, after: { ...before, ...columns, clocks: { ...before.clocks, ...edited } } });
  }
  const writes = edits.map(({ table, columns }, at) => editing(table, rows[at]!.before, columns, clock));
  for (const { status } of await workspace.admin.push(...writes)) expect(status).not.toBe('refused');
  return rows
    .flatMap((row) => automaticEntries(row, workspace.admin.id))
    .map((entry) => told(entry as unknown as SyncedRow))
    .sort(byId);
}

const record = () => ({
  name: 'Renamed',
  owner_id: workspace.member.id,
  team_id,
  custom_fields: { region: 'South', budget: null, sector: 'Steel' },
  deleted_at: new Date().toISOString(),
});

it.each([
  ['companies', () => ({ domain: 'a.example', industry: 'Steel', size: '11-50' })],
  ['contacts', () => ({ email: 'a@a.example', phone: '+49 30 1', title: 'CEO', tags: ['vip', 'new'] })],
  [
    'deals',
    () => ({
      value_cents: 1_999_00,
      currency: 'EUR',
      stage_id: workspace.stages[1],
      close_date: '2026-12-31',
      probability: 12.5,
    }),
  ],
] as const)('predicts the entries of an edit of every column of %s', async (table, own) => {
  const company = await made('companies', { name: 'Company' });
  const contact = await made('contacts', { name: 'Contact' });
  const related = {
    companies: { parent_id: company },
    contacts: { company_id: company },
    deals: { company_id: company, primary_contact_id: contact },
  }[table];
  const id = await made(table, { name: 'Before', custom_fields: { region: 'North', budget: '5' } });
  const columns = { ...record(), ...own(), ...related };
  expect(Object.keys(columns).sort()).toEqual([...clientColumns(table)].sort());

  const predicted = await pushed({ table, id, columns });
  expect(predicted).toHaveLength(clientColumns(table).length);
  expect(await pulledEntries(id)).toEqual(predicted);

  const back = await pushed({ table, id, columns: { name: 'Back', deleted_at: null } });
  expect(back).toHaveLength(2);
  expect(await pulledEntries(id)).toEqual([...predicted, ...back].sort(byId));
});

it('predicts one entry for a deal that is moved with its card', async () => {
  const [from, to] = workspace.stages;
  const { board_id } = workspace;
  const deal = await made('deals', { name: 'Deal', stage_id: from });
  const card = await made('board_cards', {
    board_id,
    stage_id: from,
    record_type: 'deal',
    record_id: deal,
    rank: 'a0',
  });
  const predicted = await pushed(
    { table: 'board_cards', id: card, columns: { stage_id: to, rank: 'a1' } },
    { table: 'deals', id: deal, columns: { stage_id: to } },
  );
  expect(predicted).toHaveLength(1);
  expect(await pulledEntries(deal)).toEqual(predicted);
});

it('predicts the entry of a company whose card is moved', async () => {
  const board_id = await made('boards', { name: 'Partners', record_type: 'company' });
  const stages = [
    await made('board_stages', { board_id, name: 'First' }),
    await made('board_stages', { board_id, name: 'Second' }),
  ];
  const company = await made('companies', { name: 'Company', team_id });
  const card = await made('board_cards', {
    board_id,
    stage_id: stages[0],
    record_type: 'company',
    record_id: company,
    rank: 'a0',
  });
  const predicted = await pushed({
    table: 'board_cards',
    id: card,
    columns: { stage_id: stages[1], rank: 'a1' },
  });
  expect(predicted).toHaveLength(1);
  expect(await pulledEntries(company)).toEqual(predicted);
});

it('derives ids as the database does', async () => {
  for (const [namespace, name] of [
    [v7(), v7()],
    ['11111111-1111-1111-1111-111111111111', 'Größe 大'],
  ] as const) {
    const [found] = await sql`select private.uuid_v5(${namespace}, ${name}) as id`;
    expect(pairId('roles', { workspace_id: namespace, name })).toBe(found!['id']);
  }
});
