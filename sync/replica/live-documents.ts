// Documents of one collection held in memory and kept as they are in the storage, whoever writes them: this window,
// its worker or another window. Reading them is synchronous, so that a view can be made in the frame of a gesture.
import type { RxCollection, RxDocumentData } from 'rxdb';
import { follow } from './changes.ts';
import { pagesAmong, READ_AT_ONCE } from './pages.ts';

export type LiveDocuments<T> = {
  get(id: string): T | undefined;
  values(): Iterable<T>;
  /** Holds these documents too; resolves when all that is asked for is read. Null where nothing is left to read. */
  want(ids: readonly string[]): Promise<void> | null;
  /** Shows `document` at once, until the storage has it (`isIn` says so) or the returned function is called. */
  preview(document: T, isIn: (stored: T) => boolean): () => void;
  close(): void;
};

type Options<T> = {
  collection: RxCollection<T>;
  /** What is held: all in `pages` that `belongs` accepts, or only what was asked for by `want`. */
  held:
    | {
        pages: (collection: RxCollection<T>) => AsyncIterable<RxDocumentData<T>[]>;
        belongs: (document: T) => boolean;
      }
    | 'wanted';
  /** Called with the ids that are new, other or gone, but not for those that the opening itself has read. */
  changed: (ids: readonly string[]) => void;
  failed: (error: unknown) => void;
};

export async function openLiveDocuments<T extends { id: string }>(
  options: Options<T>,
): Promise<LiveDocuments<T>> {
  const { collection, held, changed, failed } = options;
  const stored = new Map<string, RxDocumentData<T>>();
  const previews = new Map<string, { document: T; isIn: (stored: T) => boolean }>();
  const wanted = new Set<string>();
  let opened = false;
  let reading: Promise<void> | null = null;
  const belongs = (document: T) => (held === 'wanted' ? wanted.has(document.id) : held.belongs(document));

  /** Takes what is newer than what is held; true where something has changed. */
  function take(document: RxDocumentData<T>): boolean {
    const known = stored.get(document.id);
    if (known && heightOf(known) > heightOf(document)) return false;
    const settled = previews.get(document.id)?.isIn(document) === true && previews.delete(document.id);
    if (document._deleted || !belongs(document)) return stored.delete(document.id) || settled;
    stored.set(document.id, document);
    return true;
  }

  // Listening comes before reading, so that nothing written in between is missed.
  const unfollow = follow(collection, {
    wants: (id) => held !== 'wanted' || wanted.has(id),
    take(documents) {
      const ids = documents.flatMap((document) => (take(document) ? [document.id] : []));
      if (opened && ids.length > 0) changed(ids);
    },
    failed,
  });

  async function readWanted(ids: string[]): Promise<void> {
    try {
      for await (const found of pagesAmong(collection, ids, READ_AT_ONCE)) {
        const taken = found.flatMap((document) => (take(document) ? [document.id] : []));
        if (taken.length > 0) changed(taken);
      }
    } catch (error) {
      failed(error);
    }
  }

  const live: LiveDocuments<T> = {
    get: (id) => previews.get(id)?.document ?? stored.get(id),
    *values() {
      for (const [id, document] of stored) if (!previews.has(id)) yield document;
      for (const { document } of previews.values()) if (belongs(document)) yield document;
    },
    want(ids) {
      const missing = [...new Set(ids)].filter((id) => !wanted.has(id));
      if (missing.length === 0) return reading;
      for (const id of missing) wanted.add(id);
      const now: Promise<void> = Promise.all([reading, readWanted(missing)]).then(() => {
        if (reading === now) reading = null;
      });
      reading = now;
      return now;
    },
    preview(document, isIn) {
      const shown = { document, isIn };
      previews.set(document.id, shown);
      changed([document.id]);
      return () => {
        if (previews.get(document.id) !== shown) return;
        previews.delete(document.id);
        changed([document.id]);
      };
    },
    close: unfollow,
  };

  if (held !== 'wanted')
    for await (const page of held.pages(collection)) for (const document of page) take(document);
  opened = true;
  return live;
}

/** Revisions are `height-token`; two that were written one after the other differ in height. */
export const heightOf = (document: object): number =>
  '_rev' in document && typeof document._rev === 'string' ? parseInt(document._rev, 10) : 0;
