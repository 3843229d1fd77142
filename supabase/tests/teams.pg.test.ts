// A record of a team is seen by that team and by admins, with all that hangs on it, and whoever loses sight of it is
// told. Policies ask who somebody is once in a statement, not once in a row.
import type postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  become,
  clockAt,
  connect,
  creating,
  editing,
  newDeal,
  newPerson,
  newWorkspace,
  readRow,
  untilSomebodyWaitsFor,
  type Person,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
let workspace: Workspace;
let colleague: Person;
let team_id: string;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
  colleague = await newPerson('colleague');
  const { id, member } = workspace;
  await sql`insert into workspace_members (workspace_id, user_id) values (${id}, ${colleague.id})`;
  const [team] = await sql<{ id: string }[]>`
    insert into teams (workspace_id, name) values (${id}, 'Team') returning id`;
  team_id = team!.id;
  await sql`insert into team_members (team_id, profile_id) values (${team_id}, ${member.id})`;
});
afterAll(() => sql.end());

const HANGING = ['board_cards', 'deal_contacts', 'timeline_entries', 'tasks', 'attachments'] as const;
const seenBy = async ({ client }: Person, ids: Record<string, string>): Promise<string[]> => {
  const seen: string[] = [];
  for (const [table, id] of Object.entries(ids))
    if ((await client.from(table).select('id').eq('id', id)).data?.length === 1) seen.push(table);
  return seen;
};
/** Each kind of row that hangs on a deal. */
async function hangOn(deal: string, card: string): Promise<Record<string, string>> {
  const about = { workspace_id: workspace.id, record_type: 'deal', record_id: deal };
  const contact = creating('contacts', { workspace_id: workspace.id, name: 'Contact' });
  const writes = [
    creating('deal_contacts', { deal_id: deal, contact_id: contact.id }),
    creating('timeline_entries', { ...about, entry_type: 'note' }),
    creating('tasks', { ...about, title: 'Call' }),
    creating('attachments', { ...about, name: 'a.pdf', storage_path: 'a' }),
  ];
  const answers = await workspace.member.push(contact, ...writes);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'applied'));
  return { board_cards: card, ...Object.fromEntries(writes.map(({ table, id }) => [table, id])) };
}

describe('a deal that goes to a team', () => {
  it('takes along what hangs on it, and what is added later; those who stay outside are told', async () => {
    const { admin, member, guest } = workspace;
    const { deal, card } = await newDeal(sql, workspace);
    const rows = { deals: deal, ...(await hangOn(deal, card)) };
    const all = ['deals', ...HANGING];
    expect(await seenBy(colleague, rows)).toEqual(all);
    const before = await readRow(sql, 'deals', deal);
    expect(await member.pushOne(editing('deals', before, { team_id }, clockAt(0)))).toMatchObject({
      status: 'applied',
    });
    for (const person of [admin, member]) expect(await seenBy(person, rows)).toEqual(all);
    for (const person of [colleague, guest]) expect(await seenBy(person, rows)).toEqual([]);

    const { scope_log } = await colleague.pull(workspace.id, { scope_log: null });
    const moved = scope_log?.rows.find(({ record_id }) => record_id === deal);
    expect(moved).toMatchObject({ kind: 'moved', table_name: 'deals', from_team_id: null });
    const after = await readRow(sql, 'deals', deal);
    expect(moved?.row_version).toBe(after.row_version);
    expect(moved?.row_version).toBeGreaterThan(before.row_version);

    const later = { deals: deal, ...(await hangOn((await newTeamDeal()).deal, card)) };
    expect(await seenBy(colleague, later)).toEqual([]);
  });

  async function newTeamDeal() {
    const made = await newDeal(sql, workspace);
    await sql`update deals set team_id = ${team_id} where id = ${made.deal}`;
    return made;
  }

  it('also takes along the card that was there before it', async () => {
    const deal = creating('deals', { workspace_id: workspace.id, name: 'Later', team_id });
    const card = creating('board_cards', {
      board_id: workspace.board_id,
      stage_id: workspace.stages[1],
      record_type: 'deal',
      record_id: deal.id,
      rank: 'b01',
    });
    await workspace.member.push(card, deal);
    const rows = { deals: deal.id, board_cards: card.id };
    expect(await seenBy(workspace.member, rows)).toEqual(['deals', 'board_cards']);
    expect(await seenBy(colleague, rows)).toEqual([]);
  });

  it.each(['moved', 'added'])('takes along what is added at that very moment: first %s', async (first) => {
    const { deal } = await newDeal(sql, workspace);
    const task = v7();
    const move = (connection: postgres.ISql) =>
      connection`update deals set team_id = ${team_id} where id = ${deal}`;
    const add = (connection: postgres.ISql) => connection`
      insert into tasks (id, workspace_id, record_type, record_id, title)
      values (${task}, ${workspace.id}, 'deal', ${deal}, 'Call')`;
    const other = connect();
    let second: Promise<unknown> = Promise.resolve();
    await sql.begin(async (tx) => {
      await (first === 'moved' ? move(tx) : add(tx));
      second = (first === 'moved' ? add(other) : move(other)).execute();
      await untilSomebodyWaitsFor(tx);
    });
    await second;
    await other.end();
    expect(await readRow(sql, 'tasks', task)).toMatchObject({ team_id });
  });

  it('is not given to a team by somebody outside of it', async () => {
    const { deal } = await newDeal(sql, workspace);
    const row = await readRow(sql, 'deals', deal);
    expect(await colleague.pushOne(editing('deals', row, { team_id }, clockAt(0)))).toMatchObject({
      status: 'refused',
      code: '42501',
    });
  });
});

describe('whose rights change', () => {
  const changes = async (person: Person): Promise<number> => {
    const { scope_log } = await person.pull(workspace.id, { scope_log: null });
    return scope_log!.rows.filter(({ kind, user_id }) => kind === 'changed' && user_id === person.id).length;
  };
  it.each([
    [
      'joins and leaves a team',
      async (person: Person) => {
        await sql`insert into team_members (team_id, profile_id) values (${team_id}, ${person.id})`;
        await sql`update team_members set deleted_at = now() where profile_id = ${person.id}`;
      },
      2,
    ],
    [
      'gets another role',
      async (person: Person) => {
        await sql`update workspace_members set role = 'guest' where user_id = ${person.id}`;
      },
      1,
    ],
    [
      'has a role that may read less',
      async () => {
        await sql`
          update permissions set can_read = not can_read
          where workspace_id = ${workspace.id} and resource_type = 'contact' and role_id = (
            select id from roles where workspace_id = ${workspace.id} and name = 'member')`;
      },
      1,
    ],
    [
      'is removed, and can read it afterwards',
      async (person: Person) => {
        await sql`update workspace_members set deleted_at = now() where user_id = ${person.id}`;
      },
      1,
    ],
  ])('is told, who %s', async (_, change, times) => {
    const person = await newPerson('somebody');
    await sql`insert into workspace_members (workspace_id, user_id) values (${workspace.id}, ${person.id})`;
    expect(await changes(person)).toBe(0);
    await change(person);
    expect(await changes(person)).toBe(times);
  });
});

it('tells colleagues that a view is no longer shared', async () => {
  const view = creating('saved_views', {
    workspace_id: workspace.id,
    name: 'Mine',
    record_type: 'deal',
    kind: 'table',
    is_shared: true,
  });
  await workspace.admin.push(view);
  expect(await seenBy(colleague, { saved_views: view.id })).toEqual(['saved_views']);
  await workspace.admin.push(
    editing('saved_views', await readRow(sql, 'saved_views', view.id), { is_shared: false }, clockAt(1)),
  );
  expect(await seenBy(colleague, { saved_views: view.id })).toEqual([]);
  expect(await seenBy(workspace.admin, { saved_views: view.id })).toEqual(['saved_views']);
  const { scope_log } = await colleague.pull(workspace.id, { scope_log: null });
  expect(scope_log!.rows.some(({ record_id }) => record_id === view.id)).toBe(true);
});

it('asks who somebody is once in a statement, and finds a page by an index, in 100,000 rows', async () => {
  class RolledBack extends Error {}
  type Node = {
    'Node Type': string;
    'Parent Relationship'?: string;
    Filter?: string;
    Plans?: Node[];
  } & Record<string, unknown>;
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  await expect(
    sql.begin(async (tx) => {
      // Rows as they lie, without what writing them sets off.
      for (const table of ['contacts', 'board_cards', 'timeline_entries'])
        await tx`alter table ${tx(table)} disable trigger user`;
      await tx`
        insert into contacts (id, workspace_id, name, row_version, team_id)
        select gen_random_uuid(), ${workspace.id}, 'Contact ' || n, n, case when n % 3 = 0 then ${team_id}::uuid end
        from generate_series(1, 100000) as n`;
      await tx`
        insert into timeline_entries (id, workspace_id, record_type, record_id, entry_type, happened_at, row_version, team_id)
        select gen_random_uuid(), ${workspace.id}, 'contact', gen_random_uuid(), 'note', now(), n,
          case when n % 3 = 0 then ${team_id}::uuid end
        from generate_series(1, 100000) as n`;
      await tx`
        insert into board_cards (id, workspace_id, board_id, stage_id, record_type, record_id, position, rank, row_version, team_id)
        select gen_random_uuid(), ${workspace.id}, ${workspace.board_id}, ${workspace.stages[0]}, 'deal', gen_random_uuid(),
          n, 'a' || n, n, case when n % 3 = 0 then ${team_id}::uuid end
        from generate_series(1, 100000) as n`;
      await tx`analyze contacts, board_cards, timeline_entries`;
      await become(tx, colleague.id);
      for (const table of ['contacts', 'board_cards', 'timeline_entries']) {
        const [row] = await tx<{ 'QUERY PLAN': [{ Plan: Node }] }[]>`
          explain (analyze, format json, timing off)
          select * from ${tx(table)} where workspace_id = ${workspace.id} and (row_version, id) > (50000, ${v7()})
          order by row_version, id limit 1000`;
        const nodes = flat(row!['QUERY PLAN'][0].Plan);
        expect(nodes.map((node) => node['Index Name'])).toContain(`${table}_pull`);
        expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
        for (const node of nodes) {
          expect(node.Filter ?? '').not.toMatch(/private\.|auth\./);
          expect(node['Parent Relationship']).not.toBe('SubPlan');
          // What a policy asks runs once at most.
          if (node['Node Type'] === 'ProjectSet' || node['Node Type'] === 'Function Scan')
            expect(node['Actual Loops']).toBeLessThanOrEqual(1);
        }
      }
      throw new RolledBack();
    }),
  ).rejects.toThrow(RolledBack);
});
