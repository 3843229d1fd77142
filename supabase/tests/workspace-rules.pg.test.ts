// A workspace keeps an admin, nobody gives themselves a role or another's name, and people come by invitation.
import type postgres from 'postgres';
import { v5, v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anonymous,
  become,
  connect,
  creating,
  editing,
  clockAt,
  newPerson,
  newWorkspace,
  readRow,
  type Person,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
const other = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(async () => {
  await sql.end();
  await other.end();
});

async function membershipOf({ id }: Workspace, person: Person): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select id from workspace_members where workspace_id = ${id} and user_id = ${person.id}`;
  return row!.id;
}

const push = async (person: Person, table: string, id: string, columns: Record<string, unknown>) =>
  person.pushOne(editing(table, await readRow(sql, table, id), columns, clockAt(0)));

describe('a role', () => {
  it.each(['member', 'guest'] as const)('is not raised by the %s who has it', async (role) => {
    const membership = await membershipOf(workspace, workspace[role]);
    const before = await readRow(sql, 'workspace_members', membership);
    const { client } = workspace[role];
    for (const edit of [{ role: 'admin' }, { role: 'admin', deleted_at: '2026-11-21T12:00:00Z' }]) {
      const answer = await client.from('workspace_members').update(edit).eq('id', membership).select('id');
      expect(answer.data ?? []).toEqual([]);
    }
    const invited = await client
      .from('invitations')
      .insert({ id: v7(), workspace_id: workspace.id, email: workspace[role].email, role: 'admin' });
    expect(invited.error?.code).toBe('42501');
    expect(await readRow(sql, 'workspace_members', membership)).toEqual(before);
  });

  it('is one of the workspace’s catalog', async () => {
    const membership = await membershipOf(workspace, workspace.guest);
    const answer = await workspace.admin.client
      .from('workspace_members')
      .update({ role: 'emperor' })
      .eq('id', membership);
    expect(answer.error?.code).toBe('23503');
  });

  it('keeps its name, and is not deleted while somebody has it or when it is built in', async () => {
    const deleted_at = '2026-11-21T12:00:00Z';
    const { id, admin, guest } = workspace;
    const built_in = v5('guest', id);
    expect(await push(admin, 'roles', built_in, { name: 'boss' })).toMatchObject({ code: '42501' });
    expect(await push(admin, 'roles', built_in, { deleted_at })).toMatchObject({ code: '23514' });
    const custom = creating('roles', { workspace_id: id, name: 'reader' });
    expect(await admin.pushOne(custom)).toMatchObject({ status: 'applied' });
    const membership = await membershipOf(workspace, guest);
    await sql`update workspace_members set role = 'reader' where id = ${membership}`;
    expect(await push(admin, 'roles', custom.id, { deleted_at })).toMatchObject({ code: '23514' });
    await sql`update workspace_members set role = 'guest' where id = ${membership}`;
    expect(await push(admin, 'roles', custom.id, { deleted_at })).toMatchObject({ status: 'applied' });
  });

  it('without the right to delete edits and does not delete', async () => {
    const person = await newPerson('editor');
    const [role] = await sql<{ id: string }[]>`
      insert into roles (workspace_id, name) values (${workspace.id}, 'editor') returning id`;
    await sql`insert into permissions ${sql({ role_id: role!.id, resource_type: 'contact', can_read: true, can_write: true })}`;
    await sql`insert into workspace_members (workspace_id, user_id, role) values (${workspace.id}, ${person.id}, 'editor')`;
    const made = creating('contacts', { workspace_id: workspace.id, name: 'Kept' });
    expect((await person.pushOne(made)).status).toBe('applied');
    const row = await readRow(sql, 'contacts', made.id);
    const deletion = editing('contacts', row, { deleted_at: '2026-11-21T12:00:00Z' }, clockAt(1));
    expect(await person.pushOne(deletion)).toMatchObject({ status: 'refused', code: '42501' });
    expect(await readRow(sql, 'contacts', made.id)).toEqual(row);
  });
});

describe('the last admin', () => {
  it('can neither leave nor be demoted; with a second one, both can', async () => {
    const here = await newWorkspace(sql);
    const { admin, member } = here;
    const own = await membershipOf(here, admin);
    const leave = { deleted_at: '2026-11-21T12:00:00Z' };
    const table = 'workspace_members';
    expect(await push(admin, table, own, { role: 'member' })).toMatchObject({ code: '23514' });
    expect(await push(admin, table, own, leave)).toMatchObject({ code: '23514' });
    expect(await push(admin, table, await membershipOf(here, member), { role: 'admin' })).toMatchObject({
      status: 'applied',
    });
    expect(await push(admin, table, own, leave)).toMatchObject({ status: 'applied' });
  });

  it('stays when two admins leave at the same time', async () => {
    const here = await newWorkspace(sql);
    await sql`update workspace_members set role = 'admin' where workspace_id = ${here.id} and user_id = ${here.member.id}`;
    const leave = (connection: postgres.Sql, person: Person, beforeCommit: () => Promise<void>) =>
      connection.begin(async (tx) => {
        await become(tx, person.id);
        await tx`update workspace_members set deleted_at = now() where workspace_id = ${here.id} and user_id = ${person.id}`;
        await beforeCommit();
      });
    const watching = connect();
    const [{ pid }] = (await other`select pg_backend_pid() as pid`) as unknown as [{ pid: number }];
    let second: Promise<unknown> = Promise.resolve();
    await leave(sql, here.admin, async () => {
      second = leave(other, here.member, () => Promise.resolve());
      second.catch(() => undefined);
      await expect
        .poll(async () => {
          const [waits] = await watching`select wait_event_type from pg_stat_activity where pid = ${pid}`;
          return (waits as { wait_event_type: string | null }).wait_event_type;
        })
        .toBe('Lock');
    });
    await expect(second).rejects.toMatchObject({ code: '23514' });
    await watching.end();
  });
});

it('anybody who is not the last admin can leave', async () => {
  const here = await newWorkspace(sql);
  const answer = await here.guest.client
    .from('workspace_members')
    .update({ deleted_at: '2026-11-21T12:00:00Z' })
    .eq('id', await membershipOf(here, here.guest))
    .select('id');
  expect(answer.data).toHaveLength(1);
  expect((await here.guest.client.from('boards').select('id')).data).toEqual([]);
});

it('nobody writes another author’s name', async () => {
  const { member, admin, id } = workspace;
  const contact = creating('contacts', { workspace_id: id, name: 'About' });
  const entry = creating('timeline_entries', {
    workspace_id: id,
    record_type: 'contact',
    record_id: contact.id,
    entry_type: 'note',
    body: 'Mine',
  });
  const view = creating('saved_views', {
    workspace_id: id,
    name: 'Mine',
    record_type: 'deal',
    kind: 'table',
  });
  const answers = await member.push(contact, entry, view);
  expect(answers.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
  expect(await readRow(sql, 'timeline_entries', entry.id)).toMatchObject({ author_id: member.id });
  expect(await readRow(sql, 'saved_views', view.id)).toMatchObject({ owner_id: member.id });
  for (const forged of [
    { ...entry, id: v7(), columns: { ...entry.columns, author_id: admin.id } },
    { ...view, id: v7(), columns: { ...view.columns, owner_id: admin.id } },
    { ...contact, id: v7(), columns: { ...contact.columns, created_by: admin.id } },
  ])
    expect(await member.pushOne(forged)).toMatchObject({ status: 'refused', code: '42501' });
});

it('create_workspace makes its creator admin, with a board and stages, once', async () => {
  const founder = await newPerson('founder');
  const id = v7();
  for (let round = 0; round < 2; round += 1) {
    const { data, error } = await founder.client.rpc('create_workspace', { name: 'New', id });
    expect([data, error]).toEqual([id, null]);
  }
  const { data: members } = await founder.client.from('workspace_members').select('id, user_id, role');
  expect(members).toEqual([{ id: v5(founder.id, id), user_id: founder.id, role: 'admin' }]);
  const { data: stages } = await founder.client
    .from('board_stages')
    .select('name, stage_type')
    .order('position');
  expect(stages).toMatchObject([
    { name: 'Lead' },
    { name: 'Qualified' },
    { name: 'Proposal' },
    { name: 'Negotiation' },
    { name: 'Won', stage_type: 'won' },
    { name: 'Lost', stage_type: 'lost' },
  ]);
  expect((await anonymous().rpc('create_workspace', { name: 'Nobody’s' })).error).not.toBeNull();
  const taken = await founder.client.rpc('create_workspace', { name: 'Taken', id: workspace.id });
  expect(taken.error?.code).toBe('23505');
});

describe('an invitation', () => {
  const invite = async (email: string, role = 'member') => {
    const id = v7();
    const { error } = await workspace.admin.client
      .from('invitations')
      .insert({ id, workspace_id: workspace.id, email, role });
    expect(error).toBeNull();
    return id;
  };
  const roleOf = async (user_id: string): Promise<unknown> => {
    const [row] = await sql`
      select role from workspace_members where workspace_id = ${workspace.id} and user_id = ${user_id} and deleted_at is null`;
    return row?.['role'];
  };
  async function signUp(email: string, confirmed: boolean): Promise<string> {
    const id = v7();
    await sql`insert into auth.users (id, email, email_confirmed_at) values (${id}, ${email}, ${confirmed ? new Date() : null})`;
    return id;
  }

  it('makes a member of whoever confirms the address, however it is written, and only then', async () => {
    const email = `new-${v7()}@outpost.example`;
    await invite(email.toUpperCase(), 'guest');
    const person = await signUp(email, false);
    expect(await roleOf(person)).toBeUndefined();
    await sql`update auth.users set email_confirmed_at = now() where id = ${person}`;
    expect(await roleOf(person)).toBe('guest');
  });

  it('is accepted by an account that was there before', async () => {
    const person = await newPerson('known');
    const id = await invite(person.email);
    expect(await roleOf(person.id)).toBeUndefined();
    const { data } = await person.client.rpc('accept_invitations');
    expect(data).toEqual([workspace.id]);
    expect(await roleOf(person.id)).toBe('member');
    expect((await readRow(sql, 'invitations', id))['accepted_at']).not.toBeNull();
    expect((await person.client.rpc('accept_invitations')).data).toEqual([]);
  });

  it('does not let in whoever has another address, nor after it was taken back', async () => {
    const person = await newPerson('late');
    const id = await invite(person.email);
    const stranger = await newPerson('stranger');
    expect((await stranger.client.rpc('accept_invitations')).data).toEqual([]);
    await workspace.admin.client
      .from('invitations')
      .update({ deleted_at: '2026-11-21T12:00:00Z' })
      .eq('id', id);
    expect((await person.client.rpc('accept_invitations')).data).toEqual([]);
    expect(await roleOf(person.id)).toBeUndefined();
  });

  it('does not let in again somebody who was removed since', async () => {
    const person = await newPerson('removed');
    await invite(person.email);
    await sql`
      insert into workspace_members (workspace_id, user_id, deleted_at)
      values (${workspace.id}, ${person.id}, now() + interval '1 minute')`;
    await person.client.rpc('accept_invitations');
    expect(await roleOf(person.id)).toBeUndefined();
  });
});
