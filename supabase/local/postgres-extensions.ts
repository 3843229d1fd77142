// Extensions that a hosted project has and the embedded PostgreSQL has not: their files are laid beside its own, where
// `create extension` finds them. They stay until the package is installed anew.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { installations } from './postgres-files.ts';
import { messageOf, StackError } from './stack-error.ts';

/** Adds the extension `name`, whose control file, scripts and library lie anywhere below `folder`. */
export function addExtension(name: string, folder: string): void {
  const files = globSync(`**/{${name}.control,${name}--*.sql,${name}.so}`, { cwd: folder })
    .map((file) => join(folder, file))
    // The control file last: an extension that has one is whole.
    .sort((a, b) => Number(a.endsWith('.control')) - Number(b.endsWith('.control')));
  if (files.length < 2) throw new StackError(`${folder} holds no extension ${name}.`);
  for (const installation of installations())
    for (const file of files) {
      const place = join(installation, ...placeOf(file, installation), basename(file));
      if (existsSync(place) && readFileSync(place).equals(readFileSync(file))) continue;
      replaceFile(place, file);
    }
}

/** Never half a file, whoever else does the same or reads it. */
function replaceFile(place: string, source: string): void {
  const partial = `${place}.partial-${process.pid}`;
  try {
    copyFileSync(source, partial);
    chmodSync(partial, 0o644);
    renameSync(partial, place);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new StackError(`${basename(place)} cannot be added to ${dirname(place)}: ${messageOf(error)}`);
  }
}

function placeOf(file: string, installation: string): string[] {
  if (file.endsWith('.so')) return ['lib', 'postgresql'];
  const unix = ['share', 'postgresql', 'extension'];
  return existsSync(join(installation, ...unix)) ? unix : ['share', 'extension'];
}

/** pgTAP is SQL alone, so the copy that PGlite (in the tree through @supabase/lite) carries serves any PostgreSQL. */
export function addPgtap(): void {
  const folder = mkdtempSync(join(tmpdir(), 'outpost-pgtap-'));
  try {
    const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
    const input = readFileSync(join(pglite, 'pgtap.tar.gz'));
    const ran = spawnSync('tar', ['-xzf', '-'], { cwd: folder, input });
    if (ran.status !== 0)
      throw new StackError(`pgTAP cannot be unpacked: ${ran.error?.message ?? ran.stderr.toString()}`);
    addExtension('pgtap', folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
