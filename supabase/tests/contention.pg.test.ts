// Many people at once on the same rows, for a minute: nobody meets a deadlock, no row is lost, and a puller who looks on
// all the while misses no version that stands.
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateJitteredKeyBetween } from 'fractional-indexing-jittered';
import {
  become,
  clockAt,
  connect,
  newDeal,
  newWorkspace,
  type Answer,
  type Checkpoint,
  type Page,
  type Row,
  type Workspace,
  type Write,
} from './workspace-under-test.ts';

const CONNECTIONS = 32;
const LASTS_MS = 60_000;
const ROWS = 40;
const TABLES = ['companies', 'deals', 'board_cards', 'timeline_entries'] as const;

type Ids = { companies: string[]; deals: string[]; board_cards: string[] };

/** Repeatable from its seed: mulberry32. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

describe('32 connections on the same rows', () => {
  const sql = connect();
  let workspace: Workspace;
  const ids: Ids = { companies: [], deals: [], board_cards: [] };

  beforeAll(async () => {
    workspace = await newWorkspace(sql);
    for (let n = 0; n < ROWS; n += 1) {
      const { deal, card } = await newDeal(sql, workspace, workspace.stages[n % 3]);
      ids.deals.push(deal);
      ids.board_cards.push(card);
      const [company] = await sql<{ id: string }[]>`
        insert into companies ${sql({ workspace_id: workspace.id, name: `Company ${n}` })} returning id`;
      if (company) ids.companies.push(company.id);
    }
  });
  afterAll(() => sql.end());

  async function asMember<T>(
    connection: postgres.Sql,
    ask: (tx: postgres.TransactionSql) => Promise<T>,
  ): Promise<T> {
    return (await connection.begin(async (tx) => {
      await become(tx, workspace.member.id);
      return ask(tx);
    })) as T;
  }

  it(
    'meets no deadlock, loses no row and hides no version',
    async () => {
      const until = performance.now() + LASTS_MS;
      const answers = new Map<string, number>();
      const pushes = Array.from({ length: CONNECTIONS }, (_, n) => pushUntil(until, n, answers));
      let writing = true;
      const pulled = pullWhile(() => writing);
      await Promise.all(pushes);
      writing = false;
      const { seen, pages } = await pulled;

      expect(['applied', 'merged']).toEqual(expect.arrayContaining([...answers.keys()]));
      expect([...answers.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(CONNECTIONS * 10);
      expect(pages).toBeGreaterThan(10);
      for (const table of TABLES) {
        const rows = await sql<Row[]>`
        select id, row_version::float8 as row_version from ${sql(table)} where workspace_id = ${workspace.id}`;
        if (table !== 'timeline_entries') expect(rows).toHaveLength(ROWS);
        const stands = Object.fromEntries(rows.map(({ id, row_version }) => [id, row_version]));
        expect(Object.fromEntries(seen.get(table) ?? []), table).toEqual(stands);
      }
      const [apart] = await sql<{ count: number }[]>`
      select count(*)::int from board_cards as c join deals as d on d.id = c.record_id
      where c.workspace_id = ${workspace.id} and c.stage_id <> d.stage_id`;
      expect(apart?.count).toBe(0);
    },
    LASTS_MS * 4,
  );

  async function pushUntil(until: number, n: number, answers: Map<string, number>): Promise<void> {
    const connection = connect();
    const random = seeded(n);
    const node = n.toString(16).padStart(8, '0');
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const write = (): Write => {
      const table = pick(['companies', 'deals', 'board_cards'] as const);
      const columns = {
        companies: () => ({ name: `Renamed by ${n}`, domain: `${n}.example` }),
        deals: () =>
          random() < 0.5
            ? { value_cents: Math.floor(random() * 1e6), currency: 'EUR' }
            : { stage_id: pick(workspace.stages) },
        board_cards: () => ({
          stage_id: pick(workspace.stages),
          rank: generateJitteredKeyBetween(null, null),
        }),
      }[table]();
      const clock = clockAt(0, node, Math.floor(random() * 0xffff));
      const clocks = Object.fromEntries(Object.keys(columns).map((column) => [column, clock]));
      return { table, id: pick(ids[table]), base: {}, columns, clocks };
    };
    try {
      while (performance.now() < until) {
        const writes = Array.from({ length: 1 + Math.floor(random() * 20) }, write);
        const [answer] = await asMember(
          connection,
          (tx) => tx<{ answers: Answer[] }[]>`select sync_push(${tx.json(writes as never)}) as answers`,
        );
        for (const { status } of answer?.answers ?? []) answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    } finally {
      await connection.end();
    }
  }

  /** Pulls as a client does until nobody writes and nothing is left; versions never come out of order. */
  async function pullWhile(isWriting: () => boolean) {
    const connection = connect();
    const checkpoints: Partial<Record<string, Checkpoint>> = {};
    const seen = new Map<string, Map<string, number>>(
      TABLES.map((table) => [table, new Map<string, number>()]),
    );
    let pages = 0;
    try {
      for (let more = true; more;) {
        const last = !isWriting();
        const asked = Object.fromEntries(TABLES.map((table) => [table, checkpoints[table] ?? null]));
        const [answer] = await asMember(
          connection,
          (tx) => tx<{ answer: { tables: Record<string, Page> } }[]>`
            select sync_pull(${workspace.id}, ${tx.json(asked as never)}, 200) as answer`,
        );
        more = !last;
        for (const [table, page] of Object.entries(answer?.answer.tables ?? {})) {
          pages += 1;
          let before = checkpoints[table]?.row_version ?? 0;
          for (const row of page.rows) {
            if (row.row_version < before) throw new Error(`${table} came out of order`);
            before = row.row_version;
            seen.get(table)?.set(row.id, row.row_version);
          }
          checkpoints[table] = page.checkpoint;
          more ||= !page.complete || page.waiting;
        }
      }
    } finally {
      await connection.end();
    }
    return { seen, pages };
  }
});
