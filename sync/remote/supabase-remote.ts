// The server port on Supabase: the sync RPCs through PostgREST and pokes through a private Realtime channel, all under
// the signed-in person's own token, so that row level security decides what comes and what is accepted.
import { createClient, REALTIME_SUBSCRIBE_STATES, type SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Connection } from '../api.ts';
import { RemoteError, type PullAnswer, type PushAnswer, type Remote, type SyncedRow } from '../core/ports.ts';
import { isTable, type TableName } from '../schema/tables.ts';
import { toRemoteError } from './errors.ts';

// zod compiles validators with `new Function` where it may; the window's CSP forbids it.
z.config({ jitless: true });

/** Only what sync itself relies on; the columns of a row are the server's word. */
const Row = z.looseObject({
  id: z.string(),
  row_version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  deleted_at: z.string().nullable(),
  clocks: z.record(z.string(), z.string()),
}) as unknown as z.ZodType<SyncedRow>;
const Checkpoint = z.object({ row_version: z.number(), id: z.string(), since: z.number().optional() });
const Manifest = z.object({ schema_version: z.number(), epoch: z.string() });
const Pull = z.object({
  epoch: z.string(),
  server_time: z.string(),
  tables: z.record(
    z.string(),
    z.object({ rows: z.array(Row), checkpoint: Checkpoint, complete: z.boolean(), waiting: z.boolean() }),
  ),
});
const Contests = z.record(z.string(), z.object({ theirs: z.unknown(), clock: z.string() })).default({});
const Push = z.array(
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('applied') }),
    z.object({ status: z.literal('merged'), row: Row, lost: Contests, won: Contests }),
    z.object({
      status: z.literal('refused'),
      row: Row.nullable().default(null),
      code: z.string(),
      message: z.string(),
    }),
    z.object({ status: z.literal('later'), code: z.string(), message: z.string() }),
  ]),
);
const Poke = z.object({ table: z.string(), row_version: z.number().default(0) });

export type SupabaseRemoteOptions = Connection & {
  workspace_id: string;
  /** The access token of the signed-in person; null while there is none. */
  token: () => string | null;
};

export type SupabaseRemote = Remote & {
  /** The token has changed: the live channel is to use the new one. */
  renew(): void;
};

export function createSupabaseRemote(options: SupabaseRemoteOptions): SupabaseRemote {
  const { url, publishable_key, workspace_id, token } = options;
  const client = createClient(url, publishable_key, {
    accessToken: () => Promise.resolve(token()),
    // A dead network is the engine's to wait for; the client's own three tries would hold it up for seconds.
    db: { retry: false },
  });

  async function ask<T>(name: string, args: Record<string, unknown>, form: z.ZodType<T>): Promise<T> {
    if (token() === null) throw new RemoteError('signed_out', 'Nobody is signed in.');
    const answer = await client.rpc(name, args);
    if (answer.error)
      throw toRemoteError({ status: answer.status, code: answer.error.code, message: answer.error.message });
    const read = form.safeParse(answer.data);
    if (read.success) return read.data;
    throw new RemoteError('mismatch', `The server's answer to ${name} has another form than expected.`);
  }

  return {
    manifest: () => ask('sync_manifest', {}, Manifest),

    async pull(checkpoints, page_size): Promise<PullAnswer> {
      const answer = await ask(
        'sync_pull',
        { workspace: workspace_id, tables: checkpoints, page_size },
        Pull,
      );
      return { epoch: answer.epoch, server_now: Date.parse(answer.server_time), tables: answer.tables };
    },

    async push(parcels): Promise<readonly PushAnswer[]> {
      const answers = await ask('sync_push', { writes: parcels }, Push);
      if (answers.length === parcels.length) return answers;
      throw new RemoteError('mismatch', 'The server did not answer every write.');
    },

    async count(tables) {
      const counts = await Promise.all(tables.map((table) => countRows(client, table)));
      return counts.reduce((sum, count) => sum + count, 0);
    },

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

  /** An estimate is enough where the exact count cannot be had: it only moves a progress bar. */
  async function countRows(from: SupabaseClient, table: TableName): Promise<number> {
    const { count, error, status } = await from.from(table).select('id', { count: 'exact', head: true });
    if (error) throw toRemoteError({ status, code: error.code, message: error.message });
    return count ?? 0;
  }
}
