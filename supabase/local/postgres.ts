// One PostgreSQL server over one data folder. It listens on loopback only, never outlives this process (see
// postgres-guard.ts), and a server that an earlier, killed stack left running in the folder is stopped first.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { postgresFiles, readPidFile, type PostgresFiles } from './postgres-files.ts';
import { isAlive, isPostgres } from './processes.ts';
import { diskFull, StackError } from './stack-error.ts';

/** Roles the stack itself signs in with. Migrations and requests run as `postgres`, which is no superuser. */
export type LoginRole = 'postgres' | 'supabase_admin';

export type Postgres = {
  readonly port: number;
  url: (role: LoginRole) => string;
  /** Resolves when connections are accepted; nothing happens when the server already runs. */
  start: () => Promise<void>;
  /** Whether connections are accepted now. */
  isReady: () => boolean;
  /** Calls `listener` each time the server has come up again. */
  onReady: (listener: () => void) => void;
  /** Fast shutdown: open transactions are rolled back. Resolves when the process is gone. */
  stop: () => Promise<void>;
  /** SIGKILL to the server, as in a crash. Resolves when the process is gone. */
  kill: () => Promise<void>;
};

export type PostgresOptions = {
  data: string;
  password: string;
  /** false trades safety against a power cut for speed (fsync off): for tests only. */
  durable: boolean;
  log: (line: string) => void;
};

const START_PATIENCE_MS = 30_000;
const STOP_PATIENCE_MS = 15_000;

/** Starts the server, making the cluster first where there is none. Fails with a StackError. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { log } = options;
  const files = postgresFiles(options.data, log);
  const cluster = join(files.cluster, 'cluster');
  const logFile = join(options.data, 'postgres.log');
  let port = await freePort();
  let server: ChildProcess | undefined;
  let isReady = false;
  const readyListeners: (() => void)[] = [];
  writeFileSync(logFile, '');

  stopLeftOver(files, cluster, log);
  if (!existsSync(cluster)) makeCluster(files, cluster, options);

  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    const child = server;
    if (!child) return;
    isReady = false;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (platform() === 'win32' && signal === 'SIGINT') runPgCtl(files, cluster, 'fast');
    else child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await gone;
    clearTimeout(late);
  };

  const launch = async (): Promise<void> => {
    const output = openSync(logFile, 'a');
    const child = spawn(files.program('postgres'), serverArguments(cluster, port, options.durable), {
      ...files.identity,
      cwd: cluster,
      env: cleanEnvironment(),
      // A group of its own: Ctrl+C in the terminal must reach the stack only, which then stops the server.
      detached: platform() !== 'win32',
      stdio: ['ignore', output, output],
      windowsHide: true,
    });
    closeSync(output);
    const failed = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', () => resolve(readFileSync(logFile, 'utf8')));
    });
    const guard = spawn(
      process.execPath,
      [fileURLToPath(new URL('postgres-guard.ts', import.meta.url)), String(child.pid)],
      {
        cwd: dirname(fileURLToPath(import.meta.url)),
        env: cleanEnvironment(),
        detached: platform() !== 'win32',
        stdio: ['pipe', 'ignore', 'ignore'],
        windowsHide: true,
      },
    );
    guard.stdin.on('error', () => undefined);
    guard.unref();
    child.once('exit', (code, signal) => {
      guard.kill('SIGKILL');
      if (server !== child) return;
      server = undefined;
      isReady = false;
      log(`PostgreSQL ended (${signal ?? `code ${code ?? 0}`})`);
    });
    server = child;

    const deadline = Date.now() + START_PATIENCE_MS;
    const isUp = (): boolean => {
      const written = readPidFile(cluster);
      return written !== undefined && written.pid === child.pid && written.status === 'ready';
    };
    while (!isUp()) {
      const report = await Promise.race([failed, delay(20)]);
      if (typeof report === 'string') throw new Error(report);
      if (Date.now() > deadline) {
        await ended('SIGKILL');
        throw new StackError(
          `PostgreSQL did not come up within ${START_PATIENCE_MS / 1000} s: read ${logFile}.`,
        );
      }
    }
  };

  const start = async (): Promise<void> => {
    if (server) return;
    for (let attempt = 1; ; attempt++) {
      try {
        await launch();
        isReady = true;
        for (const listener of readyListeners) listener();
        return;
      } catch (error) {
        const report = error instanceof Error ? error.message : String(error);
        if (error instanceof StackError) throw error;
        // After a crash the old server's children need a moment to let go of the shared memory; and another
        // program may have taken the port in between.
        const passes = /shared memory block|could not bind|Address already in use|lock file/.test(report);
        if (!passes || attempt >= 20) throw explain(report, options.data, logFile);
        writeFileSync(logFile, '');
        await delay(100);
      }
    }
  };

  await start().catch(async (error: unknown) => {
    if (!(error instanceof StackError) || !error.message.includes('port')) throw error;
    port = await freePort();
    await start();
  });
  return {
    get port() {
      return port;
    },
    url: (role) => `postgresql://${role}:${options.password}@127.0.0.1:${port}/postgres`,
    start,
    isReady: () => isReady,
    onReady: (listener) => readyListeners.push(listener),
    stop: () => ended('SIGINT'),
    kill: () => ended('SIGKILL'),
  };
}

function serverArguments(cluster: string, port: number, durable: boolean): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'logical',
    max_slot_wal_keep_size: '1GB',
    // A forgotten open transaction would hold back the pull's horizon for everybody.
    idle_in_transaction_session_timeout: '60s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function makeCluster(
  files: PostgresFiles,
  cluster: string,
  { password, durable, data, log }: PostgresOptions,
): void {
  log(`making a PostgreSQL cluster in ${cluster}`);
  const fresh = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = files.identity;
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid);
  const made = spawnSync(
    files.program('initdb'),
    [
      ...['-D', fresh, '-U', 'supabase_admin', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...files.identity, cwd: files.cluster, env: cleanEnvironment(), encoding: 'utf8', windowsHide: true },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw explain(made.error?.message ?? made.stderr, data, '');
  }
  renameSync(fresh, cluster);
}

/** Stops the server that a killed stack left running in this folder; removes a pid file that is nobody's. */
function stopLeftOver(files: PostgresFiles, cluster: string, log: (line: string) => void): void {
  const left = readPidFile(cluster);
  if (!left || !isAlive(left.pid)) return;
  if (!isPostgres(left.pid)) {
    // After a reboot the number belongs to another program: PostgreSQL would refuse to start, for ever.
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  log(`stopping the PostgreSQL server (pid ${left.pid}) that an earlier stack left running`);
  if (!runPgCtl(files, cluster, 'fast') && !runPgCtl(files, cluster, 'immediate'))
    throw new StackError(
      `A PostgreSQL server (pid ${left.pid}) in ${cluster} does not stop: end it, and start again.`,
    );
}

function runPgCtl(files: PostgresFiles, cluster: string, mode: 'fast' | 'immediate'): boolean {
  const ran = spawnSync(files.program('pg_ctl'), ['stop', '-D', cluster, '-m', mode, '-w', '-t', '15'], {
    ...files.identity,
    cwd: cluster,
    env: cleanEnvironment(),
    windowsHide: true,
  });
  return ran.status === 0;
}

/** The environment without variables that would steer PostgreSQL's programs or Node elsewhere. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function explain(report: string, data: string, logFile: string): StackError {
  if (/No space left on device|ENOSPC/i.test(report)) return diskFull(data);
  if (/could not bind|Address already in use/i.test(report))
    return new StackError('Another program took the port meant for PostgreSQL: start again.');
  if (/Permission denied|EACCES|wrong ownership/i.test(report))
    return new StackError(`${data} belongs to another user: choose another folder with --data.`);
  const last = report.trim().split('\n').slice(-3).join(' ');
  return new StackError(`PostgreSQL did not start (${last})${logFile && `: read ${logFile}`}.`);
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string')
    throw new StackError('No free port was found on loopback.');
  return address.port;
}
