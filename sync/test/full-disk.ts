// A disk that has no room, as IndexedDB tells of it: by the request, or only when all of a transaction is to be written.
import 'fake-indexeddb/auto';

export type FullDisk = {
  /** No more is written into the databases whose name fits; null: there is room again. */
  full(database: RegExp | null): void;
  restore(): void;
};
export type ToldBy = 'the request' | 'the commit';

/** What fake-indexeddb's transactions are made of: `_start` does the next request, or commits when there is none. */
type Steps = {
  _requests: readonly unknown[];
  _start: (this: Steps) => void;
  _abort: (this: Steps, error: string) => void;
};
type Write = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;

export function createFullDisk(toldBy: ToldBy): FullDisk {
  const prototype = IDBObjectStore.prototype as unknown as { put: Write; add: Write };
  const { put, add } = prototype;
  let full: RegExp | null = null;
  const guarded = (write: Write): Write =>
    function (this: IDBObjectStore, ...args) {
      if (full?.test(this.transaction.db.name)) {
        if (toldBy === 'the request') throw new DOMException('There is no room.', 'QuotaExceededError');
        failAtCommit(this.transaction as unknown as Steps);
      }
      return write.apply(this, args);
    };
  prototype.put = guarded(put);
  prototype.add = guarded(add);
  return {
    full(database) {
      full = database;
    },
    restore() {
      Object.assign(prototype, { put, add });
    },
  };
}

function failAtCommit(transaction: Steps): void {
  const step = (Object.getPrototypeOf(transaction) as Steps)._start;
  transaction._start = () => {
    if (transaction._requests.length > 0) step.call(transaction);
    else transaction._abort('QuotaExceededError');
  };
}
