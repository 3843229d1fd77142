// Runs the pgTAP files of this folder as pg_prove does for `supabase test db`, on any database that has pgTAP.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';

export type PgtapTest = {
  name: string;
  passed: boolean;
  /** What pgTAP says of a failure. */
  diagnostics: string;
};

/** The tests of every file, by the file's name. Each file is one transaction, which it rolls back itself. */
export async function runPgtap(database_url: string): Promise<Record<string, PgtapTest[]>> {
  const sql = postgres(database_url, { max: 1, onnotice: () => undefined });
  const tests: Record<string, PgtapTest[]> = {};
  try {
    for (const file of globSync('*.test.sql', { cwd: import.meta.dirname }).sort())
      try {
        const results = await sql.unsafe(readFileSync(join(import.meta.dirname, file), 'utf8'));
        tests[file] = readTap(results.flat().flatMap((row: object) => Object.values(row).map(String)));
      } catch (error) {
        throw new Error(`${file}: ${String(error)}`, { cause: error });
      }
    return tests;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Reads what pgTAP answers. Fails where not as many tests ran as were planned, or none were. */
export function readTap(answers: readonly string[]): PgtapTest[] {
  const tests: PgtapTest[] = [];
  let planned = 0;
  for (const line of answers.flatMap((answer) => answer.split('\n'))) {
    const result = /^(?:not )?ok \d+(?: - )?(.*)$/.exec(line);
    const latest = tests.at(-1);
    if (result) tests.push({ name: result[1] ?? '', passed: line.startsWith('ok'), diagnostics: '' });
    else if (line.startsWith('1..')) planned = Number(line.slice(3));
    else if (line.startsWith('#') && latest) latest.diagnostics += `${line}\n`;
  }
  if (planned === 0 || tests.length !== planned)
    throw new Error(`${tests.length} tests ran, and ${planned} were planned`);
  return tests;
}
