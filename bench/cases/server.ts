import { createClient } from '@supabase/supabase-js';
import type { TransactionSql } from 'postgres';
import type { Case } from '../bench.ts';
import type { Figure, Readings } from '../figures.ts';
import type { Seeded } from '../stack.ts';
import type { Place } from '../page/bench.ts';
import { placeOf } from '../syncing.ts';

/** Rows in one request. */
const PULL_PAGE = 1_000;
const PUSH_BATCH = 100;
/** One request each. */
const PATCHES = 10;

export const server: Case = {
  name: 'server',
  means:
    'The server alone, asked by 1, 8 and 32 clients at once; the size is the number of rows in the workspace. Pull: pages of 1,000 ' +
    'contacts by `sync_pull`, beside the same pages by a plain select through PostgREST. Push: batches of 100 edits by `sync_push`, ' +
    'beside one PATCH a row. Page: the query of one pull in the database under row level security, beside the same query as the ' +
    'owner of the tables.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [1_000], whole: [1_000, 100_000], full: [1_000_000] })) {
      const workspace = await bench.workspace(size);
      const place = await placeOf(workspace);
      const client = clientOf(place);
      const loaded = await loadedOf(workspace);
      const { ids } = loaded;
      const { rounds, requests, among } =
        bench.mode === 'quick'
          ? { rounds: 1, requests: 4, among: [1, 8] }
          : { rounds: 2, requests: 16, among: [1, 8, 32] };

      /** `timed`: its requests are of as many rows as ours. */
      const side =
        (work: 'pull' | 'push', ask: Ask, timed = true) =>
        async (): Promise<Readings> => {
          const readings: Record<string, number | number[]> = {};
          for (const clients of among) {
            const { rate, times } = await inParallel(clients, Math.max(requests, clients), ask);
            readings[`${work}_by_${clients}`] = rate;
            if (timed) readings[`${work}_time_by_${clients}`] = times;
          }
          return readings;
        };
      const figures = (work: 'pull' | 'push'): Record<string, Figure> =>
        Object.fromEntries(
          among.flatMap((clients): [string, Figure][] => [
            [`${work}_by_${clients}`, { unit: 'rows/s', better: 'more' }],
            [`${work}_time_by_${clients}`, { unit: 'ms a request' }],
          ]),
        );

      await bench.compare({
        ...{ size, rounds, warmUps: 1, figures: figures('pull') },
        ours: side('pull', pullPages(client, workspace, loaded)),
        theirs: { 'a plain select': side('pull', selectPages(client, ids)) },
      });
      await bench.compare({
        ...{ size, rounds, warmUps: 1, figures: figures('push') },
        ours: side('push', pushBatches(client, loaded)),
        theirs: { 'a PATCH a row': side('push', patchRows(client, ids), false) },
      });
      await bench.compare({
        ...{ size, rounds: rounds * 2, warmUps: 1 },
        figures: { page: { unit: 'ms' } },
        ours: () => timesOfPage(workspace, true),
        theirs: { 'the same as owner': () => timesOfPage(workspace, false) },
      });
    }
  },
};

type Client = ReturnType<typeof clientOf>;

/** One request, the `at`-th of all; how many rows it brought or took. */
type Ask = (at: number) => Promise<number>;

async function inParallel(
  clients: number,
  requests: number,
  ask: Ask,
): Promise<{ rate: number; times: number[] }> {
  const times: number[] = [];
  let [next, rows] = [0, 0];
  const startedAt = performance.now();
  const work = async () => {
    while (next < requests) {
      const at = next++;
      const askedAt = performance.now();
      const got = await ask(at);
      times.push(performance.now() - askedAt);
      rows += got;
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return { rate: rows / ((performance.now() - startedAt) / 1000), times };
}

const clientOf = ({ url, publishable_key, token }: Place) =>
  createClient(url, publishable_key, { accessToken: () => Promise.resolve(token), db: { retry: false } });

/** Contacts by id, all of one version, as they were loaded. */
type Loaded = { ids: string[]; row_version: number; clocks: Map<string, Clocks> };
type Clocks = Record<string, string>;

async function loadedOf({ stack: { sql }, workspace_id }: Seeded): Promise<Loaded> {
  const contacts = await sql<{ id: string; row_version: string; clocks: Clocks }[]>`
    select id, row_version, clocks from contacts where workspace_id = ${workspace_id} order by row_version, id limit 100000`;
  return {
    ids: contacts.map(({ id }) => id),
    row_version: Number(contacts[0]?.row_version),
    clocks: new Map(contacts.map(({ id, clocks }) => [id, clocks])),
  };
}

/** Where each page begins is known, so that many clients can ask for different ones. */
const startOf = (ids: readonly string[], at: number): number =>
  Math.floor((at * PULL_PAGE) % Math.max(1, ids.length - PULL_PAGE + 1));

const NIL = '00000000-0000-0000-0000-000000000000';

const pullPages =
  (client: Client, { workspace_id }: Seeded, { ids, row_version }: Loaded): Ask =>
  async (at) => {
    const answer = await client.rpc('sync_pull', {
      workspace: workspace_id,
      tables: { contacts: { row_version, id: ids[startOf(ids, at)] ?? NIL } },
      page_size: PULL_PAGE,
    });
    if (answer.error) throw new Error(answer.error.message);
    return (answer.data as { tables: { contacts: { rows: unknown[] } } }).tables.contacts.rows.length;
  };

const selectPages =
  (client: Client, ids: readonly string[]): Ask =>
  async (at) => {
    const { data, error } = await client
      .from('contacts')
      .select('*')
      .gte('id', ids[startOf(ids, at)] ?? NIL)
      .order('id')
      .limit(PULL_PAGE);
    if (error) throw new Error(error.message);
    return data.length;
  };

/** Every edit is of another row than those under way, and sets another value than the row has. */
const editsOf = (ids: readonly string[], at: number): { id: string; title: string }[] =>
  Array.from({ length: PUSH_BATCH }, (_, edit) => ({
    id: ids[(at * PUSH_BATCH + edit) % ids.length] ?? NIL,
    title: `Edited ${performance.now()}`,
  }));

/** As clients send them that have seen each row as it is. */
const pushBatches =
  (client: Client, { ids, clocks }: Loaded): Ask =>
  async (at) => {
    const clock = `${String(Date.now()).padStart(13, '0')}-${(at % 65_536).toString(16).padStart(4, '0')}-be9cbe9c`;
    const writes = editsOf(ids, at).map(({ id, title }) => ({
      ...{ table: 'contacts', id, base: clocks.get(id) ?? {}, columns: { title }, clocks: { title: clock } },
    }));
    for (const { id, base } of writes) clocks.set(id, { ...base, title: clock });
    const answer = await client.rpc('sync_push', { writes });
    if (answer.error) throw new Error(answer.error.message);
    const bad = (answer.data as { status: string; message?: string }[]).find(
      ({ status }) => !['applied', 'merged'].includes(status),
    );
    if (bad) throw new Error(`A write was not taken: ${bad.message ?? bad.status}`);
    return writes.length;
  };

const patchRows =
  (client: Client, ids: readonly string[]): Ask =>
  async (at) => {
    const edits = editsOf(ids, at).slice(0, PATCHES);
    for (const { id, title } of edits) {
      const { error } = await client.from('contacts').update({ title }).eq('id', id);
      if (error) throw new Error(error.message);
    }
    return edits.length;
  };

const PAGES = 10;

/** One page of contacts in the database, past HTTP: as the person, or as the owner of the tables. */
async function timesOfPage(
  { stack: { sql }, workspace_id, user_id }: Seeded,
  asPerson: boolean,
): Promise<Readings> {
  const page: number[] = [];
  await sql.begin(async (tx) => {
    if (asPerson) await become(tx, user_id);
    for (let at = 0; at < PAGES; at += 1) {
      const startedAt = performance.now();
      await tx`
        select count(to_jsonb(page)) from (
          select * from contacts where workspace_id = ${workspace_id} and (row_version, id) > (0, ${NIL})
          order by row_version, id limit ${PULL_PAGE}) as page`;
      page.push(performance.now() - startedAt);
    }
  });
  return { page };
}

async function become(tx: TransactionSql, user_id: string): Promise<void> {
  const claims = JSON.stringify({ sub: user_id, role: 'authenticated' });
  await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
}
