// `supabase db push`, `migration list`, `gen types`, `db lint` and `db advisors` of the real CLI against a fresh local
// PostgreSQL, without Docker and without an account, and the pgTAP files that `supabase test db` runs in Docker only.
// Any finding fails; what cannot run here is said, not passed over.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';
import { addExtension, addPgtap } from '../supabase/local/postgres-extensions.ts';
import { startStack } from '../supabase/local/stack.ts';
import { runPgtap } from '../supabase/tests/run-pgtap.ts';
import { fetchPlpgsqlCheck } from './plpgsql-check.ts';
import { keepTypes } from './generated-types.ts';
import { atEnd, Problem, ROOT, say, script } from './script.ts';

/**
 * Installed aside and not as a dependency: the registry has this version's binary not for every platform, and the
 * lockfile of the project would then fail on all of them. Older versions make types in Docker only.
 */
const VERSION = '3.1.0';
const HOME = path.join(ROOT, `node_modules/.cache/outpost/supabase-cli-${VERSION}`);
const CLI = path.join(HOME, 'node_modules/supabase/dist/supabase.js');
const PATIENCE_MS = 180_000;
/** An index that nobody has used yet says nothing on a database that is a second old. */
const MEANINGLESS_WHEN_FRESH = ['unused_index'];

const Advice = z.object({
  results: z.array(z.object({ name: z.string(), level: z.string(), detail: z.string() })),
});

await script(async () => {
  if (!existsSync(CLI)) installCli();
  addPgtap();
  const plpgsqlCheck = await fetchPlpgsqlCheck();
  if ('folder' in plpgsqlCheck) addExtension('plpgsql_check', plpgsqlCheck.folder);
  const scratch = mkdtempSync(path.join(tmpdir(), 'outpost-supabase-cli-'));
  atEnd(() => rmSync(scratch, { recursive: true, force: true }));
  // The CLI writes beside what it reads.
  const project = path.join(scratch, 'project/supabase');
  for (const part of ['config.toml', 'migrations', 'seed.sql'])
    cpSync(path.join(ROOT, 'supabase', part), path.join(project, part), { recursive: true });
  const migrations = path.join(scratch, 'none');
  mkdirSync(migrations);
  const stack = await startStack({
    data: path.join(scratch, 'data'),
    port: 0,
    seed: false,
    durable: false,
    migrations,
    log: () => undefined,
  });
  atEnd(stack.close);

  /** What the CLI printed to stdout, and to stderr; fails the check where it did not succeed. */
  const run = (...args: string[]): { stdout: string; stderr: string } => {
    const whole = [
      ...args,
      `--remote=${stack.database_url}`,
      '--workdir',
      path.dirname(project),
      '--agent',
      'no',
    ];
    const ran = spawnSync(process.execPath, [CLI, ...whole], {
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, HOME: scratch, SUPABASE_YES: '1', DO_NOT_TRACK: '1' },
    });
    if (ran.status !== 0)
      throw new Problem(
        `supabase ${args.join(' ')} failed (${ran.status ?? ran.signal ?? ''}):\n${ran.stdout}${ran.stderr}`,
      );
    return ran;
  };

  const files = readdirSync(path.join(project, 'migrations')).filter((file) => file.endsWith('.sql'));
  run('db', 'push', '--include-all', '--include-seed');
  run('db', 'push', '--include-all', '--include-seed');
  const again = run('db', 'push', '--include-all', '--include-seed');
  if (/Applying|Seeding/.test(again.stdout + again.stderr))
    throw new Problem(`A second db push finds something to do:\n${again.stderr}`);
  say(`db push: ${files.length} migrations and the seed applied, and nothing left to do for a second one`);

  const { stdout: listed } = run('migration', 'list');
  for (const file of files) {
    const [version = ''] = file.split('_');
    if (listed.split(version).length < 3)
      throw new Problem(`migration list does not show ${file} on both sides.`);
  }
  say(`migration list: ${files.length} on both sides`);

  const { stdout: types } = run('gen', 'types', '--schema', 'public');
  const tables = await tablesOf(stack.database_url);
  for (const table of tables)
    if (!types.includes(`"${table}": {`)) throw new Problem(`gen types leaves out ${table}.`);
  await keepTypes(types, process.argv.includes('--write'));
  say(`gen types: ${tables.length} tables, as in supabase/database-types.ts`);

  const failures: string[] = [];
  const tests = Object.entries(await runPgtap(stack.database_url));
  for (const [file, results] of tests)
    for (const { name, passed, diagnostics } of results)
      if (!passed) failures.push(`${file}: ${name}\n${diagnostics}`);
  if (failures.length === 0)
    say(
      `test db: ${tests.map(([file, { length }]) => `${length} of ${file}`).join(', ')} passed, beside the demo data`,
    );

  if ('folder' in plpgsqlCheck) {
    // Hosted, the role postgres may do so itself.
    const asSuperuser = stack.database_url.replace('//postgres:', '//supabase_admin:');
    await ask(asSuperuser, (sql) => sql`create extension plpgsql_check with schema extensions`);
    run('db', 'lint', '--level', 'warning', '--fail-on', 'warning');
    say('db lint: no finding');
  } else
    say(
      `db lint: NOT RUN. It needs the extension plpgsql_check; ${plpgsqlCheck.missing}. Run it where the extension ` +
        'is, on a hosted project: npx supabase db lint --remote --level warning --fail-on warning',
    );

  const { results } = Advice.parse(
    JSON.parse(run('db', 'advisors', '--type', 'all', '--level', 'info', '--output-format', 'json').stdout),
  );
  const findings = results.filter(({ name }) => !MEANINGLESS_WHEN_FRESH.includes(name));
  for (const { level, name, detail } of findings) failures.push(`db advisors: ${level} ${name}: ${detail}`);
  if (findings.length === 0)
    say(`db advisors: no finding (${results.length} indexes not used yet, on a database just made)`);
  for (const failure of failures) say(failure);
  return failures.length === 0 ? 0 : 1;
});

function installCli(): void {
  mkdirSync(HOME, { recursive: true });
  const install = [
    'install',
    '--prefix',
    HOME,
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `supabase@${VERSION}`,
  ];
  const ran = spawnSync('npm', install, {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    shell: process.platform === 'win32',
  });
  if (ran.status !== 0 || !existsSync(CLI))
    throw new Problem(`The Supabase CLI could not be installed.\n${ran.stderr}`);
}

async function tablesOf(url: string): Promise<string[]> {
  return ask(url, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
    return rows.map(({ name }) => name);
  });
}

async function ask<Answer>(url: string, question: (sql: postgres.Sql) => Promise<Answer>): Promise<Answer> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
