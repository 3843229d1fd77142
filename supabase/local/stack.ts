// The whole local Supabase stack in one process: PostgreSQL 17, migrations, REST and Auth, Realtime,
// Storage. Several stacks can run side by side, each with a data folder of its own; two on one folder are refused.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimFolder } from './folder-claim.ts';
import { listen } from './http.ts';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';
import { startRealtime } from './realtime/realtime.ts';
import { startRest } from './rest.ts';
import { readOrMakeSettings } from './settings.ts';
import { codeOf, diskFull } from './stack-error.ts';
import { startStorage } from './storage/storage.ts';

export type StackOptions = {
  /** Folder that keeps database, keys and log; made where missing. */
  data: string;
  /** HTTP port; 0 for any free one. */
  port: number;
  /** Whether the demo workspace is put in (once per data folder). */
  seed: boolean;
  log: (line: string) => void;
  /** Folder of migrations; the project's by default. */
  migrations?: string;
  /** Lifetime of an access token, an hour by default. */
  accessTokenSeconds?: number;
  /** false trades safety against a power cut for speed, for tests. */
  durable?: boolean;
};

export type Stack = {
  url: string;
  publishable_key: string;
  secret_key: string;
  /** As role postgres, which owns the project's tables and bypasses row level security. */
  database_url: string;
  /** The demo people who can sign in; none without demo data. */
  users: { email: string; password: string }[];
  postgres: {
    /** Fast shutdown of the server; the stack stays up and answers 503. */
    stop: () => Promise<void>;
    start: () => Promise<void>;
    /** SIGKILL, as in a crash. */
    kill: () => Promise<void>;
  };
  close: () => Promise<void>;
};

const SUPABASE = fileURLToPath(new URL('..', import.meta.url));
const DEMO_USERS = ['alex', 'mara'].map((name) => ({
  email: `${name}@outpost.example`,
  password: 'outpost-demo',
}));

/** Starts a stack. Fails with a StackError that says what to do; whatever was started by then is ended. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { port, seed, log, accessTokenSeconds = 3600, durable = true } = options;
  const data = resolve(options.data);
  const endings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  };
  try {
    endings.push(claimFolder(data));
    const door = await listen(port, log);
    endings.push(door.close);
    const settings = await readOrMakeSettings(data);
    const password = settings.database_password;
    const server = await startPostgres({ data, password, durable, log });
    endings.push(server.stop);
    await migrate(server, {
      migrations: options.migrations ?? join(SUPABASE, 'migrations'),
      seed: seed ? join(SUPABASE, 'seed.sql') : null,
      password,
      log,
    });
    const rest = await startRest(server, { settings, accessTokenSeconds, log });
    endings.push(rest.close);
    const realtime = await startRealtime(server, door.server, settings, log);
    endings.push(realtime.close);
    const storage = await startStorage(server, data, settings, log);
    endings.push(storage.close);
    door.open([
      { prefix: '/rest/v1', fetch: rest.fetch },
      { prefix: '/auth/v1', fetch: rest.fetch },
      { prefix: '/realtime/v1', fetch: realtime.fetch },
      { prefix: '/storage/v1', fetch: storage.fetch },
    ]);
    return {
      url: door.url,
      publishable_key: settings.publishable_key,
      secret_key: settings.secret_key,
      database_url: server.url('postgres'),
      users: seed ? DEMO_USERS : [],
      postgres: { stop: server.stop, start: server.start, kill: server.kill },
      close,
    };
  } catch (error) {
    await close();
    // The disk may fill at any step: by PostgreSQL's code or by the system's.
    if (['53100', 'ENOSPC'].includes(codeOf(error))) throw diskFull(data);
    throw error;
  }
}
