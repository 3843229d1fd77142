// The declarations in sync/schema against the migrated database: what one side has, the other has too.
import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type {} from '../../supabase/tests/stack.setup.ts';
import type { Column, Columns } from '../schema/declare.ts';
import { clientColumns, isTable, TABLE_NAMES, tableOf } from '../schema/tables.ts';

const sql = postgres(inject('stack').database_url, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

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
};

type Found = { name: string; type: string; nullable: boolean; editable: boolean; references: string | null };

const columnsOf = (table: string) => sql<Found[]>`
  select a.attname as name, not a.attnotnull as nullable,
    case when t.typname in ('int4', 'int8') then 'integer or bigint' else format_type(a.atttypid, null) end as type,
    has_column_privilege('authenticated', a.attrelid, a.attnum, 'update') as editable,
    (select r.relname from pg_constraint as c join pg_class as r on r.oid = c.confrelid
     where c.contype = 'f' and c.conrelid = a.attrelid and c.conkey[array_upper(c.conkey, 1)] = a.attnum
       and r.relnamespace = 'public'::regnamespace limit 1) as references
  from pg_attribute as a join pg_type as t on t.oid = a.atttypid
  where a.attrelid = ${`public.${table}`}::regclass and a.attnum > 0 and not a.attisdropped`;

describe.each(TABLE_NAMES)('%s', (name) => {
  const declared: Columns = tableOf(name).columns;

  it('has the declared columns, with their types and nullability, and no others', async () => {
    const found = (await columnsOf(name)).filter(({ name: column }) => column !== 'clocks');
    const inDatabase = Object.fromEntries(
      found.map(({ name: column, type, nullable }) => [column, { type, nullable }]),
    );
    const inDeclaration = Object.fromEntries(
      Object.entries(declared).map(([column, { kind, nullable }]) => [
        column,
        { type: KINDS[kind], nullable },
      ]),
    );
    expect(inDatabase).toEqual(inDeclaration);
  });

  it('lets a client write the columns that are declared so, and no others', async () => {
    const editable = (await columnsOf(name)).filter((column) => column.editable).map((column) => column.name);
    expect(editable.filter((column) => column !== 'clocks').sort()).toEqual([...clientColumns(name)].sort());
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
