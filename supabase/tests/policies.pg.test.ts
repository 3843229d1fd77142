// Every table × every kind of person × select, insert, update, delete, through the API as a client would.
// Tables come from the catalog: one without a case here fails.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anonymous,
  connect,
  newDeal,
  newWorkspace,
  readRow,
  stack,
  syncedTables,
  type Client,
  type Workspace,
} from './workspace-under-test.ts';

type Operation = 'select' | 'insert' | 'update' | 'delete';
type Role = 'admin' | 'member' | 'guest';
type Case = {
  /** A row of the workspace. */
  existing: (workspace: Workspace) => Promise<string>;
  /** A row that could be added to it. */
  added: (workspace: Workspace) => Promise<Record<string, unknown>>;
  edit: Record<string, unknown>;
  /** Who of the workspace may do what; nobody else may do anything. */
  may: Record<Operation, readonly Role[]>;
};

const EVERYBODY = ['admin', 'member', 'guest'] as const;
const WRITERS = ['admin', 'member'] as const;
const RECORDS = { select: EVERYBODY, insert: WRITERS, update: WRITERS, delete: [] } as const;
const ADMINISTERED = { select: EVERYBODY, insert: ['admin'], update: ['admin'], delete: [] } as const;

const sql = connect();
const named = (table: string): Pick<Case, 'existing' | 'added' | 'edit' | 'may'> => ({
  existing: async ({ id }) => {
    const [row] = await sql<{ id: string }[]>`
      insert into ${sql(table)} (workspace_id, name) values (${id}, 'Here') returning id`;
    return row!.id;
  },
  added: ({ id }) => Promise.resolve({ id: v7(), workspace_id: id, name: 'Added' }),
  edit: { name: 'Edited' },
  may: RECORDS,
});

async function somebodyElse(): Promise<string> {
  const id = v7();
  await sql`insert into auth.users (id, email) values (${id}, ${`${id}@outpost.example`})`;
  return id;
}

const CASES: Record<string, Case> = {
  profiles: {
    existing: ({ admin }) => Promise.resolve(admin.id),
    added: async () => ({ id: await somebodyElse() }),
    edit: { name: 'Edited' },
    // The row under test is the admin's own profile.
    may: { select: EVERYBODY, insert: [], update: ['admin'], delete: [] },
  },
  workspaces: {
    existing: ({ id }) => Promise.resolve(id),
    added: () => Promise.resolve({ id: v7(), name: 'Added' }),
    edit: { name: 'Edited' },
    may: { select: EVERYBODY, insert: [], update: ['admin'], delete: [] },
  },
  workspace_members: {
    existing: async ({ id, guest }) => {
      const [row] = await sql<{ id: string }[]>`
        select id from workspace_members where workspace_id = ${id} and user_id = ${guest.id}`;
      return row!.id;
    },
    added: async ({ id }) => ({ id: v7(), workspace_id: id, user_id: await somebodyElse(), role: 'guest' }),
    edit: { role: 'guest' },
    may: ADMINISTERED,
  },
  boards: {
    ...named('boards'),
    existing: ({ board_id }) => Promise.resolve(board_id),
    added: ({ id }) => Promise.resolve({ id: v7(), workspace_id: id, name: 'Added', record_type: 'contact' }),
  },
  board_stages: {
    existing: ({ stages }) => Promise.resolve(stages[2]),
    added: ({ board_id }) => Promise.resolve({ id: v7(), board_id, name: 'Added', position: 9 }),
    edit: { name: 'Edited' },
    may: RECORDS,
  },
  board_cards: {
    existing: async (workspace) => (await newDeal(sql, workspace)).card,
    added: ({ board_id, stages }) =>
      Promise.resolve({
        id: v7(),
        board_id,
        stage_id: stages[0],
        record_type: 'deal',
        record_id: v7(),
        rank: 'a5',
      }),
    edit: { rank: 'a7' },
    may: RECORDS,
  },
  companies: named('companies'),
  contacts: named('contacts'),
  deals: named('deals'),
};

let ours: Workspace;
let theirs: Workspace;
beforeAll(async () => {
  ours = await newWorkspace(sql);
  theirs = await newWorkspace(sql);
});
afterAll(() => sql.end());

async function may(
  client: Client,
  operation: Operation,
  table: string,
  workspace: Workspace,
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

async function whatMay(client: Client, table: string, workspace: Workspace): Promise<Operation[]> {
  const allowed: Operation[] = [];
  for (const operation of ['select', 'insert', 'update', 'delete'] as const)
    if (await may(client, operation, table, workspace)) allowed.push(operation);
  return allowed;
}

it('has a case for every table of the API, and each is a synced one', async () => {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`;
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(CASES).sort());
  expect((await syncedTables(sql)).map(({ name }) => name).sort()).toEqual(Object.keys(CASES).sort());
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

  it.each(EVERYBODY)('lets the %s of the workspace do what the role says', async (role) => {
    expect(await whatMay(ours[role].client, table, ours)).toEqual(expected(role));
  });

  it.each(EVERYBODY)('lets the %s of another workspace do nothing', async (role) => {
    expect(await whatMay(theirs[role].client, table, ours)).toEqual([]);
  });

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
    for (const column of [...owned, ...entry!.server_columns].filter((name) => name in row)) {
      const value = column === 'workspace_id' ? theirs.id : row[column];
      const { error } = await ours.admin.client
        .from(table)
        .update({ [column]: value })
        .eq('id', id);
      expect([column, error?.code]).toEqual([column, '42501']);
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
    const { data } = await workspace.member.client.from(table).select('id, deleted_at');
    const own = table === 'profiles' || table === 'workspace_members';
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
