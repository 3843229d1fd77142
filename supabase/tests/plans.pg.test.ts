// Every synced table is pulled, read and counted through an index, whoever asks: policies ask who somebody is once in a
// statement, never once in a row. The tables are those of the registry, each filled with 20,000 rows.
import type postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { become, connect, newDeal, newWorkspace, type Workspace } from './workspace-under-test.ts';

const ROWS = 20_000;
const MINE_OF = 10;

type Node = {
  'Node Type': string;
  'Parent Relationship'?: string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Loops': number;
  Filter?: string;
  'Index Cond'?: string;
  Plans?: Node[];
};
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const sql = connect();
let workspace: Workspace;
let tables: { name: string; belongs: string }[];

beforeAll(async () => {
  workspace = await newWorkspace(sql);
  tables = await sql<typeof tables>`select name, belongs from private.synced_tables order by place`;
});
afterAll(() => sql.end());

/** One row of each table that has none in a workspace with people and a board. */
async function addOneOfEach(tx: postgres.TransactionSql, team_id: string): Promise<void> {
  const { id: workspace_id, admin, member } = workspace;
  const { deal } = await newDeal(tx as unknown as postgres.Sql, workspace);
  const about = { workspace_id, record_type: 'deal', record_id: deal };
  const contact_id = v7();
  const rows: [string, Record<string, unknown>][] = [
    ['teams', { id: team_id, workspace_id, name: 'Team' }],
    ['team_members', { team_id, profile_id: member.id }],
    ['invitations', { workspace_id, email: 'invited@outpost.example', role: 'member' }],
    ['companies', { workspace_id, name: 'Company' }],
    ['contacts', { id: contact_id, workspace_id, name: 'Contact' }],
    ['deal_contacts', { deal_id: deal, contact_id }],
    ['timeline_entries', { ...about, entry_type: 'note', body: 'Note', happened_at: new Date() }],
    ['tasks', { ...about, title: 'Call' }],
    ['attachments', { ...about, name: 'a.pdf', storage_path: 'a' }],
    ['custom_fields', { workspace_id, record_type: 'deal', name: 'Field', key: 'field', type: 'text' }],
    ['automations', { workspace_id, name: 'Automation' }],
    [
      'saved_views',
      { workspace_id, owner_id: admin.id, name: 'View', record_type: 'deal', kind: 'table', is_shared: true },
    ],
    ['scope_log', { workspace_id, kind: 'changed', user_id: member.id }],
  ];
  for (const [table, row] of rows) await tx`insert into ${tx(table)} ${tx(row as Record<string, string>)}`;
}

/** Copies a row of the workspace until there are 20,000, a tenth of them in it, a third of them of the team. */
async function multiply(
  tx: postgres.TransactionSql,
  table: string,
  belongs: string,
  team_id: string,
): Promise<void> {
  const [made] = await tx.unsafe<{ count: number }[]>(
    `with origin as (
      select to_jsonb(t) as data from public.${table} as t where ${belongs} order by id limit 1
    ), own as materialized (
      select a.attname as name, a.atttypid = 'uuid'::regtype as is_id,
        exists (
          select from pg_index as i where i.indrelid = a.attrelid and i.indisunique
            and pg_get_indexdef(i.indexrelid) ~ ('\\m' || a.attname || '\\M')
            and (a.atttypid = 'uuid'::regtype or not exists (
              select from pg_attribute as id
              where id.attrelid = a.attrelid and id.attnum = any (i.indkey) and id.atttypid = 'uuid'::regtype
                and id.attname <> 'workspace_id'))
        ) as is_key
      from pg_attribute as a
      where a.attrelid = to_regclass('public.${table}') and a.attnum > 0 and not a.attisdropped
    ), made as (
      insert into public.${table}
      select copy.* from origin as o, generate_series(1, ${ROWS}) as n,
      jsonb_populate_record(null::public.${table}, o.data || (
        select jsonb_object_agg(c.name, case
          when c.name = 'row_version' then to_jsonb(n)
          when c.name = 'workspace_id' then to_jsonb(case n % ${MINE_OF} when 0 then $1::uuid else gen_random_uuid() end)
          when c.name = 'team_id' and not c.is_key then to_jsonb(case n % 3 when 0 then $2::uuid end)
          when c.is_id and (c.is_key or c.name = 'record_id') then to_jsonb(gen_random_uuid())
          when c.is_key and c.name <> 'record_type' and jsonb_typeof(o.data -> c.name) = 'string' then to_jsonb((o.data ->> c.name) || n)
          else o.data -> c.name end)
        from own as c
      )) as copy
      returning 1
    )
    select count(*)::int from made`,
    [workspace.id, team_id],
  );
  expect(made?.count, `a row of ${table} to copy: add one above`).toBe(ROWS);
}

class RolledBack extends Error {}

describe('at 20,000 rows in each table', () => {
  const team_id = v7();
  const reader = connect();
  let done: () => void = () => undefined;
  let ended: Promise<unknown>;
  let tx: postgres.TransactionSql;

  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      ended = reader
        .begin(async (begun) => {
          tx = begun;
          await addOneOfEach(tx, team_id);
          await tx`set local session_replication_role = replica`;
          for (const { name, belongs } of tables)
            await multiply(tx, name, belongs.replaceAll('$1', `'${workspace.id}'::uuid`), team_id);
          await tx`set local session_replication_role = origin`;
          for (const { name } of tables) await tx`analyze ${tx(name)}`;
          ready();
          await new Promise<void>((resolve) => (done = resolve));
          throw new RolledBack();
        })
        .catch((error: unknown) => {
          if (!(error instanceof RolledBack))
            failed(error instanceof Error ? error : new Error(String(error)));
        });
    });
  });
  afterAll(async () => {
    done();
    await ended;
    await reader.end();
  });

  async function plansFor(person_id: string, query: string): Promise<Node[]> {
    let nodes: Node[] = [];
    await tx
      .savepoint(async (own) => {
        await become(own, person_id);
        const [row] = await own.unsafe<{ 'QUERY PLAN': [{ Plan: Node }] }[]>(
          `explain (analyze, format json, timing off) ${query}`,
        );
        nodes = nodesOf(row!['QUERY PLAN'][0].Plan);
        throw new RolledBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error;
      });
    return nodes;
  }
  function expectIndexed(nodes: Node[], what: string): void {
    for (const node of nodes) {
      expect(node['Node Type'] === 'Seq Scan' ? node['Relation Name'] : undefined, what).toBeUndefined();
      expect(node['Parent Relationship'], what).not.toBe('SubPlan');
      expect(`${node.Filter ?? ''} ${node['Index Cond'] ?? ''}`, what).not.toMatch(/private\.|auth\./);
      // What a policy asks runs once at most.
      if (node['Node Type'] === 'ProjectSet' || node['Node Type'] === 'Function Scan')
        expect(node['Actual Loops'], what).toBeLessThanOrEqual(1);
    }
  }

  describe.each(['admin', 'member', 'guest'] as const)('what the %s asks runs through an index:', (who) => {
    it.each([
      ['the first page', 0],
      ['a page in the middle', ROWS / 2],
      ['the last page', ROWS - 100],
    ])('%s of a pull', async (_page, seen) => {
      for (const { name, belongs } of tables) {
        const mine = belongs.replaceAll('$1', `'${workspace.id}'::uuid`);
        const nodes = await plansFor(
          workspace[who].id,
          `select t.row_version, t.id, to_jsonb(t) from public.${name} as t
          where ${mine} and (t.row_version, t.id) > (${seen}, '00000000-0000-0000-0000-000000000000')
            and t.row_version < ${ROWS + 1} and t.created_at >= '-infinity'
          order by t.row_version, t.id limit 100`,
        );
        expectIndexed(nodes, `a pull of ${name}`);
      }
    });

    it('rows by their ids, and how many there are', async () => {
      for (const { name, belongs } of tables) {
        const mine = belongs.replaceAll('$1', `'${workspace.id}'::uuid`);
        expectIndexed(
          await plansFor(
            workspace[who].id,
            `select * from public.${name} where id in ('${v7()}', '${v7()}')`,
          ),
          `${name} by id`,
        );
        expectIndexed(
          await plansFor(workspace[who].id, `select count(*) from public.${name} as t where ${mine}`),
          `a count of ${name}`,
        );
      }
    });
  });
});
