// Pull misses nothing: what commits late lies above every checkpoint that was handed out before.
import { v7 } from 'uuid';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  newPerson,
  newWorkspace,
  readRow,
  syncedTables,
  type Checkpoint,
  type Page,
  type Workspace,
} from './workspace-under-test.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const sql = connect();
const late = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(async () => {
  await sql.end();
  await late.end();
});

const newContact = async (tx: postgres.ISql, name: string): Promise<string> => {
  const [row] = await tx<{ id: string }[]>`
    insert into contacts (workspace_id, name) values (${workspace.id}, ${name}) returning id`;
  return row!.id;
};

/** A page of contacts by `pull`, which may be another function than the real one. */
async function pullContacts(pull: string, checkpoint: Checkpoint | null): Promise<Page> {
  return workspace.member.inDatabase(sql, async (tx) => {
    const [answer] = await tx<{ page: Page }[]>`
      select ${tx(pull)}(${workspace.id}, ${tx.json({ contacts: checkpoint })}) -> 'tables' -> 'contacts' as page`;
    return answer!.page;
  });
}

/** One transaction writes first and commits last; a pull comes in between. Answers whether its row is pulled after. */
async function comesAfterLateCommit(pull: string): Promise<boolean> {
  const start = (await pullContacts(pull, null)).checkpoint;
  let between: Page | undefined;
  const lateId = await late.begin(async (tx) => {
    const id = await newContact(tx, 'Late');
    const early = await newContact(sql, 'Early');
    between = await pullContacts(pull, start);
    expect(between.rows.map((row) => row.id)).not.toContain(id);
    if (pull === 'sync_pull') {
      expect(between).toMatchObject({ rows: [], complete: true, waiting: true });
      expect(early).toBeTruthy();
    }
    return id;
  });
  const after = await pullContacts(pull, between!.checkpoint);
  return after.rows.some(({ id }) => id === lateId);
}

describe('the horizon', () => {
  it('lets a row come that was written first and committed last', async () => {
    expect(await comesAfterLateCommit('sync_pull')).toBe(true);
  });

  it('is what does it: without it the row is missed', async () => {
    const [real] = await sql<{ definition: string }[]>`
      select pg_get_functiondef('public.sync_pull'::regproc) as definition`;
    const blind = real!.definition
      .replace('public.sync_pull(', 'public.pull_without_horizon(')
      .replace('pg_snapshot_xmin(', 'pg_snapshot_xmax(');
    expect(blind).not.toBe(real!.definition.replace('public.sync_pull(', 'public.pull_without_horizon('));
    await sql.unsafe(blind);
    try {
      expect(await comesAfterLateCommit('pull_without_horizon')).toBe(false);
    } finally {
      await sql`drop function public.pull_without_horizon`;
    }
  });

  it('holds back a row that an older transaction writes after a newer one, until it commits', async () => {
    const id = await newContact(sql, 'Shared');
    const { checkpoint } = await pullContacts('sync_pull', null);
    let between: Page | undefined;
    await late.begin(async (tx) => {
      await newContact(tx, 'Takes its transaction id here');
      await sql`update contacts set name = 'Newer transaction' where id = ${id}`;
      between = await pullContacts('sync_pull', checkpoint);
      await tx`update contacts set name = 'Older transaction' where id = ${id}`;
    });
    const after = await pullContacts('sync_pull', between!.checkpoint);
    expect(after.rows.find((row) => row.id === id)).toMatchObject({ name: 'Older transaction' });
  });
});

it('hands out every row once, in pages, tombstones too, and then only what is new', async () => {
  const own = await newWorkspace(sql);
  const ids = Array.from({ length: 25 }, () => v7());
  for (const id of ids)
    await sql`insert into companies (id, workspace_id, name) values (${id}, ${own.id}, 'Company')`;
  await sql`update companies set deleted_at = now() where id = ${ids[3]!}`;
  const pulled: string[] = [];
  let checkpoint: Checkpoint | null = null;
  for (let complete = false; !complete;) {
    const { companies }: Record<string, Page> = await own.guest.pull(own.id, { companies: checkpoint }, 10);
    expect(companies!.rows.length).toBeLessThanOrEqual(10);
    pulled.push(...companies!.rows.map(({ id }) => id));
    ({ checkpoint, complete } = companies!);
  }
  expect(pulled.sort()).toEqual(ids.sort());
  expect(checkpoint?.id).toBe(NIL);
  await sql`update companies set name = 'Edited' where id = ${ids[7]!}`;
  const { companies } = await own.guest.pull(own.id, { companies: checkpoint });
  expect(companies!.rows.map(({ id, name }) => [id, name])).toEqual([[ids[7], 'Edited']]);
  expect(companies!.complete).toBe(true);
});

it('never hands out a checkpoint lower than the one it was given', async () => {
  const ahead = { row_version: 2 ** 52, id: v7() };
  const { contacts } = await workspace.member.pull(workspace.id, { contacts: ahead });
  expect(contacts).toMatchObject({ rows: [], complete: true, checkpoint: ahead });
});

it('hands out every synced table in one call, each row whole', async () => {
  const tables = (await syncedTables(sql)).map(({ name }) => name);
  const pages = await workspace.member.pull(
    workspace.id,
    Object.fromEntries(tables.map((name) => [name, null])),
  );
  expect(Object.keys(pages).sort()).toEqual(tables.sort());
  expect(pages['workspaces']?.rows).toEqual([await readRow(sql, 'workspaces', workspace.id)]);
  expect(pages['boards']?.rows).toEqual([await readRow(sql, 'boards', workspace.board_id)]);
  expect(pages['profiles']?.rows).toHaveLength(3);
  expect(pages['workspace_members']?.rows).toHaveLength(3);
});

it('refuses a table that it does not know, by name', async () => {
  const { error } = await workspace.member.client.rpc('sync_pull', {
    workspace: workspace.id,
    tables: { unknown_table: null },
  });
  expect(error).toMatchObject({ code: '22023' });
  expect(error?.message).toContain('unknown_table');
});

it('hands out the profile of a colleague who comes, or comes back, whatever its age', async () => {
  const own = await newWorkspace(sql);
  const old = await newPerson('old');
  const pullProfiles = async (checkpoint: Checkpoint | null) =>
    (await own.admin.pull(own.id, { profiles: checkpoint }))['profiles']!;
  let page = await pullProfiles(null);
  expect(page.rows.map(({ id }) => id)).not.toContain(old.id);
  await sql`insert into workspace_members (workspace_id, user_id, role) values (${own.id}, ${old.id}, 'guest')`;
  page = await pullProfiles(page.checkpoint);
  expect(page.rows.map(({ id }) => id)).toEqual([old.id]);
  await sql`update workspace_members set deleted_at = now() where user_id = ${old.id}`;
  expect((await pullProfiles(page.checkpoint)).rows).toEqual([]);
  await sql`update workspace_members set deleted_at = null where user_id = ${old.id}`;
  expect((await pullProfiles(page.checkpoint)).rows.map(({ id }) => id)).toEqual([old.id]);
});

it('tells somebody who was removed so, by the tombstone of their membership, and nothing of others', async () => {
  const own = await newWorkspace(sql);
  await sql`update workspace_members set deleted_at = now() where user_id = ${own.guest.id}`;
  const { workspace_members, boards, profiles } = await own.guest.pull(own.id, {
    workspace_members: null,
    boards: null,
    profiles: null,
  });
  expect(workspace_members!.rows).toHaveLength(1);
  expect(workspace_members!.rows[0]).toMatchObject({
    user_id: own.guest.id,
    deleted_at: expect.any(String) as unknown,
  });
  expect(boards!.rows).toEqual([]);
  expect(profiles!.rows.map(({ id }) => id)).toEqual([own.guest.id]);
});

it('finds a page of 100,000 rows by the index, and asks who may read once', async () => {
  const own = await newWorkspace(sql);
  // Neither the rows nor their end are anybody's history: that would be most of the time.
  await sql`alter table contacts disable trigger user`;
  try {
    await sql`
      insert into contacts (workspace_id, name, row_version)
      select ${own.id}, 'Person ' || n, n / 100 from generate_series(1, 100000) as n`;
    await sql`analyze contacts`;
    const plan = await own.member.inDatabase(sql, async (tx) => {
      const lines = await tx<{ 'QUERY PLAN': string }[]>`
      explain (analyze, costs off, timing off, summary off)
      select t.* from contacts as t
      where t.workspace_id = ${own.id} and (t.row_version, t.id) > (500, ${NIL}) and t.row_version < 100000
      order by t.row_version, t.id limit 1000`;
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('Index Scan using contacts_pull');
    expect(plan).toMatch(/InitPlan 1[\s\S]*loops=1/);
    expect(plan).not.toMatch(/Filter: .*private\.|Seq Scan|Sort/);
    const page = (await own.member.pull(own.id, { contacts: { row_version: 500, id: NIL } }))['contacts']!;
    expect(page.rows).toHaveLength(1000);
  } finally {
    await sql`delete from contacts where workspace_id = ${own.id}`;
    await sql`alter table contacts enable trigger user`;
  }
});

it('tells version and epoch to somebody who has not signed in yet', async () => {
  const { data, error } = await (await newPerson('stranger')).client.rpc('sync_manifest');
  expect(error).toBeNull();
  expect(data).toMatchObject({
    schema_version: 1,
    epoch: expect.any(String) as unknown,
    tables: (await syncedTables(sql)).map(({ name }) => name),
  });
});
