// audit_log and the automatic timeline entries: one per change, by whoever did it, at the time of the edit.
import { v5, v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  clockAt,
  connect,
  creating,
  editing,
  newDeal,
  newWorkspace,
  readRow,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(() => sql.end());

/** A deal with its card, made two hours ago on somebody's laptop. */
async function oldDeal(): Promise<{ deal: string; card: string }> {
  const clock = clockAt(-7_200_000);
  const [stage_id] = workspace.stages;
  const deal = creating('deals', { workspace_id: workspace.id, name: 'Deal', stage_id }, clock);
  const card = creating(
    'board_cards',
    { board_id: workspace.board_id, stage_id, record_type: 'deal', record_id: deal.id, rank: nextRank() },
    clock,
  );
  await workspace.member.push(deal, card);
  return { deal: deal.id, card: card.id };
}
let cards = 0;
const nextRank = () => `a${(cards += 1)}`;

const auditOf = (id: string) => sql`
  select action, actor_id, before, after, happened_at from audit_log where resource_id = ${id} order by created_at, action`;
const timelineOf = (id: string) => sql`
  select id, entry_type, author_id, payload, happened_at, created_at >= happened_at as synced_later
  from timeline_entries where record_id = ${id} order by happened_at`;
const timeOf = (clock: string) => new Date(Number(clock.slice(0, 13)));

it('logs an edit once, with who, what, before and after, at the time of the edit, however often it is pushed', async () => {
  const { member } = workspace;
  const { deal } = await oldDeal();
  const row = await readRow(sql, 'deals', deal);
  const clock = clockAt(-3_600_000);
  const edit = editing('deals', row, { name: 'Renamed', value_cents: 500 }, clock);
  for (let round = 0; round < 2; round += 1)
    expect(await member.pushOne(edit)).toMatchObject({ status: 'applied' });
  expect((await auditOf(deal)).slice(1)).toEqual([
    {
      action: 'update',
      actor_id: member.id,
      before: { name: 'Deal', value_cents: null },
      after: { name: 'Renamed', value_cents: 500 },
      happened_at: timeOf(clock),
    },
  ]);
  const entries = await timelineOf(deal);
  expect(entries).toHaveLength(2);
  for (const [column, before, after] of [
    ['name', 'Deal', 'Renamed'],
    ['value_cents', null, 500],
  ] as const)
    expect(entries).toContainEqual({
      id: v5(`${column} ${clock}`, deal),
      entry_type: 'field_edit',
      author_id: member.id,
      payload: { column, before, after },
      happened_at: timeOf(clock),
      synced_later: true,
    });
});

it('logs a deal’s move once, whichever side moved, and takes the entry that the client made for it', async () => {
  const { member } = workspace;
  const { deal, card } = await oldDeal();
  const clock = clockAt(-1_000);
  const [from, to] = workspace.stages;
  const move = editing(
    'board_cards',
    await readRow(sql, 'board_cards', card),
    { stage_id: to, rank: 'a0' },
    clock,
  );
  const put = editing('deals', await readRow(sql, 'deals', deal), { stage_id: to }, clock);
  const entry = {
    ...creating(
      'timeline_entries',
      {
        workspace_id: workspace.id,
        record_type: 'deal',
        record_id: deal,
        entry_type: 'stage_change',
        payload: { column: 'stage_id', before: from, after: to },
        happened_at: timeOf(clock).toISOString(),
      },
      clock,
    ),
    id: v5(`stage_id ${clock}`, deal),
  };
  for (let round = 0; round < 2; round += 1)
    for (const { status } of await member.push(entry, move, put)) expect(status).not.toBe('refused');
  expect(await timelineOf(deal)).toEqual([
    {
      id: entry.id,
      entry_type: 'stage_change',
      author_id: member.id,
      payload: { column: 'stage_id', before: from, after: to },
      happened_at: timeOf(clock),
      synced_later: true,
    },
  ]);
  expect((await auditOf(deal)).filter(({ action }) => action === 'update')).toHaveLength(1);
  expect((await auditOf(card)).filter(({ action }) => action === 'update')).toHaveLength(1);
});

it('logs the move of a company’s card', async () => {
  const [board, company] = [v7(), v7()];
  const stages = [v7(), v7()] as const;
  await sql`insert into boards (id, workspace_id, name, record_type) values (${board}, ${workspace.id}, 'Partners', 'company')`;
  for (const id of stages)
    await sql`insert into board_stages (id, board_id, name) values (${id}, ${board}, 'Stage')`;
  await sql`insert into companies (id, workspace_id, name) values (${company}, ${workspace.id}, 'Company')`;
  const [card] = await sql<{ id: string }[]>`
    insert into board_cards ${sql({ board_id: board, stage_id: stages[0], record_type: 'company', record_id: company })} returning id`;
  await sql`update board_cards set stage_id = ${stages[1]} where id = ${card!.id}`;
  expect(await timelineOf(company)).toMatchObject([
    { entry_type: 'stage_change', payload: { column: 'stage_id', before: stages[0], after: stages[1] } },
  ]);
});

it('takes no automatic entry for a change that the server does not know', async () => {
  const { deal } = await newDeal(sql, workspace);
  for (const entry_type of ['stage_change', 'field_edit'])
    expect(
      await workspace.member.pushOne(
        creating('timeline_entries', {
          workspace_id: workspace.id,
          record_type: 'deal',
          record_id: deal,
          entry_type,
        }),
      ),
    ).toMatchObject({ status: 'refused', code: '42501' });
});

it('keeps automatic entries from being edited or deleted, by admins too', async () => {
  const { deal } = await newDeal(sql, workspace);
  await sql`update deals set name = 'Renamed' where id = ${deal}`;
  const rows = workspace.admin.client.from('timeline_entries');
  const deleted = await rows
    .update({ deleted_at: '2026-11-21T12:00:00Z' })
    .eq('record_id', deal)
    .select('id');
  expect(deleted.data).toEqual([]);
  expect((await rows.update({ payload: {} }).eq('record_id', deal)).error?.code).toBe('42501');
});

it('says delete and restore', async () => {
  const { deal } = await newDeal(sql, workspace);
  await sql`update deals set deleted_at = now() where id = ${deal}`;
  await sql`update deals set deleted_at = null where id = ${deal}`;
  expect((await auditOf(deal)).map(({ action }) => action as string)).toEqual([
    'insert',
    'delete',
    'restore',
  ]);
});

it('logs neither renumbering nor ranks nor the server’s stamps', async () => {
  const cards: string[] = [];
  for (let n = 0; n < 3; n += 1) cards.push((await newDeal(sql, workspace, workspace.stages[2])).card);
  const [entries] = await sql`select count(*)::int from audit_log where workspace_id = ${workspace.id}`;
  await sql`update board_cards set position = 1 where id = ${cards[2]!}`;
  await sql`update board_cards set position = 1 where id = ${cards[1]!}`;
  await sql`update board_cards set position = 1 where id = ${cards[0]!}`;
  await sql`update deals set id = id where workspace_id = ${workspace.id}`;
  expect(await sql`select count(*)::int from audit_log where workspace_id = ${workspace.id}`).toEqual([
    entries,
  ]);
});

it('says that a workspace was removed, which takes everything along, its log too', async () => {
  const gone = await newWorkspace(sql);
  const { id, admin } = gone;
  const { deal } = await newDeal(sql, gone);
  const [team] = await sql<{ id: string }[]>`
    insert into teams (workspace_id, name) values (${id}, 'Team') returning id`;
  await sql`update deals set team_id = ${team!.id} where id = ${deal}`;
  await sql`insert into invitations (workspace_id, email, role) values (${id}, 'who@outpost.example', 'guest')`;
  await sql`insert into tasks ${sql({ workspace_id: id, record_type: 'deal', record_id: deal, title: 'Call' })}`;
  expect((await auditOf(deal)).length).toBeGreaterThan(0);
  await sql`delete from workspaces where id = ${id}`;
  expect(await auditOf(deal)).toEqual([]);
  expect(await auditOf(id)).toMatchObject([
    { action: 'delete', before: { name: 'Under test' }, after: null },
  ]);
  expect((await admin.client.from('workspaces').select('id')).data).toEqual([]);
});

it('is appended to, not changed', async () => {
  const rights = await sql`
    select grantee, privilege_type from information_schema.role_table_grants
    where table_name = 'audit_log' and table_schema = 'public' and grantee not in ('postgres')
    union
    select grantee, privilege_type from information_schema.column_privileges
    where table_name = 'audit_log' and table_schema = 'public' and grantee not in ('postgres')
    order by grantee, privilege_type`;
  expect(
    rights.map(({ grantee, privilege_type }) => `${grantee as string} ${privilege_type as string}`),
  ).toEqual(['authenticated SELECT', 'service_role INSERT', 'service_role SELECT']);
});
