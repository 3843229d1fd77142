// Single records as a screen of one of them shows them: read when somebody asks, held from then on, and changed in the
// tick of a gesture.
import type { Live } from '../api.ts';
import type { SyncedRow } from '../core/ports.ts';
import type { RecordTable, Rows } from '../reads.ts';
import type { ReplicaDatabase } from '../replica/database.ts';
import { openLiveDocuments, type LiveDocuments } from '../replica/live-documents.ts';
import { createLiveValue } from '../replica/live-value.ts';
import { collectionOf, type StoredRow } from '../replica/rx-schema.ts';
import type { TableName } from '../schema/tables.ts';

export type HeldTable = RecordTable | 'tasks';
const HELD: readonly HeldTable[] = ['contacts', 'companies', 'deals', 'tasks'];

export type Records = {
  record<T extends HeldTable>(table: T, id: string): Live<Rows[T] | null>;
  /** Of those that were asked for. */
  get(table: TableName, id: string): StoredRow | undefined;
  preview: (table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean) => () => void;
  close(): void;
};

type Held = {
  documents: LiveDocuments<StoredRow>;
  live: Map<string, ReturnType<typeof createLiveValue<StoredRow | null>>>;
};

export async function openRecords(
  database: ReplicaDatabase,
  failed: (error: unknown) => void,
): Promise<Records> {
  const held = new Map<TableName, Held>();
  for (const table of HELD) {
    const collection = database.rows.get(collectionOf(table));
    if (!collection) throw new Error(`There is no collection for ${table}.`);
    const live: Held['live'] = new Map();
    const documents: LiveDocuments<StoredRow> = await openLiveDocuments<StoredRow>({
      collection,
      held: 'wanted',
      changed(ids) {
        for (const id of ids) live.get(id)?.set(documents.get(id) ?? null);
      },
      failed,
    });
    held.set(table, { documents, live });
  }

  function open({ documents, live }: Held, id: string) {
    const value = createLiveValue<StoredRow | null>(documents.get(id));
    live.set(id, value);
    const read = () => value.set(documents.get(id) ?? null);
    const reading = documents.want([id]);
    if (reading) void reading.then(read);
    else read();
    return value;
  }

  return {
    record<T extends HeldTable>(table: T, id: string) {
      const of = held.get(table) as Held;
      return (of.live.get(id) ?? open(of, id)) as unknown as Live<Rows[T] | null>;
    },
    get: (table, id) => held.get(table)?.documents.get(id),
    preview: (table, row, isIn) => held.get(table)?.documents.preview(row, isIn) ?? (() => undefined),
    close() {
      for (const { documents } of held.values()) documents.close();
    },
  };
}
