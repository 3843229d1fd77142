// What is kept on the server only, because it grows for ever: who changed what, what automations did, and timeline
// entries older than those that are here. Read page by page, newest first, under the signed-in person's own rights.
import type { SupabaseClient } from '@supabase/supabase-js';
import { NIL } from 'uuid';
import {
  ERROR_CODES,
  type AuditEntry,
  type AutomationRun,
  type Failure,
  type LogPage,
  type Result,
} from '../api.ts';
import { RemoteError } from '../core/ports.ts';
import { isObject } from '../schema/check-row.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { toRemoteError } from './errors.ts';
import { remoteFailure } from './failures.ts';
import { readRows } from './read-rows.ts';
import { createTokenClient, type TokenClientOptions } from './token-client.ts';
import { z } from './zod.ts';

const PAGE_SIZE = 50;

const Values = z.record(z.string(), z.unknown()).nullable();
const Audit: z.ZodType<AuditEntry> = z.object({
  id: z.string(),
  actor_id: z.string().nullable(),
  action: z.enum(['insert', 'update', 'delete', 'restore']),
  resource_type: z.string(),
  resource_id: z.string().nullable(),
  before: Values,
  after: Values,
  happened_at: z.string(),
  created_at: z.string(),
});
const Run: z.ZodType<AutomationRun> = z.object({
  id: z.string(),
  automation_id: z.string(),
  record_id: z.string().nullable(),
  status: z.enum(['success', 'failed']),
  duration_ms: z.number().nullable(),
  error: z.string().nullable(),
  run_at: z.string(),
});

/** `of`: of one row only. `after`: what the page before gave as `next`; null for the newest. */
type PageOf<T> = (asked: { of?: string | null; after: string | null }) => Promise<Result<LogPage<T>>>;

export type ServerLog = {
  auditLog: PageOf<AuditEntry>;
  /** `of`: of one automation. */
  automationRuns: PageOf<AutomationRun>;
  /** `of`: of one record. Rows as sync pulls them. */
  timelineEntries: PageOf<SyncedRow>;
};

export type ServerLogOptions = TokenClientOptions & { workspace_id: string };

export function createServerLog({ workspace_id, ...options }: ServerLogOptions): ServerLog {
  const client = createTokenClient(options);
  const pagesOf =
    <T extends { id: string }>(log: Log<T>): PageOf<T> =>
    ({ of = null, after }) =>
      options.token() === null
        ? Promise.resolve({ ok: false, error: SIGNED_OUT })
        : readPage(client, workspace_id, log, of, after);
  return {
    auditLog: pagesOf(AUDIT_LOG),
    automationRuns: pagesOf(AUTOMATION_RUNS),
    timelineEntries: pagesOf(TIMELINE),
  };
}

const OTHER_FORM = remoteFailure(
  new RemoteError('mismatch', "The server's answer has another form than expected."),
);
const SIGNED_OUT: Failure = { code: ERROR_CODES.signed_out, message: 'Nobody is signed in.' };

/** Where a page begins that holds nothing from `time` (ISO 8601) on. */
export const cursorBefore = (time: string): string => `${time}/${NIL}`;

type Log<T> = {
  table: string;
  columns: string;
  time: keyof T & string;
  subject: string;
  /** Null where they have another form than expected. */
  read: (found: readonly unknown[]) => readonly T[] | null;
};

const inForm = <T>(form: z.ZodType<T>) => {
  const forms = z.array(form);
  return (found: readonly unknown[]) => forms.safeParse(found).data ?? null;
};

const AUDIT_LOG: Log<AuditEntry> = {
  table: 'audit_log',
  columns: 'id, actor_id, action, resource_type, resource_id, before, after, happened_at, created_at',
  time: 'created_at',
  subject: 'resource_id',
  read: inForm(Audit),
};
const AUTOMATION_RUNS: Log<AutomationRun> = {
  table: 'automation_runs',
  columns: 'id, automation_id, record_id, status, duration_ms, error, run_at',
  time: 'run_at',
  subject: 'automation_id',
  read: inForm(Run),
};

const TIMELINE: Log<SyncedRow> = {
  table: 'timeline_entries',
  columns: '*',
  time: 'created_at',
  subject: 'record_id',
  read: (found) => readRows('timeline_entries', found).rows,
};

/** Entries of one instant are ordered by their id, so a page ends and the next begins between two of them. */
async function readPage<T extends { id: string }>(
  client: SupabaseClient,
  workspace_id: string,
  { table, columns, time, subject, read }: Log<T>,
  of: string | null,
  after: string | null,
): Promise<Result<LogPage<T>>> {
  let query = client
    .from(table)
    .select(columns)
    .eq('workspace_id', workspace_id)
    .order(time, { ascending: false })
    .order('id', { ascending: false })
    .limit(PAGE_SIZE);
  if (of !== null) query = query.eq(subject, of);
  if (after !== null) {
    const [at = '', id = ''] = after.split('/');
    query = query.or(`${time}.lt."${at}",and(${time}.eq."${at}",id.lt.${id})`);
  }
  const { data, error, status } = await query;
  if (error)
    return {
      ok: false,
      error: remoteFailure(toRemoteError({ status, code: error.code, message: error.message })),
    };
  const entries = read(data);
  if (!entries) return { ok: false, error: OTHER_FORM };
  // Also where it cannot be read itself: the page after it can.
  const last: unknown = data.at(-1);
  const next =
    isObject(last) && data.length === PAGE_SIZE ? `${String(last[time])}/${String(last['id'])}` : null;
  return { ok: true, value: { entries, next } };
}
