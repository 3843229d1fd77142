// The peers of first sync and of sending, in a worker as ours is: the same storage with the same durability, the same
// rows, the same session.
import { createClient } from '@supabase/supabase-js';
import { Dexie } from 'dexie';
import {
  createRxDatabase,
  fillWithDefaultSettings,
  type RxCollection,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb';
import { replicateSupabase } from 'rxdb/plugins/replication-supabase';
import { getDexieStoreSchema, getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { ServerPlace } from '../../sync/api.ts';
import { ROW_SCHEMAS, collectionOf } from '../../sync/replica/rx-schema.ts';
import { TABLE_NAMES, type TableName } from '../../sync/schema/tables.ts';

type Where = { place: ServerPlace; token: string };
export type ToPeer = Where &
  (
    | { do: 'fetch' }
    | { do: 'dexie' }
    | { do: 'plugin'; tables: readonly string[] }
    | { do: 'plugin-send'; edits: number; title: string }
  );
export type FromPeer = { ms: number } | { error: string };

/** The part of a worker's own scope that is used; the DOM's types, which the pages need, have none of it. */
declare const self: {
  onmessage: ((event: MessageEvent<ToPeer>) => void) | null;
  postMessage(message: FromPeer): void;
};

const PAGE_SIZE = 1_000;
/** What our first sync leaves for later: the peer fetches the same pages in the same order. */
const LATER: readonly TableName[] = ['deal_contacts', 'tasks', 'timeline_entries'];

/** The local REST does not know column names in quotes, which the plugin writes in its `or`. */
const unquoted = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
  fetch(typeof input === 'string' ? input.replaceAll('%22', '') : input, init);

const clientOf = ({ place: { url, publishable_key }, token }: Where) =>
  createClient(url, publishable_key, {
    accessToken: () => Promise.resolve(token),
    db: { retry: false },
    global: { fetch: unquoted },
  });

type Row = Readonly<Record<string, unknown>>;
type Pages = {
  tables: Record<string, { rows: Row[]; checkpoint: unknown; complete: boolean }>;
};

/** The pages of our first sync, one after the other; `store` is waited for before the next is asked for. */
async function fetchPages(
  where: Where,
  store: (table: TableName, rows: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  const client = clientOf(where);
  for (const group of [TABLE_NAMES.filter((table) => !LATER.includes(table)), ...LATER.map((one) => [one])]) {
    let asked: Record<string, unknown> = Object.fromEntries(group.map((table) => [table, null]));
    while (Object.keys(asked).length > 0) {
      const answer = await client.rpc('sync_pull', {
        workspace: where.place.workspace_id,
        tables: asked,
        page_size: PAGE_SIZE,
      });
      if (answer.error) throw new Error(answer.error.message);
      asked = {};
      for (const [table, { rows, checkpoint, complete }] of Object.entries((answer.data as Pages).tables)) {
        await store(table as TableName, rows);
        if (!complete) asked[table] = checkpoint;
      }
    }
  }
}

async function fetchOnly(where: Where): Promise<number> {
  const startedAt = performance.now();
  await fetchPages(where, () => Promise.resolve());
  return performance.now() - startedAt;
}

/** Fetches pages and puts them away, with the indexes that RxDB makes of our schema. */
async function plainDexie(where: Where): Promise<number> {
  const startedAt = performance.now();
  const dexie = new Dexie('plain', { chromeTransactionDurability: 'strict' });
  dexie
    .version(1)
    .stores(
      Object.fromEntries(
        Object.entries(ROW_SCHEMAS).map(([name, schema]) => [
          name,
          getDexieStoreSchema(fillWithDefaultSettings(schema)),
        ]),
      ),
    );
  await fetchPages(where, (table, rows) =>
    dexie
      .table(collectionOf(table))
      .bulkPut(rows.map((row) => ({ ...row, _deleted: '0', _meta: { lwt: 1 } }))),
  );
  const ms = performance.now() - startedAt;
  dexie.close();
  return ms;
}

const strict = (): RxStorage<unknown, unknown> =>
  getRxStorageDexie({ chromeTransactionDurability: 'strict' });

/** RxDB's own plugin as people use it: pull, push and live, one replication for each table; until all is in sync. */
async function replicate(
  client: ReturnType<typeof clientOf>,
  collections: Collections,
): Promise<() => Promise<void>> {
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const replications = Object.entries(collections).map(([table, collection]) => {
    const replication = replicateSupabase<Row>({
      client,
      collection,
      tableName: `peer_${table}`,
      replicationIdentifier: `peer_${table}`,
      waitForLeadership: false,
      pull: { batchSize: PAGE_SIZE },
      push: { batchSize: PAGE_SIZE },
    });
    replication.error$.subscribe((error) => fail(error));
    return replication;
  });
  await Promise.race([failed, Promise.all(replications.map((one) => one.awaitInSync()))]);
  return async () => {
    await Promise.all(replications.map((one) => one.cancel()));
  };
}

type Collections = Record<string, RxCollection<Row>>;

async function openWithSchemas(schemas: Readonly<Record<string, RxJsonSchema<Row>>>) {
  const database = await createRxDatabase({ name: 'plugin', storage: strict() });
  const collections: Collections = await database.addCollections(
    Object.fromEntries(Object.entries(schemas).map(([table, schema]) => [table, { schema }])),
  );
  return { database, collections };
}

async function pluginPulls(where: Where, tables: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const { database, collections } = await openWithSchemas(
    Object.fromEntries(tables.map((table) => [table, ROW_SCHEMAS[table] as RxJsonSchema<Row>])),
  );
  const cancel = await replicate(clientOf(where), collections);
  const ms = performance.now() - startedAt;
  await cancel();
  await database.close();
  return ms;
}

/** What it can send back: a column that holds an object or an array stops it. */
const FLAT: RxJsonSchema<Row> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    workspace_id: { type: 'string' },
    name: { type: 'string' },
    email: { type: ['string', 'null'] },
    phone: { type: ['string', 'null'] },
    title: { type: ['string', 'null'] },
  },
  required: ['id'],
};

/** Pulls, edits while nothing replicates, and answers how long it took from then on until all was sent. */
async function pluginSends(where: Where, edits: number, title: string): Promise<number> {
  const { database, collections } = await openWithSchemas({ flat_contacts: FLAT });
  const cancelFirst = await replicate(clientOf(where), collections);
  await cancelFirst();
  const found = (await collections['flat_contacts']?.find({ limit: edits }).exec()) ?? [];
  if (found.length < edits) throw new Error(`There are ${found.length} contacts for ${edits} edits.`);
  await Promise.all(found.map((contact, at) => contact.incrementalPatch({ title: `${title} ${at}` })));
  const startedAt = performance.now();
  const cancel = await replicate(clientOf(where), collections);
  const ms = performance.now() - startedAt;
  await cancel();
  await database.close();
  return ms;
}

function run(asked: ToPeer): Promise<number> {
  switch (asked.do) {
    case 'fetch':
      return fetchOnly(asked);
    case 'dexie':
      return plainDexie(asked);
    case 'plugin':
      return pluginPulls(asked, asked.tables);
    case 'plugin-send':
      return pluginSends(asked, asked.edits, asked.title);
  }
}

self.onmessage = ({ data }) => {
  run(data)
    .then((ms) => self.postMessage({ ms }))
    .catch((error: unknown) =>
      self.postMessage({
        error: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error),
      }),
    );
};
