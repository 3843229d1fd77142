// The types that the Supabase CLI generated against the migrated database and against the declarations in sync/schema:
// three descriptions of one schema, which must not drift apart.
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import type { Database, Json } from '../../supabase/database-types.ts';
import type {} from '../../supabase/tests/stack.setup.ts';
import type { Rows, TableName } from '../schema/tables.ts';

type Generated = Database['public']['Tables'];

/** What a column holds, apart from how narrowly either side says so. */
type Held<T> =
  NonNullable<Json> extends T
    ? 'json'
    : T extends readonly string[]
      ? 'texts'
      : T extends string
        ? 'text'
        : T extends number
          ? 'number'
          : T extends boolean
            ? 'boolean'
            : 'json';
type Shape<T> =
  `${[NonNullable<T>] extends [never] ? 'nothing' : HeldOf<NonNullable<T>>}${null extends T ? ' or null' : ''}`;
// Wrapped, so that a union such as Json is asked as one.
type HeldOf<T> = [NonNullable<Json>] extends [T] ? 'json' : [T] extends [boolean] ? 'boolean' : Held<T>;

/** Table and column wherever the declaration and the generated type say different things; `never` where they agree. */
type Differing = {
  [N in TableName]: N extends keyof Generated
    ? {
        [K in keyof Rows[N] | keyof Generated[N]['Row']]: K extends keyof Rows[N] & keyof Generated[N]['Row']
          ? Shape<Rows[N][K]> extends Shape<Generated[N]['Row'][K]>
            ? never
            : `${N}.${K & string}: ${Shape<Rows[N][K]>}, generated ${Shape<Generated[N]['Row'][K]>}`
          : `${N}.${K & string} is on one side only`;
      }[keyof Rows[N] | keyof Generated[N]['Row']]
    : `${N} is not generated`;
}[TableName];

const sql = postgres(inject('stack').database_url, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

test('every declared table has the columns, kinds and nullability of its generated type', () => {
  // Where they differ this does not compile, and the error names the column.
  const differing: [Differing] extends [never] ? 'nowhere' : Differing = 'nowhere';
  expect(differing).toBe('nowhere');
});

test('the generated types are those of the migrated database', async () => {
  const text = readFileSync(new URL('../../supabase/database-types.ts', import.meta.url), 'utf8');
  const generated = [...text.matchAll(/^ {6}(\w+): \{\n {8}Row: \{\n(.*?)^ {8}\};/gms)].flatMap(
    ([, table, body]) =>
      [...(body ?? '').matchAll(/^ {10}(\w+): (.*);$/gm)].map(
        ([, column, type]) => `${table ?? ''}.${column ?? ''}${/\| null$/.test(type ?? '') ? ' null' : ''}`,
      ),
  );
  const found = await sql<{ line: string }[]>`
    select format('%s.%s', c.relname, a.attname) || case when a.attnotnull then '' else ' null' end as line
    from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  expect(generated.sort(), 'npm run supabase:check -- --write makes them anew').toEqual(
    found.map(({ line }) => line).sort(),
  );
});
