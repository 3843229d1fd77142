import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, newWorkspace, stack, type Page, type Workspace } from '../tests/workspace-under-test.ts';
import { load } from './load.ts';

const sql = connect();
const SEED = 7;
let withTriggers: Workspace;
let without: Workspace;
beforeAll(async () => {
  [withTriggers, without] = [await newWorkspace(sql), await newWorkspace(sql)];
  const options = { database: stack.database_url, rows: 1000, seed: SEED };
  await load({ ...options, workspace: withTriggers.id });
  await load({ ...options, workspace: without.id, bypassTriggers: true });
});
afterAll(() => sql.end());

/** The board of a workspace, left to right and top to bottom, as people see it. */
const boardOf = ({ id }: Workspace) => sql`
  select s.name as stage, d.name as deal, d.value_cents, d.currency, d.close_date::text, c.rank, c.position,
    o.name as company, p.name as contact
  from board_cards as c
  join board_stages as s on s.id = c.stage_id join deals as d on d.id = c.record_id
  join companies as o on o.id = d.company_id join contacts as p on p.id = d.primary_contact_id
  where c.workspace_id = ${id}
  order by s.position, c.rank, c.id`;

describe.each([
  ['with triggers', () => withTriggers],
  ['past triggers', () => without],
])('1,000 rows loaded %s', (_how, workspace) => {
  test('are 1,000 rows that a member pulls', async () => {
    const tables = ['companies', 'contacts', 'deals', 'board_cards', 'timeline_entries', 'tasks'];
    const asked = Object.fromEntries(tables.map((table) => [table, null]));
    const pulled: Record<string, Page> = await workspace().member.pull(workspace().id, asked);
    const rows = Object.values(pulled).flatMap((page) => page.rows);
    expect(rows.length).toBe(1000);
    for (const row of rows)
      expect(row).toMatchObject({ row_version: expect.any(Number), clocks: { '*': expect.any(String) } });
    expect(Math.min(...rows.map((row) => row.row_version))).toBeGreaterThan(0);
  });

  test('agree: a card stands where its deal does, position says what rank says, no rank twice', async () => {
    const [wrong] = await sql`
      with cards as (
        select c.*, row_number() over (partition by c.stage_id order by c.rank, c.id) * 1024 as place,
          count(*) over (partition by c.stage_id, c.rank) as of_this_rank
        from board_cards as c where c.workspace_id = ${workspace().id}
      )
      select count(*)::int as cards, count(*) filter (where d.stage_id is distinct from c.stage_id)::int as astray,
        count(*) filter (where c.position <> c.place)::int as misplaced, max(of_this_rank)::int as of_a_rank,
        count(*) filter (where c.id <> private.uuid_v5(c.board_id, c.record_id::text))::int as misnamed
      from cards as c left join deals as d on d.id = c.record_id and d.workspace_id = c.workspace_id`;
    expect(wrong).toEqual({ cards: 180, astray: 0, misplaced: 0, of_a_rank: 1, misnamed: 0 });
  });

  test('are found by search, and can be edited on', async () => {
    const [count] = await sql`select count(*)::int from search_index where workspace_id = ${workspace().id}`;
    expect(count).toEqual({ count: 120 + 380 + 180 });
    const [first, second] = await sql<{ id: string; rank: string }[]>`
      select c.id, c.rank from board_cards as c where c.workspace_id = ${workspace().id} order by c.stage_id, c.rank limit 2`;
    await sql`update board_cards set position = 1 where id = ${second!.id}`;
    const [moved] = await sql<{ rank: string }[]>`select rank from board_cards where id = ${second!.id}`;
    expect(moved!.rank < first!.rank).toBe(true);
    await sql`update board_cards set rank = ${second!.rank} where id = ${second!.id}`;
  });
});

test('the same seed makes the same board, whether triggers ran or not', async () => {
  const [one, two] = [await boardOf(withTriggers), await boardOf(without)];
  const strip = (rows: typeof one) => rows.map(({ position: _position, ...row }) => row);
  expect(strip(one)).toEqual(strip(two));
  expect(new Set(one.map(({ stage }) => stage as string)).size).toBe(6);
  expect(one.some(({ contact }) => /\p{Script=Arabic}/u.test(contact as string))).toBe(true);
  expect(one.some(({ contact }) => /\p{Script=Han}/u.test(contact as string))).toBe(true);
});

test('a second load with the same seed is refused and leaves nothing', async () => {
  const again = { database: stack.database_url, rows: 200, seed: SEED, workspace: without.id };
  await expect(load(again)).rejects.toThrow('choose another seed');
  await expect(load({ ...again, rows: 99 })).rejects.toThrow('from 100 to 1000000');
  await expect(load({ ...again, workspace: crypto.randomUUID() })).rejects.toThrow('There is no workspace');
  const [count] = await sql`select count(*)::int from contacts where workspace_id = ${without.id}`;
  expect(count).toEqual({ count: 380 });
});
