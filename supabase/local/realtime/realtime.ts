// Realtime below /realtime/v1: the WebSocket of protocol 2.0.0, broadcasts from the database and over HTTP,
// presence, and postgres_changes.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { isLoopback, notServed } from '../http.ts';
import type { Postgres } from '../postgres.ts';
import type { Settings } from '../settings.ts';
import { messageOf } from '../stack-error.ts';
import { broadcastOverHttp } from './broadcast-endpoint.ts';
import type { Services } from './channel.ts';
import { RealtimeDatabase } from './database.ts';
import { Hub } from './hub.ts';
import { PostgresChanges } from './postgres-changes.ts';
import { startReplication, type RowMessage } from './replication.ts';
import { serveSocket } from './socket.ts';
import type { Claims } from './tokens.ts';

export type Realtime = { fetch: (request: Request) => Promise<Response>; close: () => Promise<void> };

const SOCKET_PATH = '/realtime/v1/websocket';
const BROADCAST_PATH = '/realtime/v1/api/broadcast';
const PUBLICATIONS = ['supabase_realtime', 'supabase_realtime_messages_publication'];
const MAX_FRAME_BYTES = 3_000_000;
const CLEANING_MS = 3_600_000;

export async function startRealtime(
  server: Postgres,
  http: Server,
  settings: Settings,
  log: (line: string) => void,
): Promise<Realtime> {
  const database = new RealtimeDatabase(server);
  const hub = new Hub();
  const changes = new PostgresChanges(database, log);
  const replication = await startReplication(
    server,
    PUBLICATIONS,
    (message, at) => relay(message, at, hub, changes),
    log,
  );
  const services: Services = {
    hub,
    database,
    changes,
    isStreaming: replication.isStreaming,
    jwtSecret: settings.jwt_secret,
    log,
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const key = searchParams.get('apikey') ?? request.headers.apikey;
    const claims = typeof key === 'string' ? claimsOfKey(key, settings) : undefined;
    const version = searchParams.get('vsn');
    const refusal =
      (!isLoopback(request.headers.host) && '403 Forbidden') ||
      (pathname !== SOCKET_PATH && '501 Not Implemented') ||
      (!claims && '401 Unauthorized') ||
      (version !== '2.0.0' && '501 Not Implemented');
    if (refusal || !claims)
      socket.end(`HTTP/1.1 ${refusal || '401 Unauthorized'}\r\nConnection: close\r\n\r\n`);
    else sockets.handleUpgrade(request, socket, head, (opened) => serveSocket(opened, claims, services));
  };
  http.on('upgrade', upgrade);

  let isEnding = false;
  const clean = (): void =>
    void database.deleteOldMessages().catch((error: unknown) => {
      if (server.isReady() && !isEnding) log(`old Realtime messages were not deleted: ${messageOf(error)}`);
    });
  clean();
  const cleaning = setInterval(clean, CLEANING_MS);

  return {
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      const isBroadcast = pathname === BROADCAST_PATH || pathname.startsWith(`${BROADCAST_PATH}/`);
      if (!isBroadcast || request.method !== 'POST') return Promise.resolve(notServed(pathname));
      return broadcastOverHttp(request, pathname.slice(BROADCAST_PATH.length), services, (key) =>
        claimsOfKey(key, settings),
      );
    },
    close: async () => {
      isEnding = true;
      clearInterval(cleaning);
      http.off('upgrade', upgrade);
      for (const socket of sockets.clients) socket.close(1001, 'the stack ends');
      for (const socket of sockets.clients) socket.terminate();
      await replication.close();
      await database.close();
    },
  };
}

/** An API key stands for a role, for ever. */
function claimsOfKey(key: string, { publishable_key, secret_key }: Settings): Claims | undefined {
  const exp = Number.MAX_SAFE_INTEGER;
  if (key === publishable_key) return { role: 'anon', exp };
  if (key === secret_key) return { role: 'service_role', exp };
  return undefined;
}

function relay(message: RowMessage, committedAt: Date, hub: Hub, changes: PostgresChanges): void {
  const { schema, name, relationOid } = message.relation;
  if (schema === 'realtime' && name === 'messages') {
    if (message.tag === 'insert') relayMessage(message.new, hub);
    return;
  }
  const rows = {
    insert: () => ({ row: known(newRow(message)), oldRow: null }),
    update: () => ({ row: known(newRow(message)), oldRow: known(oldRow(message)) }),
    delete: () => ({ row: null, oldRow: known(oldRow(message)) }),
  }[message.tag]();
  changes.publish({
    relation: relationOid,
    schema,
    table: name,
    action: message.tag === 'insert' ? 'INSERT' : message.tag === 'update' ? 'UPDATE' : 'DELETE',
    commitTimestamp: committedAt.toISOString(),
    ...rows,
  });
}

type Row = Record<string, unknown>;

function newRow(message: RowMessage): Row {
  return message.tag === 'delete' ? {} : message.new;
}

/** What is known of the row before: its whole (replica identity full) or its key. */
function oldRow(message: RowMessage): Row {
  if (message.tag === 'insert') return {};
  const given: Row | null = message.old ?? message.key;
  if (given) return given;
  const row = newRow(message);
  return Object.fromEntries(message.relation.keyColumns.map((name) => [name, row[name]]));
}

/** Without the large values that did not change, which PostgreSQL does not send. */
function known(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function relayMessage(row: Row, hub: Hub): void {
  const { id, topic, event, private: isPrivate, extension, payload, binary_payload: binary } = row;
  if (extension !== 'broadcast' || typeof topic !== 'string') return;
  hub.broadcast(
    { name: topic, isPrivate: isPrivate === 't' },
    {
      event: typeof event === 'string' ? event : '',
      payload: typeof binary === 'string' ? Buffer.from(binary.slice(2), 'hex') : payload,
      meta: { id },
    },
  );
}
