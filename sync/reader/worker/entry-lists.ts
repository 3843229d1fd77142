// The timeline entries of the records that somebody looks at: read by their index, and kept while they are watched.
import type { RowCollection } from '../../replica/database.ts';
import { heightOf } from '../../replica/live-documents.ts';
import { pagesWith } from '../../replica/pages.ts';
import type { StoredRow } from '../../replica/rx-schema.ts';
import { createHolder, type HeldRow } from './held-rows.ts';
import type { Change } from './tables.ts';

export type EntryList = {
  readonly rows: ReadonlyMap<string, HeldRow>;
  readonly complete: boolean;
  close(): void;
};

export type EntryLists = {
  /** `changed` is called for what comes after, and when all is read. */
  open(record_id: string, changed: (changes: ReadonlyMap<string, Change>) => void): EntryList;
  take(entries: readonly StoredRow[]): void;
  /** Whether each open list of the record has this entry as it was stored at `height`, or later. */
  has(record_id: string, id: string, height: number): boolean;
};

type Open = {
  record_id: string;
  rows: Map<string, HeldRow>;
  complete: boolean;
  changed: (changes: ReadonlyMap<string, Change>) => void;
};

export type EntryListsPorts = {
  /** Called when all open lists have what came. */
  changed: () => void;
  failed: (error: unknown) => void;
};

const PAGE = 1_000;

export function createEntryLists(
  collection: RowCollection,
  { changed: told, failed }: EntryListsPorts,
): EntryLists {
  const hold = createHolder();
  const open = new Set<Open>();

  function takeInto({ rows, record_id }: Open, entries: readonly StoredRow[]): Map<string, Change> {
    const changes = new Map<string, Change>();
    for (const entry of entries) {
      const before = rows.get(entry.id);
      if ((entry as { _deleted?: boolean })._deleted) {
        if (before && rows.delete(entry.id)) changes.set(entry.id, { before, after: undefined });
      } else if (entry['record_id'] === record_id && (before?.height ?? -1) < heightOf(entry)) {
        const after = hold('timeline_entries', entry);
        rows.set(entry.id, after);
        changes.set(entry.id, { before, after });
      }
    }
    return changes;
  }

  async function read(list: Open): Promise<void> {
    for await (const page of pagesWith(collection, 'record_id', list.record_id, PAGE)) {
      if (!open.has(list)) return;
      takeInto(list, page);
    }
  }

  return {
    open(record_id, changed) {
      const list: Open = { record_id, rows: new Map(), complete: false, changed };
      open.add(list);
      read(list).then(() => {
        if (!open.has(list)) return;
        list.complete = true;
        changed(new Map([...list.rows].map(([id, after]) => [id, { before: undefined, after }])));
        told();
      }, failed);
      return {
        rows: list.rows,
        get complete() {
          return list.complete;
        },
        close: () => open.delete(list),
      };
    },
    has: (record_id, id, height) =>
      [...open].every((list) => list.record_id !== record_id || (list.rows.get(id)?.height ?? -1) >= height),
    take(entries) {
      for (const list of open) {
        const changes = takeInto(list, entries);
        if (changes.size > 0) list.changed(changes);
      }
      told();
    },
  };
}
