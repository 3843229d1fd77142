// The migrations over a database that holds a Track install with data: every row stays with what it says, gets what
// sync needs, and its people go on working.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp, startOwnStack, type OwnStack, type Person } from '../local/test-stack.ts';
import { TRACK, trackInstall } from './track-install.ts';
import { clockAt, connect, type Page, type Row, type Write } from './workspace-under-test.ts';

const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));
const TABLES = [
  'profiles',
  'workspaces',
  'workspace_members',
  'audit_log',
  'boards',
  'board_stages',
  'board_cards',
  'companies',
  'contacts',
  'deals',
  'deal_contacts',
  'timeline_entries',
  'tasks',
  'custom_fields',
  'automations',
  'automation_runs',
  'acme_invoices',
] as const;
/** What a row is known by where the reference gives it no id. */
const KEYS: Partial<Record<string, string>> = { deal_contacts: 'role' };

type Values = Record<string, unknown>;
let stack: OwnStack;
let people: Record<'ada' | 'ben' | 'cleo', Person>;
/** Every row as Track left it. */
let before: Map<string, Values[]>;

/** Numbers as text: JavaScript has no bigint in JSON. */
const rowsOf = async (sql: postgres.Sql, table: string): Promise<Values[]> =>
  (
    await sql<{ row: Values }[]>`
      select (select jsonb_object_agg(key, case jsonb_typeof(value) when 'number' then to_jsonb(value #>> '{}') else value end)
        from jsonb_each(to_jsonb(t))) as row
      from ${sql(table)} as t`
  ).map(({ row }) => row);

async function migrate(): Promise<void> {
  for (const file of readdirSync(FOLDER).sort())
    await stack.sql.begin((tx) => tx.unsafe(readFileSync(FOLDER + file, 'utf8')));
}

beforeAll(async () => {
  stack = await startOwnStack('select;');
  people = { ada: await signUp(stack), ben: await signUp(stack), cleo: await signUp(stack) };
  await stack.sql.unsafe(trackInstall({ ada: people.ada.id, ben: people.ben.id, cleo: people.cleo.id }));
  before = new Map();
  for (const table of [...TABLES, 'search_index']) before.set(table, await rowsOf(stack.sql, table));
  await migrate();
});
afterAll(() => stack.remove());

const mended = async () =>
  stack.sql<{ table_name: string; row_id: string; column_name: string; value: unknown }[]>`
    select table_name, row_id, column_name, value from private.mended_values`;

test('every row is there, with every value: as it was, or noted as it was', async () => {
  const notes = new Map(
    (await mended()).map(({ table_name, row_id, column_name, value }) => [
      `${table_name} ${row_id} ${column_name}`,
      value,
    ]),
  );
  for (const table of TABLES) {
    const key = KEYS[table] ?? 'id';
    const after = new Map((await rowsOf(stack.sql, table)).map((row) => [row[key], row]));
    for (const row of before.get(table) ?? []) {
      const found = after.get(row[key]);
      expect(found, `${table} ${String(row[key])}`).toBeDefined();
      for (const [column, value] of Object.entries(row)) {
        const note = notes.get(`${table} ${String(found?.id)} ${column}`);
        if (note !== undefined) expect(typeof note === 'number' ? String(note) : note).toEqual(value);
        // A null is filled where nothing else can be.
        else if (value !== null) expect([table, column, found?.[column]]).toEqual([table, column, value]);
      }
    }
  }
  expect(await rowsOf(stack.sql, 'private.track_search_index')).toEqual(before.get('search_index'));
});

test('what could not stand as it was is mended by rule', async () => {
  const found = await stack.sql<{ what: string }[]>`
    select format('%s.%s: %s', m.table_name, m.column_name, rtrim(left(m.value::text, 20))) as what
    from private.mended_values as m where m.column_name <> '*' order by what`;
  expect(found.map(({ what }) => what)).toEqual([
    'automation_runs.status: "Timeout"',
    'board_cards.record_type: "Deal"',
    'board_stages.name: ""',
    'board_stages.probability: -1',
    'board_stages.probability: 110',
    'board_stages.stage_type: "Open"',
    'board_stages.stage_type: "WON"',
    'boards.name: "long long long long',
    'boards.record_type: "Contacts"',
    'companies.custom_fields: []',
    'custom_fields.config: []',
    'custom_fields.type: "long_text"',
    'deals.currency: "US$"',
    'deals.currency: "usd"',
    'deals.custom_fields: "text"',
    'deals.name: ""',
    'deals.probability: -0.5',
    'deals.probability: 250',
    `deals.stage_id: "${TRACK.lead.slice(0, 19)}`,
    'tasks.record_type: "person"',
    'tasks.status: "In Progress"',
    'tasks.status: "blocked"',
    'timeline_entries.entry_type: "SMS"',
    'timeline_entries.record_type: "Deals"',
    'workspaces.name: ""',
  ]);
  expect(
    await stack.sql`
    select name, currency, stage_id, probability, custom_fields from deals where id in (${TRACK.apart}, ${TRACK.odd}) order by id
  `,
  ).toEqual([
    { name: 'Apart', currency: 'USD', stage_id: TRACK.talks, probability: null, custom_fields: {} },
    { name: 'Unnamed', currency: null, stage_id: TRACK.talks, probability: '100', custom_fields: {} },
  ]);
});

test('what stood there twice is put away as deleted: a card, a person on a deal, a custom field', async () => {
  const put_away = await stack.sql`
    select m.table_name, m.value ->> 'id' = m.row_id::text as is_the_row, (
      select count(*)::int from board_cards as c where c.id = m.row_id and c.deleted_at is not null) as cards
    from private.mended_values as m where m.column_name = '*' order by m.table_name`;
  expect(put_away).toEqual([
    { table_name: 'board_cards', is_the_row: true, cards: 1 },
    { table_name: 'custom_fields', is_the_row: true, cards: 0 },
    { table_name: 'deal_contacts', is_the_row: true, cards: 0 },
  ]);
  // The card that agrees with its deal stays, not the one that stands first.
  const [twice] =
    await stack.sql`select deleted_at is not null as gone from board_cards where id = ${TRACK.twice}`;
  expect(twice).toEqual({ gone: true });
});

test('every row has what sync needs', async () => {
  const synced = await stack.sql<{ name: string }[]>`select name from private.synced_tables order by place`;
  for (const { name } of synced) {
    const [lacking] = await stack.sql`
      select count(*)::int as count from ${stack.sql(name)}
      where row_version = 0 or clocks is null or updated_at is null or created_at is null or id is null`;
    expect([name, lacking]).toEqual([name, { count: 0 }]);
  }
  const ranked = await stack.sql`
    select right(id::text, 1) as card, rank, position, workspace_id = ${TRACK.north} as is_north, team_id
    from board_cards where stage_id = ${TRACK.lead} order by rank, id`;
  expect(ranked).toEqual([
    { card: '5', rank: 'a0', position: 1, is_north: true, team_id: null },
    { card: '1', rank: 'a1', position: 2, is_north: true, team_id: null },
    { card: '6', rank: 'a2', position: 2147483647, is_north: true, team_id: null },
  ]);
  const children = await stack.sql`
    select (select count(*)::int from board_stages where workspace_id = ${TRACK.north}) as stages,
      (select count(*)::int from deal_contacts where workspace_id = ${TRACK.north}) as deal_contacts,
      (select count(*)::int from automation_runs where workspace_id = ${TRACK.north}) as runs,
      (select count(*)::int from deal_contacts
        where id = private.uuid_v5(deal_id, contact_id::text) and deleted_at is null) as named_by_pair`;
  expect(children).toEqual([{ stages: 4, deal_contacts: 3, runs: 2, named_by_pair: 2 }]);
});

test('its tables have the shape of ours: columns, keys, rules, indexes, rights', async () => {
  const ours = connect();
  const shapeOf = (sql: postgres.Sql) => sql<{ line: string }[]>`
    with tables as (
      select c.oid, c.relname from pg_class as c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any (${[
        ...TABLES.slice(4, -1),
      ]}::text[])
    )
    select format('column %s.%s %s %s %s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) as line
    from tables as t join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef as d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    union all
    select format('constraint %s %s %s', t.relname, c.conname, replace(pg_get_constraintdef(c.oid), ' NOT VALID', ''))
    from tables as t join pg_constraint as c on c.conrelid = t.oid
    union all
    select i.indexdef from tables as t join pg_indexes as i on i.tablename = t.relname and i.schemaname = 'public'
    union all
    select format('right %s %s %s', t.relname, a.grantee::regrole, a.privilege_type)
    from tables as t join pg_class as c using (oid), aclexplode(c.relacl) as a
    union all
    select format('policy %s %s %s', p.tablename, p.policyname, p.cmd) from pg_policies as p join tables as t on t.relname = p.tablename
    order by line`;
  try {
    const [theirs, wanted] = await Promise.all([shapeOf(stack.sql), shapeOf(ours)]);
    const lines = (found: { line: string }[]) => new Set(found.map(({ line }) => line));
    const [there, here] = [lines(theirs), lines(wanted)];
    expect([...here].filter((line) => !there.has(line))).toEqual([
      // Records hold their values by keys such as "Old key".
      expect.stringContaining('custom_fields_key_check'),
    ]);
    expect([...there].filter((line) => !here.has(line))).toEqual(['column deals.source text f ']);
  } finally {
    await ours.end();
  }
});

test('running all migrations again changes nothing', async () => {
  const all = async () => {
    const rows = [];
    for (const table of TABLES) rows.push([table, await rowsOf(stack.sql, table)]);
    return [rows, await mended()];
  };
  const once = await all();
  await migrate();
  expect(await all()).toEqual(once);
});

const pull = async (person: Person, workspace: string): Promise<Record<string, Page>> => {
  const synced = await stack.sql<{ name: string }[]>`select name from private.synced_tables`;
  const { data, error } = await person.client.rpc('sync_pull', {
    workspace,
    tables: Object.fromEntries(synced.map(({ name }) => [name, null])),
  });
  expect(error).toBeNull();
  return (data as { tables: Record<string, Page> }).tables;
};
const push = async (person: Person, ...writes: Write[]) => {
  const { data, error } = await person.client.rpc('sync_push', { writes });
  expect(error).toBeNull();
  return (data as { status: string }[]).map(({ status }) => status);
};

test('a member pulls everything of the workspace, edits, moves a card, adds and searches', async () => {
  const { ben } = people;
  const pulled = await pull(ben, TRACK.north);
  for (const { name, belongs } of await stack.sql<{ name: string; belongs: string }[]>`
    select name, belongs from private.synced_tables where name not in ('profiles', 'invitations')`) {
    const [there] = await stack.sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from public.${name} as t where ${belongs}`,
      [TRACK.north],
    );
    expect([name, pulled[name]?.rows.length]).toEqual([name, there?.count]);
  }
  expect(pulled.profiles?.rows.map(({ id }) => id).sort()).toEqual([people.ada.id, ben.id].sort());

  const rowOf = (table: string, id: string): Row => {
    const row = pulled[table]?.rows.find((one) => one.id === id);
    if (!row) throw new Error(`${table} ${id} was not pulled`);
    return row;
  };
  const edit = (table: string, id: string, columns: Values): Write => ({
    table,
    id,
    base: rowOf(table, id).clocks,
    columns,
    clocks: Object.fromEntries(Object.keys(columns).map((column) => [column, clockAt(0)])),
  });
  const deal = v7();
  const statuses = await push(
    ben,
    edit('deals', TRACK.odd, { name: 'Not so odd', currency: 'USD' }),
    edit('contacts', TRACK.jane, {
      title: 'Chair',
      custom_fields: { ...Object(rowOf('contacts', TRACK.jane).custom_fields), score: 3 },
    }),
    edit('board_cards', '70000000-0000-4000-8000-000000000002', { stage_id: TRACK.lead, rank: 'a0V' }),
    {
      table: 'deals',
      id: deal,
      base: null,
      columns: { workspace_id: TRACK.north, name: 'New', stage_id: TRACK.lead },
      clocks: { '*': clockAt(0) },
    },
  );
  expect(statuses).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(
    await stack.sql`select name, stage_id from deals where id in (${TRACK.odd}, ${TRACK.apart}) order by id`,
  ).toEqual([
    { name: 'Apart', stage_id: TRACK.lead },
    { name: 'Not so odd', stage_id: TRACK.talks },
  ]);

  for (const query of ['dorfler', 'trams', '+49 30 1234567']) {
    const { data } = await ben.client.rpc('search', { workspace: TRACK.north, query });
    expect([query, (data as { record_id: string }[])[0]?.record_id]).toEqual([query, TRACK.jane]);
  }
  expect((await ben.client.rpc('search', { workspace: TRACK.south, query: 'Southern' })).data).toEqual([]);
});

test('a card from before that was removed may be put back under another id, and follows its deal alone', async () => {
  const { ada } = people;
  const cards = (await pull(ada, TRACK.north)).board_cards?.rows ?? [];
  const removed = cards.find(({ record_id }) => record_id === TRACK.odd);
  const again = v7();
  const clock = clockAt(0);
  const added: Write = {
    table: 'board_cards',
    id: again,
    base: null,
    columns: {
      workspace_id: TRACK.north,
      board_id: TRACK.deals,
      stage_id: TRACK.talks,
      record_type: 'deal',
      record_id: TRACK.odd,
      rank: 'a5',
    },
    clocks: { '*': clock },
  };
  expect(await push(ada, added)).toEqual(['refused']);
  expect(
    await push(ada, {
      table: 'board_cards',
      id: removed?.id ?? '',
      base: removed?.clocks ?? {},
      columns: { deleted_at: new Date().toISOString() },
      clocks: { deleted_at: clock },
    }),
  ).toEqual(['applied']);
  expect(await push(ada, added)).toEqual(['applied']);
  await stack.sql`update deals set stage_id = ${TRACK.won} where id = ${TRACK.odd}`;
  expect(
    await stack.sql`
      select id = ${again} as again, stage_id, deleted_at is null as live
      from board_cards where record_id = ${TRACK.odd} order by live`,
  ).toEqual([
    { again: false, stage_id: TRACK.talks, live: false },
    { again: true, stage_id: TRACK.won, live: true },
  ]);
});

test('a role that nobody knows may be there and read nothing, and no workspace is without its roles', async () => {
  const { ben } = people;
  const pulled = await pull(ben, TRACK.south);
  expect(pulled.deals?.rows).toEqual([]);
  expect(pulled.workspaces?.rows).toMatchObject([{ name: 'Workspace' }]);
  expect(await stack.sql`select name from roles where workspace_id = ${TRACK.south} order by name`).toEqual(
    ['admin', 'guest', 'member', 'viewer'].map((name) => ({ name })),
  );
  // A workspace that Track left without an admin stays so until the project's administrator names one.
  const { cleo } = people;
  expect((await pull(cleo, TRACK.adminless)).workspace_members?.rows.map(({ role }) => role).sort()).toEqual([
    'guest',
    'member',
  ]);
});

test('what other products demand of their columns stops nobody from signing up or making a workspace', async () => {
  const person = await signUp(stack);
  const made = await person.client.rpc('create_workspace', { name: 'Of my own' });
  expect(made.error).toBeNull();
  const { error } = await person.client
    .from('contacts')
    .insert({ id: v7(), workspace_id: made.data as string, name: 'First' });
  expect(error).toBeNull();
  const [logged] =
    await stack.sql`select count(*)::int as count from audit_log where resource_type = 'contacts' and actor_id = ${person.id}`;
  expect(logged).toEqual({ count: 1 });
});
