// What is not settled with the server, kept a second time from before a new version of Outpost opens the replica until
// its first sync has gone well. Whatever an update does to the journal, no edit is lost by it: what is missing there
// afterwards comes back from here, and sending an edit twice is harmless.
import type { RxCollection, RxDatabase } from 'rxdb';
import type { Mutation } from '../core/journal.ts';
import { migrated, openWhole, pagesOf, type Stored } from './migrate.ts';
import type { Document, Migrations } from './migrations.ts';
import type { StoredFact } from './rx-schema.ts';
import { findDocuments, readDocuments, updateDocuments } from './stores.ts';

export type UnsentCopyPorts = {
  database: RxDatabase;
  journal: RxCollection<Mutation>;
  /** Keeps the copy too, one document per mutation. */
  facts: RxCollection<StoredFact>;
};

/** The version of Outpost that opened this replica last. */
const OPENED_BY = 'opened_by';
const COPY = 'unsent/';
/** The first text that begins with nothing of it. */
const AFTER_COPY = 'unsent0';

/** `version`: of the form that the mutation has. */
type Copied = { version: number; mutation: Document };

/**
 * Makes the copy where `version` opens this replica for the first time. Asked before anything is brought into another
 * form. Raises StorageError where something is to be and no copy can be made: then nothing is to be touched.
 */
export async function keepUnsent(
  ports: UnsentCopyPorts,
  stored: readonly Stored[],
  version: string,
): Promise<void> {
  const { collections } = ports.database;
  try {
    await makeCopy(ports, stored, version);
  } catch (error) {
    const changes = stored.some((one) => one.version < (collections[one.collection]?.schema.version ?? 0));
    // A full disk is no reason not to show what is here, as long as nothing of it is changed.
    if (changes) throw error;
  }
}

async function makeCopy(
  { database, journal, facts }: UnsentCopyPorts,
  stored: readonly Stored[],
  version: string,
): Promise<void> {
  const [opened] = await readDocuments(facts, [OPENED_BY]);
  if (opened?.value === version) return;
  const copies = new Map<string, Copied>();
  const keep = (document: Document, form: number) => {
    if (document['state'] !== 'done')
      copies.set(COPY + String(document['id']), { version: form, mutation: document });
  };
  for (const document of await findDocuments(journal, { selector: {} }))
    keep(content(document), journal.schema.version);
  // The form that an older version has left is whole; what is in this one's is a copy of some of it.
  const older = stored.filter(
    (one) => one.collection === journal.name && one.version < journal.schema.version,
  );
  const whole = await openWhole(database, older);
  if (whole)
    try {
      for await (const page of pagesOf(whole))
        for (const document of page) keep(content(document), whole.schema.version);
    } finally {
      await whole.close();
    }
  await updateDocuments(facts, [...copies.keys()], (_, id) => ({ id, value: copies.get(id) }));
  // Last: a copy that was cut off is made again.
  await updateDocuments(facts, [OPENED_BY], () => ({ id: OPENED_BY, value: version }));
}

/** Without what is the storage's own. */
const content = (document: object): Document =>
  Object.fromEntries(Object.entries(document).filter(([key]) => !key.startsWith('_')));

const copiesIn = (facts: RxCollection<StoredFact>) =>
  findDocuments(facts, { selector: { id: { $gt: COPY, $lt: AFTER_COPY } } });

/** Puts back what the copy has and the journal has not; what has rightly left it has left a mark. Raises StorageError. */
export async function restoreUnsent(
  { journal, facts }: UnsentCopyPorts,
  migrations: Migrations,
): Promise<void> {
  const copied = new Map(
    (await copiesIn(facts)).map(({ id, value }) => [id.slice(COPY.length), value as Copied]),
  );
  if (copied.size === 0) return;
  const there = await journal.storageInstance.findDocumentsById([...copied.keys()], true);
  for (const { id } of there) copied.delete(id);
  await updateDocuments(journal, [...copied.keys()], (found, id) => {
    const { version, mutation } = copied.get(id) as Copied;
    const strategies = journal as unknown as RxCollection<Document>;
    const next = migrated(mutation, version, strategies, migrations) as Mutation | null;
    // Its rows may be lost too: they are written anew, by clock, so that what is there already stays.
    return found ?? (next?.state === 'waiting' ? { ...next, state: 'saved' as const } : (next ?? undefined));
  });
}

/** The new version has synced: nothing of the copy stays. Raises StorageError. */
export async function dropUnsent(facts: RxCollection<StoredFact>): Promise<void> {
  const copies = await copiesIn(facts);
  await updateDocuments(
    facts,
    copies.map(({ id }) => id),
    () => null,
  );
}
