// Every table × every kind of person × select, insert, update, delete, through the API as a client would.
// Tables come from the catalog: one without a case here fails.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anonymous,
  connect,
  newDeal,
  newPerson,
  newWorkspace,
  readRow,
  stack,
  syncedTables,
  type Client,
  type Person,
  type Workspace,
} from './workspace-under-test.ts';

type Operation = 'select' | 'insert' | 'update' | 'delete';
/** clerk: a custom role that reads and writes contacts and tasks; colleague: a member in none of the teams. */
type Role = 'admin' | 'member' | 'guest' | 'clerk' | 'colleague' | 'removed';
type Staffed = Workspace & { clerk: Person; colleague: Person; removed: Person; team_id: string };
type Case = {
  /** A row of the workspace; of the team, where a row can be a team's. */
  existing: (workspace: Staffed) => Promise<string>;
  /** A row that could be added to it. */
  added: (workspace: Staffed) => Promise<Record<string, unknown>>;
  edit: Record<string, unknown>;
  /** Who of the workspace may do what; nobody else may do anything. */
  may: Record<Operation, readonly Role[]>;
};

const ROLES = ['admin', 'member', 'guest', 'clerk', 'colleague', 'removed'] as const;
const PRESENT = ['admin', 'member', 'guest', 'clerk', 'colleague'] as const;
const BUILT_IN = ['admin', 'member', 'guest', 'colleague'] as const;
const TEAM = ['admin', 'member', 'guest'] as const;
const WRITERS = ['admin', 'member'] as const;
const allow = (
  select: readonly Role[],
  insert: readonly Role[] = [],
  update: readonly Role[] = insert,
): Case['may'] => ({ select, insert, update, delete: [] });

const sql = connect();
async function insert(table: string, row: Record<string, unknown>): Promise<string> {
  const [made] = await sql<{ id: string }[]>`insert into ${sql(table)} ${sql(row)} returning id`;
  return made!.id;
}

/** A record of the team. */
const record = (table: string) => ({
  existing: ({ id, team_id }: Staffed) => insert(table, { workspace_id: id, name: 'Here', team_id }),
  added: ({ id }: Staffed) => Promise.resolve({ id: v7(), workspace_id: id, name: 'Added' }),
  edit: { name: 'Edited' },
  may: allow(TEAM, [...WRITERS, 'colleague'], WRITERS),
});

/** What hangs on a record of the team. */
const onRecord = (table: string, columns: Record<string, unknown>, edit: Record<string, unknown>) => {
  const row = async ({ id, team_id }: Staffed) => ({
    id: v7(),
    workspace_id: id,
    record_type: 'contact',
    record_id: await insert('contacts', { workspace_id: id, name: 'Here', team_id }),
    ...columns,
  });
  return {
    existing: async (workspace: Staffed) => insert(table, await row(workspace)),
    added: row,
    edit,
    may: allow(TEAM, WRITERS),
  };
};

/** What only admins write. */
const administered = (
  table: string,
  row: (workspace: Staffed) => Record<string, unknown> | Promise<Record<string, unknown>>,
  edit: Record<string, unknown>,
  readers: readonly Role[] = PRESENT,
) => {
  const added = async (workspace: Staffed) => ({
    id: v7(),
    workspace_id: workspace.id,
    ...(await row(workspace)),
  });
  return {
    existing: async (workspace: Staffed) => insert(table, await added(workspace)),
    added,
    edit,
    may: allow(readers, ['admin']),
  };
};

async function somebodyElse(): Promise<string> {
  const id = v7();
  await sql`insert into auth.users (id, email) values (${id}, ${`${id}@outpost.example`})`;
  return id;
}

const dealContact = async ({ id, team_id }: Staffed) => ({
  id: v7(),
  deal_id: await insert('deals', { workspace_id: id, name: 'Here', team_id }),
  contact_id: await insert('contacts', { workspace_id: id, name: 'Here' }),
});
const newRole = ({ id }: Staffed) => insert('roles', { workspace_id: id, name: v7() });
const view = ({ id }: Staffed) => ({
  id: v7(),
  workspace_id: id,
  name: 'Mine',
  record_type: 'deal',
  kind: 'table',
});
const automation = ({ id }: Staffed) => ({ id: v7(), workspace_id: id, name: 'Rule' });

const CASES: Record<string, Case> = {
  profiles: {
    existing: ({ admin }) => Promise.resolve(admin.id),
    added: async () => ({ id: await somebodyElse() }),
    edit: { name: 'Edited' },
    // The row under test is the admin's own profile.
    may: allow(PRESENT, [], ['admin']),
  },
  workspaces: {
    existing: ({ id }) => Promise.resolve(id),
    added: () => Promise.resolve({ id: v7(), name: 'Added' }),
    edit: { name: 'Edited' },
    may: allow(PRESENT, [], ['admin']),
  },
  workspace_members: administered(
    'workspace_members',
    async () => ({ user_id: await somebodyElse(), role: 'guest' }),
    { role: 'member' },
  ),
  roles: administered('roles', () => ({ name: v7() }), { description: 'Edited' }),
  permissions: administered(
    'permissions',
    async (workspace) => ({ role_id: await newRole(workspace), resource_type: 'deal' }),
    { can_read: true },
  ),
  teams: administered('teams', () => ({ name: 'Team' }), { name: 'Edited' }),
  team_members: administered(
    'team_members',
    async ({ team_id }) => ({ team_id, profile_id: await somebodyElse() }),
    { role: 'lead' },
  ),
  invitations: administered(
    'invitations',
    () => ({ email: `${v7()}@outpost.example`, role: 'guest' }),
    { role: 'member' },
    ['admin'],
  ),
  boards: {
    ...record('boards'),
    existing: ({ board_id }) => Promise.resolve(board_id),
    added: ({ id }) => Promise.resolve({ id: v7(), workspace_id: id, name: 'Added', record_type: 'contact' }),
    may: allow(BUILT_IN, [...WRITERS, 'colleague']),
  },
  board_stages: {
    existing: ({ stages }) => Promise.resolve(stages[2]),
    added: ({ board_id }) => Promise.resolve({ id: v7(), board_id, name: 'Added', position: 9 }),
    edit: { name: 'Edited' },
    may: allow(BUILT_IN, [...WRITERS, 'colleague']),
  },
  board_cards: {
    existing: async (workspace) => {
      const { deal, card } = await newDeal(sql, workspace);
      await sql`update deals set team_id = ${workspace.team_id} where id = ${deal}`;
      return card;
    },
    added: async ({ id, board_id, stages, team_id }) => ({
      id: v7(),
      board_id,
      stage_id: stages[0],
      record_type: 'deal',
      record_id: await insert('deals', { workspace_id: id, name: 'Here', team_id }),
      rank: 'a5',
    }),
    edit: { rank: 'a7' },
    may: allow(TEAM, WRITERS),
  },
  companies: record('companies'),
  contacts: {
    ...record('contacts'),
    may: allow([...TEAM, 'clerk'], [...WRITERS, 'clerk', 'colleague'], [...WRITERS, 'clerk']),
  },
  deals: record('deals'),
  deal_contacts: {
    existing: async (workspace) => insert('deal_contacts', await dealContact(workspace)),
    added: dealContact,
    edit: { role: 'champion' },
    may: allow(TEAM, WRITERS),
  },
  timeline_entries: {
    ...onRecord('timeline_entries', { entry_type: 'note' }, { deleted_at: '2026-11-21T12:00:00Z' }),
    existing: async (workspace) =>
      insert('timeline_entries', {
        ...(await CASES['timeline_entries']!.added(workspace)),
        author_id: workspace.member.id,
        happened_at: '2026-11-21T12:00:00Z',
      }),
  },
  tasks: {
    ...onRecord('tasks', { title: 'Call' }, { status: 'done' }),
    may: allow([...TEAM, 'clerk'], [...WRITERS, 'clerk']),
  },
  attachments: onRecord('attachments', { name: 'a.pdf', storage_path: 'a' }, { name: 'b.pdf' }),
  custom_fields: administered(
    'custom_fields',
    () => ({ record_type: 'deal', name: 'Field', key: `k${v7().replaceAll('-', '')}`, type: 'text' }),
    { name: 'Edited' },
    BUILT_IN,
  ),
  automations: administered('automations', automation, { is_enabled: true }, BUILT_IN),
  saved_views: {
    existing: (workspace) =>
      insert('saved_views', { ...view(workspace), owner_id: workspace.member.id, is_shared: true }),
    added: (workspace) => Promise.resolve(view(workspace)),
    edit: { name: 'Edited' },
    may: allow(BUILT_IN, [...WRITERS, 'colleague'], ['member']),
  },
  automation_runs: {
    existing: async (workspace) =>
      insert('automation_runs', {
        automation_id: await insert('automations', automation(workspace)),
        status: 'success',
      }),
    added: async (workspace) => ({
      id: v7(),
      automation_id: await insert('automations', automation(workspace)),
      status: 'success',
    }),
    edit: { status: 'failed' },
    may: allow(BUILT_IN),
  },
  audit_log: {
    existing: ({ id }) => insert('audit_log', { workspace_id: id, action: 'update' }),
    added: ({ id }) => Promise.resolve({ id: v7(), workspace_id: id, action: 'update' }),
    edit: { action: 'insert' },
    may: allow(['admin']),
  },
  search_index: {
    existing: async ({ id, team_id }) => {
      const record_id = await insert('contacts', { workspace_id: id, name: 'Here', team_id });
      const [row] = await sql<{ id: string }[]>`select id from search_index where record_id = ${record_id}`;
      return row!.id;
    },
    added: ({ id }) =>
      Promise.resolve({
        id: v7(),
        workspace_id: id,
        record_type: 'contact',
        record_id: v7(),
        tsv: '',
        trigram: '',
      }),
    edit: { trigram: 'edited' },
    may: allow([...TEAM, 'clerk']),
  },
  scope_log: {
    existing: ({ id, team_id }) =>
      insert('scope_log', {
        workspace_id: id,
        kind: 'moved',
        table_name: 'deals',
        record_id: v7(),
        from_team_id: team_id,
      }),
    added: ({ id }) =>
      Promise.resolve({ id: v7(), workspace_id: id, kind: 'moved', table_name: 'deals', record_id: v7() }),
    edit: { from_team_id: null },
    may: allow([...TEAM, 'clerk']),
  },
};
/** Read online, not by replicas. */
const NOT_SYNCED = ['audit_log', 'automation_runs', 'search_index'];

async function staffed(workspace: Workspace): Promise<Staffed> {
  const { id, member, guest } = workspace;
  const [clerk, colleague, removed] = await Promise.all([
    newPerson('clerk'),
    newPerson('colleague'),
    newPerson('removed'),
  ]);
  const role_id = await insert('roles', { workspace_id: id, name: 'clerk' });
  for (const resource_type of ['contact', 'task'])
    await insert('permissions', { role_id, resource_type, can_read: true, can_write: true });
  await insert('workspace_members', { workspace_id: id, user_id: clerk.id, role: 'clerk' });
  await insert('workspace_members', { workspace_id: id, user_id: colleague.id, role: 'member' });
  await insert('workspace_members', {
    workspace_id: id,
    user_id: removed.id,
    role: 'admin',
    deleted_at: new Date(),
  });
  const team_id = await insert('teams', { workspace_id: id, name: 'Team' });
  for (const { id: profile_id } of [member, guest, clerk, removed])
    await insert('team_members', { team_id, profile_id });
  return { ...workspace, clerk, colleague, removed, team_id };
}

let ours: Staffed;
let theirs: Staffed;
beforeAll(async () => {
  ours = await staffed(await newWorkspace(sql));
  theirs = await staffed(await newWorkspace(sql));
});
afterAll(() => sql.end());

async function may(
  client: Client,
  operation: Operation,
  table: string,
  workspace: Staffed,
): Promise<boolean> {
  const { existing, added, edit } = CASES[table]!;
  const rows = client.from(table);
  if (operation === 'insert') return (await rows.insert(await added(workspace))).error === null;
  const id = await existing(workspace);
  if (operation === 'select') return (await rows.select('id').eq('id', id)).data?.length === 1;
  const before = await readRow(sql, table, id);
  const answer =
    operation === 'update'
      ? await rows.update(edit).eq('id', id).select('id')
      : await rows.delete().eq('id', id).select('id');
  const claimed = answer.data?.length === 1;
  const [after] = await sql<
    { row: unknown }[]
  >`select to_jsonb(t) as row from ${sql(table)} as t where id = ${id}`;
  expect(JSON.stringify(after?.row) !== JSON.stringify(before)).toBe(claimed);
  return claimed;
}

async function whatMay(client: Client, table: string, workspace: Staffed): Promise<Operation[]> {
  const allowed: Operation[] = [];
  for (const operation of ['select', 'insert', 'update', 'delete'] as const)
    if (await may(client, operation, table, workspace)) allowed.push(operation);
  return allowed;
}

it('has a case for every table of the API, and each is a synced one but the logs', async () => {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`;
  const synced = await syncedTables(sql);
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(CASES).sort());
  expect([...synced.map(({ name }) => name), ...NOT_SYNCED].sort()).toEqual(Object.keys(CASES).sort());
});

it('enables and forces row level security on every table', async () => {
  const open = await sql`
    select relname from pg_class
    where relnamespace in ('public'::regnamespace) and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`;
  expect(open).toEqual([]);
});

it('has policies for signed-in people only, one command each', async () => {
  const loose = await sql`
    select tablename, policyname from pg_policies
    where schemaname = 'public' and (roles <> '{authenticated}' or cmd not in ('SELECT', 'INSERT', 'UPDATE'))`;
  expect(loose).toEqual([]);
});

it('gives anonymous visitors no right on any table, and nobody but the service a right to delete', async () => {
  const rights = await sql`
    select grantee, table_name, privilege_type from information_schema.role_table_grants
    where table_schema in ('public', 'private') and (
      grantee in ('anon', 'PUBLIC')
      or grantee = 'authenticated' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE'))`;
  expect(rights).toEqual([]);
});

it('keeps private functions from the public', async () => {
  const open = await sql`
    select p.proname from pg_proc as p
    where p.pronamespace = 'private'::regnamespace and has_function_privilege('anon', p.oid, 'execute')
      and p.proname not in ('epoch', 'schema_version', 'gap_used_up')`;
  expect(open).toEqual([]);
  const loose = await sql`
    select p.oid::regprocedure from pg_proc as p
    where p.pronamespace in ('private'::regnamespace, 'public'::regnamespace)
      and not 'search_path=""' = any (coalesce(p.proconfig, '{}'))`;
  expect(loose).toEqual([]);
});

describe.each(Object.keys(CASES))('%s', (table) => {
  const expected = (role: Role) =>
    (['select', 'insert', 'update', 'delete'] as const).filter((operation) =>
      CASES[table]!.may[operation].includes(role),
    );

  it.each(ROLES)('lets the %s of the workspace do what the role says', async (role) => {
    expect(await whatMay(ours[role].client, table, ours)).toEqual(expected(role));
  });

  it.each(['admin', 'member', 'guest'] as const)(
    'lets the %s of another workspace do nothing',
    async (role) => {
      expect(await whatMay(theirs[role].client, table, ours)).toEqual([]);
    },
  );

  it('lets an anonymous visitor do nothing', async () => {
    expect(await whatMay(anonymous(), table, ours)).toEqual([]);
  });

  it('answers nobody without a key', async () => {
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      const answer = await fetch(`${stack.url}/rest/v1/${table}?id=eq.${v7()}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method === 'POST' || method === 'PATCH' ? { body: '{}' } : {}),
      });
      expect(answer.status).toBe(401);
    }
  });

  it('lets no client write what is the server’s, or move a row into another workspace', async () => {
    const [entry] = (await syncedTables(sql)).filter(({ name }) => name === table);
    const id = await CASES[table]!.existing(ours);
    const row = await readRow(sql, table, id);
    const owned = ['id', 'workspace_id', 'created_at', 'created_by', 'updated_at', 'row_version', 'clocks'];
    for (const column of [...owned, ...(entry?.server_columns ?? [])].filter((name) => name in row)) {
      const value = column === 'workspace_id' ? theirs.id : row[column];
      const { error } = await ours.admin.client
        .from(table)
        .update({ [column]: value })
        .eq('id', id);
      expect([column, error?.code]).toEqual([column, '42501']);
      if (entry === undefined) continue;
      const [answer] = await ours.admin.push({
        table,
        id,
        base: row.clocks,
        columns: { [column]: value },
        clocks: { [column]: '1795269040682-0000-aaaaaaaa' },
      });
      if (column !== 'id')
        expect([column, answer?.status, answer?.code]).toEqual([column, 'refused', '42501']);
    }
    expect(await readRow(sql, table, id)).toEqual(row);
  });
});

it('signs what somebody makes with their name, whatever they say', async () => {
  const id = v7();
  await ours.member.client.from('companies').insert({ id, workspace_id: ours.id, name: 'Signed' });
  expect((await readRow(sql, 'companies', id))['created_by']).toBe(ours.member.id);
});

it('lets people read the profiles of colleagues, not of strangers, and edit only their own', async () => {
  const { admin, member, guest } = await newWorkspace(sql);
  const { data } = await guest.client.from('profiles').select('id');
  expect((data ?? []).map(({ id }) => id as string).sort()).toEqual([admin.id, member.id, guest.id].sort());
  const edited = await guest.client.from('profiles').update({ name: 'Me' }).neq('id', v7()).select('id');
  expect(edited.data).toEqual([{ id: guest.id }]);
});

it('shows somebody who was removed nothing but their own membership', async () => {
  const workspace = await newWorkspace(sql);
  const { data: before } = await workspace.member.client.from('boards').select('id');
  expect(before).toHaveLength(1);
  await sql`
    update workspace_members set deleted_at = now()
    where workspace_id = ${workspace.id} and user_id = ${workspace.member.id}`;
  for (const table of Object.keys(CASES)) {
    const { data } = await workspace.member.client.from(table).select('id');
    const own = ['profiles', 'workspace_members', 'scope_log'].includes(table);
    expect([table, data?.length]).toEqual([table, own ? 1 : 0]);
  }
});

it.each([
  ['contacts', 'company_id', 'companies'],
  ['companies', 'parent_id', 'companies'],
  ['deals', 'company_id', 'companies'],
  ['deals', 'primary_contact_id', 'contacts'],
])('lets no %s.%s refer into another workspace', async (table, column, parent) => {
  const [foreign] = await sql<{ id: string }[]>`
    insert into ${sql(parent)} (workspace_id, name) values (${theirs.id}, 'Theirs') returning id`;
  const { error } = await ours.admin.client
    .from(table)
    .insert({ id: v7(), workspace_id: ours.id, name: 'Ours', [column]: foreign!.id });
  expect(error?.code).toBe('23503');
});

it('lets no deal and no card lie in a stage of another workspace, and no card in a stage of another board', async () => {
  const { client } = ours.admin;
  const deal = await client
    .from('deals')
    .insert({ id: v7(), workspace_id: ours.id, name: 'Ours', stage_id: theirs.stages[0] });
  expect(deal.error?.code).toBe('23503');
  const card = { id: v7(), board_id: ours.board_id, record_type: 'deal', record_id: v7(), rank: 'a0' };
  expect((await client.from('board_cards').insert({ ...card, stage_id: theirs.stages[0] })).error?.code).toBe(
    '23503',
  );
});

it.each([
  ['deals', { name: 'Deal', currency: 'XYZ' }],
  ['deals', { name: 'Deal', currency: 'eur' }],
  ['deals', { name: 'Deal', probability: 101 }],
  ['boards', { name: 'Board', record_type: 'task' }],
  ['tasks', { title: 'Call', record_type: 'board', record_id: v7() }],
  ['tasks', { title: 'Call', record_type: 'deal', record_id: v7(), status: 'later' }],
  ['custom_fields', { name: 'Field', record_type: 'deal', key: 'field', type: 'image' }],
  ['custom_fields', { name: 'Field', record_type: 'deal', key: 'No key', type: 'text' }],
  ['attachments', { name: 'a', record_type: 'deal', record_id: v7(), storage_path: 'a', size_bytes: -1 }],
])('lets no %s hold %o', async (table, columns) => {
  const row = { workspace_id: ours.id, ...columns };
  await expect(insert(table, row)).rejects.toMatchObject({ code: '23514' });
});
