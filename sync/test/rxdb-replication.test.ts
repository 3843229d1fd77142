// Why the replica has an engine of its own: RxDB's replication, given correct handlers, can leave a row stale for ever.
// See docs/decisions/0002. When this test fails, RxDB has closed the gap and the decision is to be looked at again.
import {
  createRxDatabase,
  type RxCollection,
  type RxConflictHandler,
  type RxDatabase,
  type RxDocument,
  type RxReplicationPullStreamItem,
} from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { Subject } from 'rxjs';
import { expect, it, vi } from 'vitest';

/** For a slow machine: what is waited for comes long before. */
const PATIENCE = { timeout: 10_000 };

type Deal = { id: string; name: string; stage: string; version: number };
type Checkpoint = { version: number };

/** A promise that somebody else resolves. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

const conflictHandler: RxConflictHandler<Deal> = {
  isEqual: (a, b) => a.name === b.name && a.stage === b.stage && a.version === b.version,
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};

it('RxDB drops a pulled row for good when it comes between a push and its answer', async () => {
  const server: Deal = { id: 'deal', name: 'Nordwind', stage: 'lead', version: 9 };
  const pokes = new Subject<RxReplicationPullStreamItem<Deal, Checkpoint>>();
  let pullMayAnswer: Promise<void> = Promise.resolve();
  let pushMayAnswer: Promise<void> = Promise.resolve();
  let pullsAsked = 0;

  const database: RxDatabase<{ deals: RxCollection<Deal> }> = await createRxDatabase({
    name: 'trap',
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  const { deals } = await database.addCollections({
    deals: {
      conflictHandler,
      schema: {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: {
          id: { type: 'string', maxLength: 40 },
          name: { type: 'string' },
          stage: { type: 'string' },
          version: { type: 'integer' },
        },
        required: ['id'],
      },
    },
  });
  const find = (): Promise<RxDocument<Deal> | null> =>
    deals.findOne('deal').exec() as Promise<RxDocument<Deal> | null>;
  const read = async (): Promise<Partial<Deal>> => (await find())?.toJSON() ?? {};

  const replication = replicateRxCollection<Deal, Checkpoint>({
    collection: deals,
    replicationIdentifier: 'trap',
    live: true,
    retryTime: 50,
    pull: {
      batchSize: 10,
      stream$: pokes,
      async handler(after) {
        pullsAsked += 1;
        await pullMayAnswer;
        const news = server.version > (after?.version ?? 0);
        return {
          documents: news ? [{ ...server, _deleted: false }] : [],
          checkpoint: { version: server.version },
        };
      },
    },
    push: {
      batchSize: 10,
      async handler([row]) {
        // The server merges the column that was edited and commits.
        server.name = row?.newDocumentState.name ?? server.name;
        server.version += 1;
        await pushMayAnswer;
        return [];
      },
    },
  });
  await replication.awaitInitialReplication();

  const [pull, push] = [gate(), gate()];
  pullMayAnswer = pull.passed;
  pushMayAnswer = push.passed;
  const asked = pullsAsked;
  pokes.next('RESYNC');
  await vi.waitUntil(() => pullsAsked > asked, PATIENCE);
  await (await find())?.incrementalPatch({ name: 'Mine' });
  await vi.waitUntil(() => server.version === 10, PATIENCE);
  server.stage = 'won'; // A colleague moves the deal, after our push and before its answer.
  server.version = 11;
  pull.open();
  await vi.waitUntil(async () => (await read()).name === 'Mine', PATIENCE);
  push.open();

  // However often it is asked to look again, the checkpoint is past the colleague's row.
  for (let poke = 0; poke < 5; poke += 1) {
    const before = pullsAsked;
    pokes.next('RESYNC');
    await vi.waitUntil(() => pullsAsked > before, PATIENCE);
    await replication.awaitInSync();
  }
  expect(server).toMatchObject({ name: 'Mine', stage: 'won' });
  expect(await read()).toMatchObject({ name: 'Mine', stage: 'lead' });
  await database.close();
});
