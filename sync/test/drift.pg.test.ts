// The declarations in sync/schema against the migrated database: what one side has, the other has too.
import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type {} from '../../supabase/tests/stack.setup.ts';
import { PAIRS } from '../core/pair-id.ts';
import type { Column, Columns, MergeRule } from '../schema/declare.ts';
import { clientColumns, isTable, TABLE_NAMES, tableOf } from '../schema/tables.ts';

const sql = postgres(inject('stack').database_url, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

/** Tables of the schema that no replica holds. */
const NOT_REPLICATED = {
  audit_log: 'read online, page by page',
  automation_runs: 'read online, page by page',
  search_index: 'the server’s own, for search online; a replica has its own index',
};

const KINDS: Record<Column['kind'], string> = {
  text: 'text',
  uuid: 'uuid',
  date: 'date',
  timestamp: 'timestamp with time zone',
  boolean: 'boolean',
  integer: 'integer or bigint',
  number: 'numeric',
  texts: 'text[]',
  json: 'jsonb',
  list: 'jsonb of a list',
};

type Registered = { name: string; server_columns: string[]; follows: Record<string, string> };
const registry = await sql<Registered[]>`
  select name, server_columns, follows from private.synced_tables order by place`;

type Found = {
  name: string;
  type: string;
  nullable: boolean;
  editable: boolean;
  insertable: boolean;
  references: string | null;
  longest: number | null;
};

/** Without `clocks`, which every synced row has and no table declares. */
const columnsOf = (table: string) => sql<Found[]>`
  select a.attname as name, not a.attnotnull as nullable,
    case
      when t.typname in ('int4', 'int8') then 'integer or bigint'
      when t.typname = 'jsonb' and pg_get_expr(d.adbin, d.adrelid) like '''[%' then 'jsonb of a list'
      else format_type(a.atttypid, null)
    end as type,
    has_column_privilege('authenticated', a.attrelid, a.attnum, 'update') as editable,
    has_column_privilege('authenticated', a.attrelid, a.attnum, 'insert') as insertable,
    (select r.relname from pg_constraint as c join pg_class as r on r.oid = c.confrelid
     where c.contype = 'f' and c.conrelid = a.attrelid and c.conkey[array_upper(c.conkey, 1)] = a.attnum
       and r.relnamespace = 'public'::regnamespace limit 1) as references,
    (select min(substring(pg_get_constraintdef(c.oid) from format('length[(]%s[)] <= ([0-9]+)', a.attname))::int)
     from pg_constraint as c where c.contype = 'c' and c.conrelid = a.attrelid) as longest
  from pg_attribute as a join pg_type as t on t.oid = a.atttypid
  left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = ${`public.${table}`}::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'clocks'`;

describe('the tables', () => {
  it('that the server syncs are declared, in the order in which it writes them', () => {
    expect(TABLE_NAMES).toEqual(registry.map(({ name }) => name));
  });

  it('that are not declared are known not to be replicated', async () => {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname collate "C"`;
    const others = tables.map(({ name }) => name).filter((name) => !isTable(name));
    expect(others).toEqual(Object.keys(NOT_REPLICATED));
  });

  it('come after those that they refer to', async () => {
    const references = await sql<{ child: string; parent: string }[]>`
      select child.name as child, parent.name as parent
      from pg_constraint as c
      join private.synced_tables as child on child.relation = c.conrelid
      join private.synced_tables as parent on parent.relation = c.confrelid
      where c.contype = 'f' and child.name <> parent.name`;
    const places = new Map<string, number>(TABLE_NAMES.map((name, place) => [name, place]));
    expect(references.length).toBeGreaterThan(0);
    for (const { child, parent } of references)
      expect(places.get(parent), `${child} refers to ${parent}`).toBeLessThan(places.get(child)!);
  });

  it('whose rows stand for a pair, of which the database takes one, derive their ids from it', async () => {
    const unique = await sql<{ name: string; columns: string[] }[]>`
      select t.name, array_agg(a.attname::text order by key.place) as columns
      from pg_index as i join private.synced_tables as t on t.relation = i.indrelid,
        unnest(i.indkey) with ordinality as key (attnum, place), pg_attribute as a
      where i.indisunique and i.indnkeyatts = 2 and 0 <> all (i.indkey)
        and a.attrelid = i.indrelid and a.attnum = key.attnum
      group by t.name, i.indexrelid
      having not 'id' = any (array_agg(a.attname))`;
    const pairs = unique.map(({ name, columns }) => [name, [...columns].sort()] as const);
    expect(Object.fromEntries(pairs)).toEqual(
      Object.fromEntries(Object.entries(PAIRS).map(([name, pair]) => [name, [...pair].sort()])),
    );
  });
});

describe.each(TABLE_NAMES)('%s', (name) => {
  const declared: Columns = tableOf(name).columns;
  const ruled = (...rules: MergeRule[]) =>
    Object.keys(declared).filter((column) => rules.includes(declared[column]!.rule));
  const { server_columns = [], follows = {} } = registry.find((registered) => registered.name === name) ?? {};

  it('has the declared columns, with their types and nullability, and no others', async () => {
    const inDatabase = Object.fromEntries(
      (await columnsOf(name)).map(({ name: column, type, nullable }) => [column, { type, nullable }]),
    );
    const inDeclaration = Object.fromEntries(
      Object.entries(declared).map(([column, { kind, nullable }]) => [
        column,
        { type: KINDS[kind], nullable },
      ]),
    );
    expect(inDatabase).toEqual(inDeclaration);
  });

  it('limits text as the database does, and besides only what an index needs limited', async () => {
    const indexed = tableOf(name).indexes.flat();
    for (const { name: column, longest } of await columnsOf(name)) {
      const { kind, maxLength } = declared[column] ?? {};
      if (kind === 'text' && (longest !== null || !indexed.includes(column)))
        expect(maxLength ?? null, column).toBe(longest);
    }
  });

  it('lets a client write the columns that are declared so, and no others', async () => {
    const editable = (await columnsOf(name)).filter((column) => column.editable).map((column) => column.name);
    expect(editable.sort()).toEqual([...clientColumns(name)].sort());
  });

  it('lets a client who may make a row set these and the fixed ones in it', async () => {
    const insertable = (await columnsOf(name))
      .filter((column) => column.insertable)
      .map((column) => column.name);
    const set = [...clientColumns(name), ...ruled('fixed')].filter((column) => column !== 'deleted_at');
    if (insertable.length === 0) expect(ruled('fixed')).toEqual([]);
    else
      expect(insertable.filter((column) => column !== 'deleted_at').sort()).toEqual(
        ['id', 'workspace_id', ...set].sort(),
      );
  });

  it('leaves to the server what the server says is its own', () => {
    expect(ruled('server')).toEqual(expect.arrayContaining(server_columns));
  });

  it('merges together the columns that the server merges together', () => {
    expect(ruled('place').sort()).toEqual([...Object.keys(follows), ...Object.values(follows)].sort());
  });

  it('names the tables that its rows refer to, so that they are sent first', async () => {
    for (const { name: column, references } of await columnsOf(name))
      // A table that replicas do not hold is nobody's to send first.
      if (references !== null && isTable(references) && declared[column]?.kind === 'uuid')
        expect(declared[column].references, column).toBe(references);
    const before = TABLE_NAMES.slice(0, TABLE_NAMES.indexOf(name) + 1) as readonly string[];
    for (const [column, { references, rule }] of Object.entries(declared))
      if (references !== undefined && rule !== 'server') expect(before, column).toContain(references);
  });
});
