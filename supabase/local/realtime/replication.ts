// The stream of committed changes out of PostgreSQL, by logical replication (pgoutput) over a temporary slot: it
// leaves nothing behind that would hold back the log. A broken stream is opened again; what was committed in
// between is not told, as hosted.
import { setTimeout as delay } from 'node:timers/promises';
import { LogicalReplicationService, PgoutputPlugin, type Pgoutput } from 'pg-logical-replication';
import type { Postgres } from '../postgres.ts';
import { messageOf, StackError } from '../stack-error.ts';

export type Replication = { isStreaming: () => boolean; close: () => Promise<void> };
export type RowMessage = Pgoutput.MessageInsert | Pgoutput.MessageUpdate | Pgoutput.MessageDelete;

const JSON_OIDS = new Set([114, 3802]);
const RETRY_MS = 100;
const START_PATIENCE_MS = 15_000;

/** Resolves when the stream runs for the first time. `onRow` is called in commit order. */
export async function startReplication(
  server: Postgres,
  publications: string[],
  onRow: (message: RowMessage, committedAt: Date) => void,
  log: (line: string) => void,
): Promise<Replication> {
  const ending = new AbortController();
  let service: LogicalReplicationService | undefined;
  let isStreaming = false;
  let lastError = '';
  let hasStarted = (): void => undefined;
  const started = new Promise<void>((resolve) => (hasStarted = resolve));

  const stream = async (): Promise<void> => {
    const opened = new LogicalReplicationService({ connectionString: server.url('supabase_admin') });
    service = opened;
    let committedAt = new Date();
    opened.on('error', () => undefined);
    opened.on('start', () => {
      isStreaming = true;
      hasStarted();
    });
    opened.on('heartbeat', (lsn, _timestamp, shouldRespond) => {
      // A server that is shutting down waits for this exact position; acknowledge() adds one to it.
      if (shouldRespond) void opened.acknowledge(before(lsn));
    });
    opened.on('data', (_lsn, message: Pgoutput.Message) => {
      if (message.tag === 'begin') committedAt = new Date(Number(message.commitTime.valueOf() / 1000n));
      else if (message.tag === 'insert' || message.tag === 'update' || message.tag === 'delete')
        onRow(message, committedAt);
    });
    try {
      const slot = `supabase_realtime_${process.pid}_${Date.now()}`;
      await opened.subscribe(new TextPgoutput({ protoVersion: 1, publicationNames: publications }), slot);
    } finally {
      isStreaming = false;
      await opened.destroy().catch(() => undefined);
    }
  };

  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      if (server.isReady())
        await stream().catch((error: unknown) => {
          lastError = messageOf(error);
          if (server.isReady() && !ending.signal.aborted) log(`replication: ${lastError}`);
        });
      await delay(RETRY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const running = run();
  const close = async (): Promise<void> => {
    ending.abort();
    await service?.destroy().catch(() => undefined);
    await running;
  };
  const isLate = await Promise.race([started, delay(START_PATIENCE_MS, true, { ref: false })]);
  if (isLate) {
    await close();
    throw new StackError(`PostgreSQL's stream of changes did not open (${lastError}): start again.`);
  }
  return { isStreaming: () => isStreaming, close };
}

/** Keeps values as PostgreSQL wrote them (the plugin would round timestamps), but for JSON. */
class TextPgoutput extends PgoutputPlugin {
  override async start(
    client: { query: (text: string) => Promise<unknown> },
    slotName: string,
    lastLsn: string,
  ): Promise<unknown> {
    await client.query(`CREATE_REPLICATION_SLOT "${slotName}" TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`);
    return super.start(client, slotName, lastLsn);
  }

  override parse(buffer: Buffer): Pgoutput.Message {
    const message = super.parse(buffer);
    if (message.tag === 'relation')
      for (const column of message.columns)
        column.parser = (text: string): unknown => (JSON_OIDS.has(column.typeOid) ? JSON.parse(text) : text);
    return message;
  }
}

function before(lsn: string): string {
  const [upper = '0', lower = '0'] = lsn.split('/');
  const position = (BigInt(`0x${upper}`) << 32n) + BigInt(`0x${lower}`) - 1n;
  return `${(position >> 32n).toString(16)}/${(position & 0xffffffffn).toString(16)}`.toUpperCase();
}
