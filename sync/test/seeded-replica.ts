// A replica with a small workspace in it, on in-memory stores: named mutations as a window makes them, undo and redo from
// the journal, and what comes from elsewhere.
import { v7 as uuidv7 } from 'uuid';
import type { Cells } from '../core/cells.ts';
import { readCell } from '../core/cells.ts';
import { createClock } from '../core/clock.ts';
import type { Mutation } from '../core/journal.ts';
import { applyEdit } from '../core/merge.ts';
import { pairId } from '../core/pair-id.ts';
import { createCommit, type Commit } from '../mutations/commit.ts';
import type { Context } from '../mutations/context.ts';
import { perform, type MutationInput, type MutationName, type MutationResult } from '../mutations/index.ts';
import { changesThatInvert, REDO, UNDO, undoable, type Inverse } from '../mutations/undo.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { TABLE_NAMES, type TableName } from '../schema/tables.ts';
import { createMemoryStores, type MemoryStores } from './memory-stores.ts';

/** A readable id: `id(7)`. */
export const id = (n: number) => `018f0000-0000-7000-8000-${n.toString().padStart(12, '0')}`;

export const WORKSPACE = id(1);
export const ANN = id(11);
export const BEN = id(12);
export const PIPELINE = id(101);
export const PARTNERS = id(102);
export const RENEWALS = id(103);
export const LEAD = id(201);
export const QUALIFIED = id(202);
export const WON = id(203);
export const LOST = id(204);
export const SCOUTING = id(211);
export const ACTIVE = id(212);
export const RENEWING = id(221);
export const NORDWIND = id(301);
export const NORDWIND_TWICE = id(302);
export const DAUGHTER = id(303);
export const ERIKA = id(401);
export const ERIKA_TWICE = id(402);
export const OLE = id(403);
export const DELETED_CONTACT = id(404);
/** Deals in LEAD, in this order. */
export const FIRST = id(501);
export const SECOND = id(502);
export const THIRD = id(503);
/** A deal in QUALIFIED; and one that stands nowhere. */
export const ELSEWHERE = id(504);
export const LOOSE = id(505);
export const NOTE = id(601);
export const TASK = id(701);
export const DELETED_TASK = id(702);
export const BUDGET = id(801);
export const REGION = id(802);
export const VIEW = id(901);
export const TEAM = id(1001);
export const MEMBER_ROLE = pairId('roles', { workspace_id: WORKSPACE, name: 'member' });
export const ADMIN_ROLE = pairId('roles', { workspace_id: WORKSPACE, name: 'admin' });
export const SCOUT_ROLE = pairId('roles', { workspace_id: WORKSPACE, name: 'scout' });
export const INVITATION = id(1101);

export const cardOf = (record_id: string, board_id = PIPELINE) =>
  pairId('board_cards', { board_id, record_id });

const START = Date.parse('2026-11-02T09:00:00Z');
/** The clock of what is there from the beginning. */
const OLD = `${String(START - 1000)}-0000-00000000`;

/** What is in it from the beginning, parents first; the columns that are not the server's to fill. */
export function seedRows(): [TableName, Record<string, unknown> & { id: string }][] {
  const company = (id: string, name: string, rest = {}) => ({
    ...{ id, name, domain: null, industry: null, size: null, parent_id: null, owner_id: null },
    ...{ team_id: null, custom_fields: {}, created_by: ANN },
    ...rest,
  });
  const contact = (id: string, name: string, rest = {}) => ({
    ...{ id, name, email: null, phone: null, title: null, company_id: null, owner_id: null },
    ...{ team_id: null, tags: [], custom_fields: {}, created_by: ANN },
    ...rest,
  });
  const deal = (id: string, name: string, stage_id: string | null, rest = {}) => ({
    ...{ id, name, value_cents: 100_00, currency: 'EUR', stage_id, close_date: null, probability: 60 },
    ...{ primary_contact_id: null, company_id: null, owner_id: ANN, team_id: null, custom_fields: {} },
    created_by: ANN,
    ...rest,
  });
  const stage = (id: string, board_id: string, name: string, position: number, stage_type = 'open') => ({
    ...{ id, board_id, name, position, stage_type, probability: null },
  });
  const card = (
    board_id: string,
    stage_id: string,
    record_type: string,
    record_id: string,
    rank: string,
  ) => ({
    ...{ id: cardOf(record_id, board_id), board_id, stage_id, record_type, record_id, rank },
    ...{ position: 0, team_id: null },
  });
  const link = (deal_id: string, contact_id: string, role: string | null) => ({
    ...{ id: pairId('deal_contacts', { deal_id, contact_id }), deal_id, contact_id, role, team_id: null },
  });
  const role = (name: string, is_builtin: boolean) => ({
    ...{ id: pairId('roles', { workspace_id: WORKSPACE, name }), name, description: null, is_builtin },
  });
  const member = (user_id: string, name: string) => ({
    ...{ id: pairId('workspace_members', { workspace_id: WORKSPACE, user_id }), user_id, role: name },
  });
  const may = (role_id: string, resource_type: string, allowed: boolean) => ({
    ...{ id: pairId('permissions', { role_id, resource_type }), role_id, resource_type },
    ...{ can_read: true, can_write: allowed, can_delete: allowed },
  });
  return [
    ['workspaces', { id: WORKSPACE, name: 'Nordwind Systems' }],
    ['profiles', { id: ANN, name: 'Ann', email: 'ann@outpost.example', avatar_url: null }],
    ['profiles', { id: BEN, name: 'Ben', email: 'ben@outpost.example', avatar_url: null }],
    ['roles', role('admin', true)],
    ['roles', role('member', true)],
    ['roles', role('scout', false)],
    ['permissions', may(MEMBER_ROLE, 'contact', true)],
    ['permissions', may(MEMBER_ROLE, 'deal', false)],
    ['workspace_members', member(ANN, 'admin')],
    ['workspace_members', member(BEN, 'member')],
    ['teams', { id: TEAM, name: 'North' }],
    [
      'team_members',
      {
        id: pairId('team_members', { team_id: TEAM, profile_id: BEN }),
        team_id: TEAM,
        profile_id: BEN,
        role: 'lead',
      },
    ],
    ['invitations', { id: INVITATION, email: 'cleo@outpost.example', role: 'member', accepted_at: null }],
    ['boards', { id: PIPELINE, name: 'Sales pipeline', record_type: 'deal', is_archived: false }],
    ['boards', { id: PARTNERS, name: 'Partners', record_type: 'company', is_archived: false }],
    ['boards', { id: RENEWALS, name: 'Renewals', record_type: 'deal', is_archived: true }],
    ['board_stages', stage(LEAD, PIPELINE, 'Lead', 1024)],
    ['board_stages', stage(QUALIFIED, PIPELINE, 'Qualified', 2048)],
    ['board_stages', stage(WON, PIPELINE, 'Won', 3072, 'won')],
    ['board_stages', stage(LOST, PIPELINE, 'Lost', 4096, 'lost')],
    ['board_stages', stage(SCOUTING, PARTNERS, 'Scouting', 1024)],
    ['board_stages', stage(ACTIVE, PARTNERS, 'Active', 2048)],
    ['board_stages', stage(RENEWING, RENEWALS, 'Renewing', 1024)],
    ['companies', company(NORDWIND, 'Nordwind', { domain: 'nordwind.example' })],
    ['companies', company(NORDWIND_TWICE, 'Nordwind GmbH')],
    ['companies', company(DAUGHTER, 'Nordwind Service', { parent_id: NORDWIND_TWICE })],
    [
      'contacts',
      contact(ERIKA, 'Erika Muster', { tags: ['vip', 'fair'], custom_fields: { region: 'North' } }),
    ],
    ['contacts', contact(ERIKA_TWICE, 'E. Muster', { company_id: NORDWIND_TWICE, tags: ['fair'] })],
    ['contacts', contact(OLE, 'Ole Hansen', { company_id: NORDWIND, email: 'ole@nordwind.example' })],
    ['contacts', contact(DELETED_CONTACT, 'Gone', { deleted_at: '2026-11-01T08:00:00+00:00' })],
    ['deals', deal(FIRST, 'First', LEAD, { company_id: NORDWIND_TWICE, primary_contact_id: ERIKA_TWICE })],
    ['deals', deal(SECOND, 'Second', LEAD)],
    ['deals', deal(THIRD, 'Third', LEAD)],
    ['deals', deal(ELSEWHERE, 'Elsewhere', QUALIFIED)],
    ['deals', deal(LOOSE, 'Loose', null)],
    ['board_cards', card(PIPELINE, LEAD, 'deal', FIRST, 'a1')],
    ['board_cards', card(PIPELINE, LEAD, 'deal', SECOND, 'a2')],
    ['board_cards', card(PIPELINE, LEAD, 'deal', THIRD, 'a3')],
    ['board_cards', card(PIPELINE, QUALIFIED, 'deal', ELSEWHERE, 'a1')],
    ['board_cards', card(PARTNERS, SCOUTING, 'company', NORDWIND_TWICE, 'a1')],
    ['deal_contacts', link(FIRST, ERIKA, 'champion')],
    ['deal_contacts', link(FIRST, ERIKA_TWICE, 'buyer')],
    ['deal_contacts', link(SECOND, ERIKA_TWICE, 'buyer')],
    [
      'timeline_entries',
      {
        ...{ id: NOTE, record_type: 'contact', record_id: ERIKA_TWICE, entry_type: 'note', author_id: ANN },
        ...{ body: 'Met at the fair', payload: {}, happened_at: '2026-10-30T10:00:00+00:00', team_id: null },
      },
    ],
    [
      'tasks',
      {
        ...{ id: TASK, record_type: 'contact', record_id: ERIKA_TWICE, title: 'Call', description: null },
        ...{ assigned_to: ANN, due_date: '2026-11-05', status: 'open', source_entry_id: NOTE, team_id: null },
      },
    ],
    [
      'tasks',
      {
        ...{ id: DELETED_TASK, record_type: 'contact', record_id: ERIKA, title: 'Gone', description: null },
        ...{ assigned_to: ANN, due_date: null, status: 'open', source_entry_id: null, team_id: null },
        deleted_at: '2026-11-01T08:00:00+00:00',
      },
    ],
    [
      'custom_fields',
      {
        ...{ id: BUDGET, record_type: 'deal', name: 'Budget', key: 'budget', type: 'currency' },
        ...{ config: { min: 0 }, searchable: false, position: 0 },
      },
    ],
    [
      'custom_fields',
      {
        ...{ id: REGION, record_type: 'contact', name: 'Region', key: 'region', type: 'select' },
        ...{ config: { options: ['North', 'South'] }, searchable: true, position: 0 },
      },
    ],
    [
      'saved_views',
      {
        ...{ id: VIEW, owner_id: ANN, name: 'Mine', record_type: 'deal', kind: 'table' },
        ...{ definition: { sort: 'name' }, is_shared: false },
      },
    ],
  ];
}

/** The small workspace, as the server has it. */
export const seededRows = (): [TableName, SyncedRow][] =>
  seedRows().map(([table, columns]) => [
    table,
    {
      ...{ workspace_id: WORKSPACE, created_at: '2026-11-01T07:00:00+00:00', deleted_at: null },
      ...{ updated_at: '2026-11-01T07:00:00+00:00', row_version: 1, clocks: { '*': OLD } },
      ...columns,
    },
  ]);

export type SeededReplica = {
  stores: MemoryStores;
  context: Context;
  row(table: TableName, id: string): SyncedRow;
  mutate<N extends MutationName>(name: N, input: MutationInput<N>): Promise<MutationResult<N>>;
  commit: Commit;
  undo(): Promise<Inverse>;
  redo(): Promise<Inverse>;
  last(): Mutation;
  /** A row that somebody else made or edited, as a pull brings it. */
  comes(table: TableName, id: string, columns: Cells): Promise<void>;
  /** What the server does to a row by itself, such as a rebalancing, with the clock right after the row's. */
  serverSets(table: TableName, id: string, columns: Cells): Promise<void>;
  /** The server has answered all that waits. */
  answer(state: Mutation['writes'][number]['state']): Promise<void>;
  /** What the rows hold, whoever set it when. */
  content(): Record<string, Record<string, unknown>>;
  /** The same stores, in a process that knows nothing of before. */
  restart(): SeededReplica;
};

export async function openSeededReplica(user_id = ANN): Promise<SeededReplica> {
  const stores = createMemoryStores();
  for (const [table, row] of seededRows()) await stores.rows.update(table, [row.id], () => row);
  return openReplicaOn(stores, user_id, { now: START });
}

/** `time` is in ms since the epoch, and goes on by itself. */
export function openReplicaOn(stores: MemoryStores, user_id: string, time: { now: number }): SeededReplica {
  const tick = () => (time.now += 1000);
  const clock = createClock({ node: 'aaaaaaaa', now: () => tick() });
  const committing = createCommit({
    user_id,
    rows: stores.rows,
    journal: stores.journal,
    clock,
    preview: () => () => undefined,
    saved: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  const context: Context = {
    reader: stores.rows,
    workspace_id: WORKSPACE,
    user_id,
    now: () => new Date(tick()).toISOString(),
    newId: () => uuidv7(),
    random: () => 0.4,
  };
  /** The commit resolves when it is durable; what is behind it has to be in the rows too. */
  const settled = async () => {
    while (stores.mutations().some(({ state }) => state === 'saved'))
      await new Promise((resolve) => setImmediate(resolve));
  };

  const commit: Commit = async (...mutation) => {
    const made = await committing(...mutation);
    await settled();
    return made;
  };

  async function takeBack(name: typeof UNDO | typeof REDO): Promise<Inverse> {
    const [gesture] = undoable(stores.mutations())[name];
    if (!gesture) throw new Error(`There is nothing to ${name}.`);
    const inverse = await changesThatInvert(context, gesture.mutations);
    await commit(name, inverse.changes, { inverts: gesture.id });
    return inverse;
  }

  const replica: SeededReplica = {
    stores,
    context,
    commit,
    row(table, row_id) {
      const row = stores.all(table).find((one) => one.id === row_id);
      if (!row) throw new Error(`${table} ${row_id} is not here.`);
      return row;
    },
    async mutate(name, input) {
      const { changes, result } = await perform(context, name, input);
      await commit(name, changes);
      return result;
    },
    undo: () => takeBack(UNDO),
    redo: () => takeBack(REDO),
    last() {
      const last = stores.mutations().at(-1);
      if (!last) throw new Error('Nothing has been done.');
      return last;
    },
    comes: (table, row_id, columns) =>
      stores.rows.update(table, [row_id], (row) => {
        const later = `${String(tick())}-0000-bbbbbbbb`;
        if (row) return applyEdit(table, row, { columns, clock: later });
        const at = new Date(time.now).toISOString();
        return {
          ...{ workspace_id: WORKSPACE, created_at: at, updated_at: at, deleted_at: null },
          ...columns,
          ...{ id: row_id, row_version: 2, clocks: { '*': later } },
        };
      }),
    serverSets: (table, row_id, columns) =>
      stores.rows.update(table, [row_id], (row) => {
        if (!row) return undefined;
        const seen = (cell: string) => row.clocks[cell] ?? row.clocks['*'] ?? '';
        const clocks = Object.keys(columns).map((cell) => {
          const counter = (parseInt(seen(cell).slice(14, 18), 16) + 1).toString(16).padStart(4, '0');
          return [cell, `${seen(cell).slice(0, 14)}${counter}-00000000`] as const;
        });
        return { ...row, ...columns, clocks: { ...row.clocks, ...Object.fromEntries<string>(clocks) } };
      }),
    answer: (state) =>
      stores.journal.update(
        stores.mutations().map((mutation) => mutation.id),
        (mutation) => ({
          ...mutation,
          state: 'done',
          writes: mutation.writes.map((write) =>
            write.state.kind === 'waiting' ? { ...write, state } : write,
          ),
        }),
      ),
    content() {
      const content: Record<string, Record<string, unknown>> = {};
      for (const table of TABLE_NAMES)
        for (const row of stores.all(table))
          if (!isLogged(row)) content[`${table}/${row.id}`] = contentOf(row);
      return content;
    },
    restart: () => openReplicaOn(stores, user_id, time),
  };
  return replica;
}

/** The server's own words on a timeline. */
const isLogged = (row: SyncedRow) =>
  row['entry_type'] === 'stage_change' || row['entry_type'] === 'field_edit';

const OF_SYNC = new Set(['clocks', 'created_at', 'updated_at', 'row_version']);

const contentOf = (row: SyncedRow): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !OF_SYNC.has(column))
      .map(([column, value]) => [column, column === 'tags' ? [...(value as string[])].sort() : value]),
  );

export const cellIn = (replica: SeededReplica, table: TableName, row_id: string, cell: string): unknown =>
  readCell(table, replica.row(table, row_id), cell);
