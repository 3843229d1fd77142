// What one realm of a replica writes (a window, its workers, other windows), told to the others past RxDB's own channel,
// which hands each of them every row. A window that is told of many rows gets their ids, and reads those that it shows,
// page by page: however much is written elsewhere, no message is a long task in it.
import { Subject } from 'rxjs';
import type { RxCollection, RxDocumentData } from 'rxdb';
import type { CollectionOptions } from './damage.ts';
import { pagesAmong, READ_AT_ONCE } from './pages.ts';

/** rows: all that is written; ids: of many rows their ids only. */
export type Hears = 'rows' | 'ids';

/** `documents`: as they are stored now; `unread`: ids of others that are stored otherwise than before. */
type Written = { documents: readonly RxDocumentData<unknown>[]; unread: readonly string[] };

export type Changes = {
  /** Of one collection: what this realm writes, and what it hears of others. */
  of(collection: string): Subject<Written>;
  /** Tells the others what is written here into this collection. */
  tell(collection: RxCollection<unknown>): void;
  close(): void;
};

/** A gesture of a person; its rows are shown at once. */
const FEW = 50;

/** `replica`: its name. A realm that hears nothing tells the others all the same. */
export function openChanges(replica: string, hears: Hears | null): Changes {
  const streams = new Map<string, Subject<Written>>();
  const channels = {
    rows: new BroadcastChannel(`${replica}-rows`),
    ids: new BroadcastChannel(`${replica}-ids`),
  };
  let open = true;

  function of(collection: string): Subject<Written> {
    const stream = streams.get(collection) ?? new Subject<Written>();
    streams.set(collection, stream);
    return stream;
  }

  if (hears)
    channels[hears].onmessage = ({ data }: MessageEvent<Written & { collection: string }>) =>
      of(data.collection).next(data);

  return {
    of,
    tell({ name: collection, storageInstance }) {
      storageInstance.changeStream().subscribe(({ events }) => {
        const documents = events.map(({ documentData }) => documentData);
        of(collection).next({ documents, unread: [] });
        if (!open) return;
        channels.rows.postMessage({ collection, documents, unread: [] });
        channels.ids.postMessage({ collection, ...forWindows(documents) });
      });
    },
    close() {
      open = false;
      channels.rows.close();
      channels.ids.close();
    },
  };
}

/** What is left of a removed row is no more than its id. */
function forWindows(documents: Written['documents']): Written {
  if (documents.length <= FEW) return { documents, unread: [] };
  const left = documents.filter(({ _deleted }) => !_deleted) as unknown as readonly { id: string }[];
  return { documents: documents.filter(({ _deleted }) => _deleted), unread: left.map(({ id }) => id) };
}

export type Following<T> = {
  /** Which documents are looked at; the others need not be read. */
  wants: (id: string) => boolean;
  /** Gets documents as they are stored, at once or a moment later, and maybe not each of their states. */
  take: (documents: readonly RxDocumentData<T>[]) => void;
  failed: (error: unknown) => void;
};

/** Calls back with whatever is written into the collection from now on, by whichever realm, until it is ended. */
export function follow<T>(collection: RxCollection<T>, { wants, take, failed }: Following<T>): () => void {
  const { changes } = collection.options as CollectionOptions;
  let unread = new Set<string>();
  let reading = false;

  async function read(): Promise<void> {
    reading = true;
    while (unread.size > 0 && !subscription.closed) {
      const ids = [...unread];
      unread = new Set();
      try {
        for await (const page of pagesAmong(collection, ids, READ_AT_ONCE)) take(page);
      } catch (error) {
        // With the next rows that are written these are read too.
        for (const id of ids) unread.add(id);
        failed(error);
        break;
      }
    }
    reading = false;
  }

  const subscription = changes.of(collection.name).subscribe((written) => {
    if (written.documents.length > 0) take(written.documents as readonly RxDocumentData<T>[]);
    for (const id of written.unread) if (wants(id)) unread.add(id);
    if (unread.size > 0 && !reading) void read();
  });
  return () => subscription.unsubscribe();
}
