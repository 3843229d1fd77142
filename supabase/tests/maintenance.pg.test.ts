// Purging tombstones and beginning a new history: who can no longer follow is told to pull anew, and nobody else.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  connect,
  newWorkspace,
  readRow,
  syncedTables,
  type Checkpoint,
  type Page,
  type Workspace,
} from './workspace-under-test.ts';

const sql = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(() => sql.end());

const pullContacts = async (checkpoint: Checkpoint | null, page_size?: number) => {
  const { contacts } = await workspace.member.pull(workspace.id, { contacts: checkpoint }, page_size);
  return contacts as Page & { reset?: boolean };
};
const newContact = async (name: string): Promise<string> => {
  const [row] = await sql<{ id: string }[]>`
    insert into contacts (workspace_id, name) values (${workspace.id}, ${name}) returning id`;
  return row!.id;
};

it('gives the first rows of all, once, to whoever may have missed a purged tombstone', async () => {
  const gone = await newContact('Gone');
  const kept: string[] = [];
  for (let n = 0; n < 5; n += 1) kept.push(await newContact(`Kept ${n}`));
  const early = (await pullContacts(null)).checkpoint;
  // As nobody else in this database deletes, so that nothing of theirs is purged.
  await sql`update contacts set deleted_at = '1900-01-01' where id = ${gone}`;
  const late = (await pullContacts(early)).checkpoint;
  const [purged] = await sql`select purge_tombstones('100 years')::int as rows`;
  expect(purged).toEqual({ rows: 1 });

  expect((await pullContacts(late)).reset).toBeUndefined();
  const seen: string[] = [];
  let page = await pullContacts(early, 2);
  expect(page.reset).toBe(true);
  for (;;) {
    seen.push(...page.rows.map(({ id }) => id));
    if (page.complete) break;
    page = await pullContacts(page.checkpoint, 2);
    expect(page.reset).toBeUndefined();
  }
  expect(seen).toEqual(kept);
  // A first pull under way is not sent back either.
  page = await pullContacts(null, 2);
  expect(page.reset).toBeUndefined();
  expect((await pullContacts(page.checkpoint, 2)).rows.map(({ id }) => id)).toEqual(kept.slice(2, 4));
  expect((await pullContacts(page.checkpoint, 2)).reset).toBeUndefined();
});

it('purging is no edit and no client’s', async () => {
  const contact = await newContact('Gone');
  await sql`update contacts set deleted_at = '1900-01-01' where id = ${contact}`;
  await sql`select purge_tombstones('100 years')`;
  expect(await sql`select from contacts where id = ${contact}`).toHaveLength(0);
  const log = await sql`select action from audit_log where resource_id = ${contact} order by created_at`;
  expect(log.map(({ action }) => action as string)).toEqual(['insert', 'delete']);
  for (const call of ['purge_tombstones', 'sync_rebase'])
    expect((await workspace.admin.client.rpc(call)).error).not.toBeNull();
});

it('a new history stamps every row, changes the epoch, and nothing else', async () => {
  class RolledBack extends Error {}
  const contact = await newContact('Kept');
  const before = await readRow(sql, 'contacts', contact);
  const [first] = await sql`select epoch from private.installation`;
  await expect(
    sql.begin(async (tx) => {
      const [rebased] = await tx`select sync_rebase() as epoch, pg_current_xact_id()::text as version`;
      expect(rebased!['epoch']).not.toBe(first!['epoch']);
      for (const { name } of await syncedTables(tx)) {
        const left =
          await tx`select from ${tx(name)} where row_version <> ${rebased!['version'] as string} limit 1`;
        expect([name, left.length]).toEqual([name, 0]);
      }
      const [after] = await tx<
        { row: object }[]
      >`select to_jsonb(t) as row from contacts as t where id = ${contact}`;
      expect(after!.row).toEqual({ ...before, row_version: Number(rebased!['version']) });
      throw new RolledBack();
    }),
  ).rejects.toThrow(RolledBack);
});
