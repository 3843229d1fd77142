import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clockAt,
  connect,
  creating,
  newWorkspace,
  stack,
  type Person,
  type Workspace,
} from '../../supabase/tests/workspace-under-test.ts';
import type { AuditEntry, LogPage, Result } from '../api.ts';
import { createServerLog, cursorBefore, type ServerLog } from '../remote/server-log.ts';

describe('what is kept on the server only', () => {
  const sql = connect();
  let workspace: Workspace;
  let token: string | null;
  let log: ServerLog;

  const tokenOf = async ({ client }: Person) =>
    (await client.auth.getSession()).data.session?.access_token ?? null;

  beforeAll(async () => {
    workspace = await newWorkspace(sql);
    token = await tokenOf(workspace.admin);
    const { url, publishable_key } = stack;
    log = createServerLog({ url, publishable_key, workspace_id: workspace.id, token: () => token });
  });
  afterAll(() => sql.end());

  const valueOf = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };

  it('is read page by page, newest first, without a gap where many entries are of one moment', async () => {
    const columns = { workspace_id: workspace.id, name: 'Nordwind', custom_fields: {} };
    await workspace.member.push(
      ...Array.from({ length: 120 }, () => creating('companies', columns, clockAt(-1_000))),
    );
    const entries: AuditEntry[] = [];
    for (let after: string | null = null, pages = 0; pages === 0 || after !== null; pages += 1) {
      const page: LogPage<AuditEntry> = valueOf(await log.auditLog({ after }));
      entries.push(...page.entries);
      after = page.next;
    }
    const companies = entries.filter(({ resource_type }) => resource_type === 'companies');
    expect(new Set(companies.map(({ id }) => id)).size).toBe(120);
    expect(companies[0]).toMatchObject({ action: 'insert', actor_id: workspace.member.id, before: null });
    const times = entries.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('is read of one row', async () => {
    const write = creating('companies', { workspace_id: workspace.id, name: 'Ostwind', custom_fields: {} });
    await workspace.member.push(write);
    const { entries, next } = valueOf(await log.auditLog({ of: write.id, after: null }));
    expect(entries).toMatchObject([{ resource_id: write.id, after: { name: 'Ostwind' } }]);
    expect(next).toBeNull();
  });

  it('tells the runs of automations', async () => {
    const automation = creating('automations', { workspace_id: workspace.id, name: 'Welcome' });
    await workspace.admin.push(automation);
    await sql`
      insert into automation_runs (automation_id, status, duration_ms) values (${automation.id}, 'success', 12)`;
    const { entries } = valueOf(await log.automationRuns({ of: automation.id, after: null }));
    expect(entries).toMatchObject([
      { automation_id: automation.id, status: 'success', duration_ms: 12, error: null },
    ]);
  });

  it('brings the entries of a record that are older than those that are here, as rows', async () => {
    const record_id = v7();
    const note = (body: string) => ({
      ...{
        workspace_id: workspace.id,
        record_type: 'deal',
        record_id,
        entry_type: 'note',
        body,
        payload: {},
      },
      happened_at: '2020-01-01T00:00:00Z',
    });
    const [old, recent] = [
      creating('timeline_entries', note('Old')),
      creating('timeline_entries', note('New')),
    ];
    await workspace.member.push(old, recent);
    const all = valueOf(await log.timelineEntries({ of: record_id, after: null })).entries;
    expect(all.map(({ id }) => id).sort()).toEqual([old.id, recent.id].sort());
    const since = new Date(Date.now() + 86_400_000).toISOString();
    const before = valueOf(await log.timelineEntries({ of: record_id, after: cursorBefore(since) })).entries;
    expect(before).toHaveLength(2);
    expect(before[0]).toMatchObject({
      workspace_id: workspace.id,
      row_version: expect.any(Number) as number,
    });
    const none = valueOf(
      await log.timelineEntries({ of: record_id, after: cursorBefore('2019-01-01T00:00:00Z') }),
    );
    expect(none.entries).toEqual([]);
  });

  it('says that it needs a session, or a network', async () => {
    const before = token;
    token = null;
    expect(await log.auditLog({ after: null })).toMatchObject({ ok: false, error: { code: 'signed_out' } });
    token = before;
    const away = createServerLog({
      url: 'http://127.0.0.1:9',
      publishable_key: stack.publishable_key,
      workspace_id: workspace.id,
      token: () => token,
    });
    expect(await away.auditLog({ after: null })).toMatchObject({ ok: false, error: { code: 'unreachable' } });
  });
});
