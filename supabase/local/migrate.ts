// Brings the database to what the project's SQL says: the platform, then every migration that was not applied
// yet, each whole or not at all, recorded as the Supabase CLI records it, then the demo data once.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getAuthSchemaSql, splitSqlStatements } from '@supabase/lite';
import postgres from 'postgres';
import type { Postgres } from './postgres.ts';
import { messageOf, StackError } from './stack-error.ts';

export type MigrateOptions = {
  /** Folder of `<version>_<name>.sql`. */
  migrations: string;
  /** File of demo data, or null for none. */
  seed: string | null;
  password: string;
  log: (line: string) => void;
};

const PLATFORM = [
  new URL('platform.sql', import.meta.url),
  new URL('realtime/realtime.sql', import.meta.url),
  new URL('storage/storage.sql', import.meta.url),
];
const SEED_PATH = 'supabase/seed.sql';

export async function migrate(server: Postgres, options: MigrateOptions): Promise<void> {
  await withConnection(server.url('supabase_admin'), async (sql) => {
    await sql.begin(async (tx) => {
      await tx.unsafe(getAuthSchemaSql());
      for (const file of PLATFORM) await tx.unsafe(readFileSync(file, 'utf8'));
      await tx.unsafe(`alter role postgres password '${options.password}'`);
    });
  });
  await withConnection(server.url('postgres'), async (sql) => {
    await applyMigrations(sql, options);
    if (options.seed !== null) await applySeed(sql, options.seed, options.log);
  });
}

async function applyMigrations(sql: postgres.Sql, { migrations, log }: MigrateOptions): Promise<void> {
  const applied = new Set<string>();
  for (const row of await sql<
    { version: string }[]
  >`select version from supabase_migrations.schema_migrations`)
    applied.add(row.version);
  const files = existsSync(migrations) ? readdirSync(migrations).sort() : [];
  for (const file of files) {
    const [, version, name] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
    if (version === undefined || name === undefined || applied.has(version)) continue;
    const text = readFileSync(join(migrations, file), 'utf8');
    await inTransaction(sql, `supabase/migrations/${file}`, async (tx) => {
      await tx.unsafe(text);
      await tx`
        insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${version}, ${name}, ${tx.array(splitSqlStatements(text), 25)})`;
    });
    log(`applied ${file}`);
  }
}

async function applySeed(sql: postgres.Sql, seed: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(seed)) return;
  const done = await sql`select from supabase_migrations.seed_files where path = ${SEED_PATH}`;
  if (done.length > 0) return;
  const text = readFileSync(seed, 'utf8');
  await inTransaction(sql, SEED_PATH, async (tx) => {
    await tx.unsafe(text);
    const hash = createHash('sha256').update(text).digest('hex');
    await tx`insert into supabase_migrations.seed_files (path, hash) values (${SEED_PATH}, ${hash})`;
  });
  log(`applied ${basename(seed)}`);
}

async function inTransaction(
  sql: postgres.Sql,
  what: string,
  body: (tx: postgres.TransactionSql) => Promise<void>,
): Promise<void> {
  try {
    await sql.begin(body);
  } catch (error) {
    const where = error instanceof postgres.PostgresError ? ` (${error.code}${lineOf(error)})` : '';
    throw new StackError(
      `${what} failed: ${messageOf(error)}${where}; nothing of it was applied: mend it and start again.`,
    );
  }
}

function lineOf({ position, query }: postgres.PostgresError): string {
  if (!position || !query) return '';
  return `, line ${query.slice(0, Number(position)).split('\n').length}`;
}

async function withConnection(url: string, use: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await use(sql);
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '28P01')
      throw new StackError(
        'The data folder’s stack.json does not fit its database: restore it, or delete the folder to begin anew.',
      );
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
