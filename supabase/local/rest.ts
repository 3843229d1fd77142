// REST and Auth: the `App` of @supabase/lite over the stack's PostgreSQL, with native row level security.
// Requests run as anon, authenticated or service_role; while the database is away they are answered 503.
import { App } from '@supabase/lite';
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { notServed, refuse } from './http.ts';
import type { Postgres } from './postgres.ts';
import { asPostgrest } from './postgrest-errors.ts';
import { loggingTo } from './request-log.ts';
import type { Settings } from './settings.ts';
import { messageOf } from './stack-error.ts';

export type Rest = {
  /** Answers a request below /rest/v1 or /auth/v1. Never rejects. */
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
};

export type RestOptions = {
  settings: Settings;
  /** Lifetime of an access token. */
  accessTokenSeconds: number;
  log: (line: string) => void;
};

// @supabase/lite hands an RPC's jsonb argument over as JSON text: encoding it again would make a string of it. A
// row's value that is itself a string comes bare, and is encoded unless it happens to be JSON.
const asJson = (value: unknown): string =>
  typeof value === 'string' && isJson(value) ? value : JSON.stringify(value);
const parseJson = (text: string): unknown => JSON.parse(text);
const asIs = (value: string): string => value;
// As PostgREST writes them: 2026-01-31T12:00:00.123456+00:00.
const isoTime = (text: string): string => text.replace(' ', 'T').replace(/[+-]\d\d$/, '$&:00');
const TYPES = {
  json: { to: 114, from: [114], serialize: asJson, parse: parseJson },
  jsonb: { to: 3802, from: [3802], serialize: asJson, parse: parseJson },
  timestamp: { to: 1114, from: [1114], serialize: asIs, parse: isoTime },
  timestamptz: { to: 1184, from: [1184], serialize: asIs, parse: isoTime },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// What @supabase/lite serves of Auth. It answers 401 to the rest, where a client would look for a wrong token.
const AUTH_PATHS =
  /^\/auth\/v1\/(signup|token|otp|magiclink|verify|recover|resend|health|settings|authorize|callback|logout|user|reauthenticate)$/;

// Parameters of a read that are no filter; of a joined table they follow its name and a dot.
const NO_FILTER = /(^|\.)(select|order|limit|offset|columns|on_conflict)$/;

/** PostgREST's refusal of `?name=eq`, which @supabase/lite 0.10 leaves out, answering with every row. */
function refuseBareOperator(request: Request): Response | undefined {
  const { pathname, searchParams } = new URL(request.url);
  if (!/^\/rest\/v1\/(?!rpc\/)./.test(pathname)) return undefined;
  for (const [name, value] of searchParams)
    if (!NO_FILTER.test(name) && /^(not\.)?[a-z]+$/.test(value))
      return Response.json(
        {
          code: 'PGRST100',
          details: `unexpected end of input expecting delimiter (.)`,
          hint: null,
          message: `"failed to parse filter (${value})" (line 1, column ${value.length + 1})`,
        },
        { status: 400 },
      );
  return undefined;
}

export async function startRest(server: Postgres, options: RestOptions): Promise<Rest> {
  const { log } = options;
  let current = openPool(server, options);
  const reload = (): void => {
    // A lost pool's successor reads the schema anyway.
    if (!current.isLost()) void current.connection.clearSchemaCache();
  };
  const listener = postgres(server.url('postgres'), {
    max: 1,
    backoff: () => 0.1,
    onnotice: () => undefined,
  });
  await listener.listen('pgrst', reload);

  return {
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/auth/') && !AUTH_PATHS.test(pathname)) return notServed(pathname);
      const refused = refuseBareOperator(request);
      if (refused) return refused;
      if (!server.isReady()) return unavailable();
      if (current.isLost()) current = openPool(server, options);
      const pool = current;
      try {
        const response = await Promise.race([loggingTo(log, () => pool.app.fetch(request)), pool.lost]);
        return response && !(response.status >= 500 && (await isLosing(pool))) ? response : unavailable();
      } catch (error) {
        log(`${request.method} ${pathname}: ${messageOf(error)}`);
        return (await isLosing(pool)) ? unavailable() : refuse(500, 'Internal server error');
      }
    },
    close: async () => {
      await listener.end({ timeout: 0 });
      await current.connection.driver.end({ timeout: 1 });
    },
  };
}

type Pool = {
  app: App;
  connection: PostgresConnection;
  isLost: () => boolean;
  /** Resolves when the pool is lost: whoever waits for it need wait no longer. */
  lost: Promise<undefined>;
};

/** Whether a failure came from a dying database: its last words arrive a moment before its connections close. */
async function isLosing(pool: Pool): Promise<boolean> {
  const moment = new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
  await Promise.race([pool.lost, moment]);
  return pool.isLost();
}
const LAST_WORDS_MS = 250;

/**
 * One pool of connections and the app over it. As soon as one connection breaks the pool is lost: it sends
 * nothing more, and the next request gets a new one.
 */
function openPool(server: Postgres, { settings, accessTokenSeconds }: RestOptions): Pool {
  let isLost = false;
  let lose = (): void => undefined;
  const lost = new Promise<undefined>((resolve) => (lose = () => resolve(undefined)));
  const connection = createPostgresConnection({
    url: server.url('postgres'),
    postgresOptions: {
      max: 10,
      max_lifetime: null,
      connect_timeout: 3,
      onnotice: () => undefined,
      onclose: () => {
        if (isLost) return;
        isLost = true;
        lose();
        void connection.driver.end({ timeout: 0 });
      },
      types: TYPES,
    },
  });
  // A statement on a reserved connection whose socket has closed ends the process, and a connection that closed
  // with a write pending never sends again (postgres 3.4.9). Both can go when these are mended:
  // https://github.com/porsager/postgres/issues/1208 and https://github.com/porsager/postgres/issues/1154
  const { driver } = connection;
  const reserve = driver.reserve.bind(driver);
  const away = (): Error => new Error('The connection to the database was lost.');
  driver.reserve = async () => {
    if (isLost) throw away();
    const reserved = await reserve();
    const unsafe = reserved.unsafe.bind(reserved);
    const guarded = (...statement: Parameters<typeof unsafe>): unknown =>
      isLost ? Promise.reject(away()) : unsafe(...statement);
    return Object.defineProperty(reserved, 'unsafe', { value: guarded });
  };
  // With its first request @supabase/lite 0.10 grants ALL on every table of a schema with row level security to
  // the API roles, which would undo what migrations revoke. Told that it has done so, it leaves grants alone.
  Reflect.set(connection, 'rlsState', 'active');
  // Asked for every error that a request of REST ends with, before the answer is made of it.
  Reflect.set(connection, 'normalizeDbError', asPostgrest);

  const app = new App({
    connection,
    api: { enabled: true, schemas: ['public'], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: settings.jwt_secret,
      publishable_key: settings.publishable_key,
      secret_key: settings.secret_key,
      jwt_expiry: accessTokenSeconds,
      enable_signup: true,
      email: { enable_signup: true, enable_confirmations: false },
    },
    studio: { enabled: false },
    options: { server: { disableStudio: true } },
  });
  return { app, connection, isLost: () => isLost, lost };
}

/** PostgREST's answer without a database; Auth clients take any 503 as "try again". */
export function unavailable(): Response {
  return Response.json(
    {
      code: 'PGRST000',
      message: 'Database connection error. Retrying the connection.',
      details: 'The local PostgreSQL server is not running or is just starting.',
      hint: null,
    },
    { status: 503, headers: { 'retry-after': '1' } },
  );
}
