// What is kept on the server only, because it grows for ever: who changed what, what automations did, and timeline
// entries older than those that are here. Read page by page, newest first, under the signed-in person's own rights.
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { NIL } from 'uuid';
import {
  ERROR_CODES,
  type AuditEntry,
  type AutomationRun,
  type Connection,
  type Failure,
  type LogPage,
  type Result,
} from '../api.ts';
import { toRemoteError } from './errors.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { remoteFailure } from './failures.ts';
import { Row } from './row.ts';
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

export type ServerLogOptions = Connection & { workspace_id: string; token: () => string | null };

export function createServerLog({ url, publishable_key, workspace_id, token }: ServerLogOptions): ServerLog {
  const client = createClient(url, publishable_key, {
    accessToken: () => Promise.resolve(token()),
    db: { retry: false },
  });
  const pagesOf =
    <T extends { id: string }>(log: Log<T>): PageOf<T> =>
    ({ of = null, after }) =>
      token() === null
        ? Promise.resolve({ ok: false, error: SIGNED_OUT })
        : readPage(client, workspace_id, log, of, after);
  return {
    auditLog: pagesOf(AUDIT_LOG),
    automationRuns: pagesOf(AUTOMATION_RUNS),
    timelineEntries: pagesOf(TIMELINE),
  };
}

const SIGNED_OUT: Failure = { code: ERROR_CODES.signed_out, message: 'Nobody is signed in.' };

/** Where a page begins that holds nothing from `time` (ISO 8601) on. */
export const cursorBefore = (time: string): string => `${time}/${NIL}`;

type Log<T> = { table: string; columns: string; time: keyof T & string; subject: string; row: z.ZodType<T> };

const AUDIT_LOG: Log<AuditEntry> = {
  table: 'audit_log',
  columns: 'id, actor_id, action, resource_type, resource_id, before, after, happened_at, created_at',
  time: 'created_at',
  subject: 'resource_id',
  row: Audit,
};
const AUTOMATION_RUNS: Log<AutomationRun> = {
  table: 'automation_runs',
  columns: 'id, automation_id, record_id, status, duration_ms, error, run_at',
  time: 'run_at',
  subject: 'automation_id',
  row: Run,
};

const TIMELINE: Log<SyncedRow> = {
  table: 'timeline_entries',
  columns: '*',
  time: 'created_at',
  subject: 'record_id',
  row: Row,
};

/** Entries of one instant are ordered by their id, so a page ends and the next begins between two of them. */
async function readPage<T extends { id: string }>(
  client: SupabaseClient,
  workspace_id: string,
  { table, columns, time, subject, row }: Log<T>,
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
  const entries = z.array(row).parse(data);
  const last = entries.at(-1);
  const next = last && entries.length === PAGE_SIZE ? `${String(last[time])}/${last.id}` : null;
  return { ok: true, value: { entries, next } };
}
