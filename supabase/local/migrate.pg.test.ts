import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStack, type Stack } from './stack.ts';

let data: string;
let folder: string;
let log: string[];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'outpost-migrate-'));
  folder = join(data, 'migrations');
  mkdirSync(folder);
  log = [];
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const start = (): Promise<Stack> =>
  startStack({
    data,
    port: 0,
    seed: false,
    durable: false,
    migrations: folder,
    log: (line) => log.push(line),
  });
async function ask(stack: Stack, query: string): Promise<unknown[]> {
  const sql = postgres(stack.database_url, { max: 1 });
  try {
    return [...(await sql.unsafe(query))];
  } finally {
    await sql.end();
  }
}

test('migrations are applied in order, once, and recorded as the Supabase CLI records them', async () => {
  put('2_two.sql', 'insert into one values (2); do $$ begin perform 1; end; $$;\n');
  put('1_one.sql', 'create table one (id int); -- a; b\ninsert into one values (1);');
  let stack = await start();
  const recorded = await ask(
    stack,
    'select version, name, statements from supabase_migrations.schema_migrations order by 1',
  );
  expect(recorded).toEqual([
    {
      version: '1',
      name: 'one',
      statements: [expect.stringContaining('create table'), expect.stringContaining('values (1)')],
    },
    {
      version: '2',
      name: 'two',
      statements: ['insert into one values (2)', expect.stringContaining('perform 1; end; $$')],
    },
  ]);
  await stack.close();
  put('3_three.sql', 'insert into one values (3);');
  stack = await start();
  expect(await ask(stack, 'select id from one order by id')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  await stack.close();
});

test('a migration that fails is named with its line and leaves nothing, those before it stay', async () => {
  put('1_good.sql', 'create table good (id int);');
  put('2_bad.sql', 'create table bad (id int);\n\ninsert into nowhere values (1);');
  await expect(start()).rejects.toThrow(
    /^supabase\/migrations\/2_bad\.sql failed: relation "nowhere" does not exist \(42P01, line 3\)/,
  );
  put('2_bad.sql', 'create table bad (id int);');
  const stack = await start();
  expect(log.filter((line) => line.startsWith('applied'))).toEqual([
    'applied 1_good.sql',
    'applied 2_bad.sql',
  ]);
  await stack.close();
});

test('migrations run as a role that is no superuser, as hosted', async () => {
  put('1_grab.sql', 'alter system set work_mem = 1;');
  await expect(start()).rejects.toThrow(/^supabase\/migrations\/1_grab\.sql failed: /);
  put('1_grab.sql', "copy (select 1) to program 'true';");
  await expect(start()).rejects.toThrow(/permission denied to COPY to or from an external program/);
});
