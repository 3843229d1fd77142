// The server port on Supabase: the sync RPCs through PostgREST and pokes through a private Realtime channel, all under
// the signed-in person's own token, so that row level security decides what comes and what is accepted.
import { REALTIME_SUBSCRIBE_STATES } from '@supabase/supabase-js';
import { RemoteError, type Page, type PullAnswer, type PushAnswer, type Remote } from '../core/ports.ts';
import { isTable, type TableName } from '../schema/tables.ts';
import { toRemoteError } from './errors.ts';
import { readRow, readRows } from './read-rows.ts';
import { createTokenClient, type TokenClientOptions } from './token-client.ts';
import { z } from './zod.ts';

const Checkpoint = z.object({ row_version: z.number(), id: z.string(), since: z.number().optional() });
const Manifest = z.object({
  schema_version: z.number(),
  epoch: z.string(),
  tables: z.array(z.string()).optional(),
});
const Counts: z.ZodType<Partial<Record<TableName, number>>> = z.record(z.string(), z.number());
const Pull = z.object({
  epoch: z.string(),
  server_time: z.string(),
  tables: z.record(
    z.string(),
    z.object({
      /** Each is looked at on its own. */
      rows: z.array(z.unknown()),
      checkpoint: Checkpoint,
      complete: z.boolean(),
      waiting: z.boolean(),
      reset: z.boolean().optional(),
    }),
  ),
});
const Contests = z.record(z.string(), z.object({ theirs: z.unknown(), clock: z.string() })).default({});
const Push = z.array(
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('applied') }),
    z.object({ status: z.literal('merged'), row: z.unknown(), lost: Contests, won: Contests }),
    z.object({
      status: z.literal('refused'),
      row: z.unknown(),
      code: z.string(),
      message: z.string(),
      details: z.string().nullable().default(null),
    }),
    z.object({
      status: z.literal('later'),
      row: z.unknown(),
      code: z.string(),
      message: z.string(),
    }),
  ]),
);
type SentAnswer = z.infer<typeof Push>[number];

/** Of a row that cannot be read only what was decided is told; the next pull names it. */
function readAnswer(table: TableName, answer: SentAnswer | undefined): PushAnswer {
  if (!answer || answer.status === 'applied') return { status: 'applied' };
  const row = readRow(table, answer.row);
  if (answer.status !== 'merged') return { ...answer, row };
  return row ? { ...answer, row } : { status: 'applied' };
}

const Poke = z.object({ table: z.string(), row_version: z.number().default(0) });

export type SupabaseRemoteOptions = TokenClientOptions & { workspace_id: string };

export type SupabaseRemote = Remote & {
  /** The token has changed: the live channel is to use the new one. */
  renew(): void;
};

export function createSupabaseRemote(options: SupabaseRemoteOptions): SupabaseRemote {
  const { workspace_id, token } = options;
  const client = createTokenClient(options);

  function needSession(): void {
    if (token() === null) throw new RemoteError('signed_out', 'Nobody is signed in.');
  }

  async function ask<T>(name: string, args: Record<string, unknown>, form: z.ZodType<T>): Promise<T> {
    needSession();
    const answer = await client.rpc(name, args);
    if (answer.error)
      throw toRemoteError({ status: answer.status, code: answer.error.code, message: answer.error.message });
    const read = form.safeParse(answer.data);
    if (read.success) return read.data;
    throw new RemoteError('mismatch', `The server's answer to ${name} has another form than expected.`);
  }

  return {
    manifest: () => ask('sync_manifest', {}, Manifest),

    async pull(asked, page_size): Promise<PullAnswer> {
      const answer = await ask('sync_pull', { workspace: workspace_id, tables: asked, page_size }, Pull);
      const tables: Partial<Record<TableName, Page>> = {};
      for (const [name, page] of Object.entries(answer.tables))
        if (isTable(name)) tables[name] = { ...page, ...readRows(name, page.rows) };
      return { epoch: answer.epoch, server_now: Date.parse(answer.server_time), tables };
    },

    async push(parcels): Promise<readonly PushAnswer[]> {
      const answers = await ask('sync_push', { writes: parcels }, Push);
      if (answers.length === parcels.length)
        return parcels.map(({ table }, at) => readAnswer(table, answers[at]));
      throw new RemoteError('mismatch', 'The server did not answer every write.');
    },

    counts: (tables) => ask('sync_counts', { workspace: workspace_id, tables }, Counts),

    listen({ poked, joined, lost }) {
      const channel = client
        .channel(`workspace:${workspace_id}`, { config: { private: true } })
        .on('broadcast', { event: 'poke' }, ({ payload }) => {
          const poke = Poke.safeParse(payload);
          if (poke.success && isTable(poke.data.table)) poked(poke.data.table, poke.data.row_version);
        })
        .subscribe((status) => {
          if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) joined();
          else lost();
        });
      return () => void client.removeChannel(channel);
    },

    renew: () => void client.realtime.setAuth(token()),
  };
}
