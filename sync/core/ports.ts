// What the engine asks of the outside. The real ones are RxDB and Supabase; tests hand in others, which pass the same
// contract suite.
import type { SyncedRow } from '../schema/declare.ts';
import type { TableName } from '../schema/tables.ts';
import type { Contests, Mutation, Parcel } from './journal.ts';

/**
 * Rows up to and including this one, in (row_version, id) order, have been pulled. `since` is the server's own: where a
 * pull of everything began that has not ended yet.
 */
export type Checkpoint = { row_version: number; id: string; since?: number | undefined };

/** What is asked of a table: rows after the checkpoint, of those that the server has had since `not_before` (ISO 8601). */
export type Asked = (Checkpoint & { not_before?: string }) | { not_before: string } | null;

/** A row that is not what its table declares, and the first column in which it is not. */
export type Unreadable = { id: string; column: string };

export type Page = {
  rows: readonly SyncedRow[];
  /** Rows of this page that cannot be taken; they come again when somebody edits them. */
  unreadable?: readonly Unreadable[];
  checkpoint: Checkpoint;
  /** No more rows below the server's horizon. */
  complete: boolean;
  /** Rows above the horizon are being written: ask again soon. */
  waiting: boolean;
  /**
   * The checkpoint asked for was of no use: these are the first rows of all, and what has not come when the page is
   * complete is not to be kept.
   */
  reset?: boolean | undefined;
};
export type PullAnswer = {
  epoch: string;
  /** Ms since the epoch, by the server's clock. */
  server_now: number;
  tables: Readonly<Partial<Record<TableName, Page>>>;
};

/** The server's word on one parcel; `row` is the server's row wherever the replica may hold another. */
export type PushAnswer =
  | { status: 'applied' }
  | {
      status: 'merged';
      row: SyncedRow;
      lost: Contests;
      won: Contests;
    }
  /** `details`: what the server says beside the message, such as which custom field it does not accept. */
  | { status: 'refused'; row: SyncedRow | null; code: string; message: string; details: string | null }
  | { status: 'later'; row: SyncedRow | null; code: string; message: string };

/** `tables`: those that the server syncs; an older one has fewer, and a server that does not say has all. */
export type Manifest = { schema_version: number; epoch: string; tables?: readonly string[] | undefined };

/**
 * Why the server could not be asked. unreachable and busy pass by themselves; signed_out waits for a session;
 * mismatch and broken need another version or somebody's help.
 */
export type RemoteFault = 'unreachable' | 'busy' | 'signed_out' | 'mismatch' | 'broken';

export class RemoteError extends Error {
  readonly fault: RemoteFault;
  constructor(fault: RemoteFault, message: string) {
    super(message);
    this.name = 'RemoteError';
    this.fault = fault;
  }
}

export type RemoteListener = {
  /** Something in `table` was written by the transaction `row_version` (0 where it does not say). */
  poked: (table: TableName, row_version: number) => void;
  /** The live channel is there, for the first time or again: whatever was missed is to be pulled. */
  joined: () => void;
  /** The live channel is gone: the server may be too. */
  lost: () => void;
};

/** The server. Each call raises RemoteError and nothing else. */
export type Remote = {
  manifest(): Promise<Manifest>;
  /** Null: from the beginning. */
  pull(asked: Readonly<Partial<Record<TableName, Asked>>>, pageSize: number): Promise<PullAnswer>;
  /** Answers in the order of the parcels. Pushing again what was pushed changes nothing. */
  push(
    parcels: readonly Pick<Parcel, 'table' | 'id' | 'base' | 'columns' | 'clocks'>[],
  ): Promise<readonly PushAnswer[]>;
  /** Rows of the workspace that this person may see, of those that the server has had since (ISO 8601; null: ever). */
  counts(
    tables: Readonly<Partial<Record<TableName, string | null>>>,
  ): Promise<Partial<Record<TableName, number>>>;
  listen(listener: RemoteListener): () => void;
};

/** A row after a change; null: it leaves the replica; undefined: it stays as it is. */
export type RowChange = (row: SyncedRow | undefined, id: string) => SyncedRow | null | undefined;

/** The rows of the replica. Raises StorageError. */
export type RowStore = {
  /** Reads, changes and writes each row in one step: `change` is called again where another writer came between. */
  update(table: TableName, ids: readonly string[], change: RowChange): Promise<void>;
  read(table: TableName, ids: readonly string[]): Promise<ReadonlyMap<string, SyncedRow>>;
  /** Rows of `table`, deleted ones too. */
  count(table: TableName): Promise<number>;
  /** All rows of `table`, or those that hold `value` in `column`; deleted ones too. Not for a hurry. */
  find(table: TableName, where?: { column: string; value: string }): Promise<readonly SyncedRow[]>;
};

export type JournalPage = { after: string; limit: number };

/** The journal of mutations. Durable when a call returns. Raises StorageError. */
export type Journal = {
  append(mutation: Mutation): Promise<void>;
  /** Those in `state`, in clock order; of `page` at most `limit`, later than the clock `after`. */
  list(state: Mutation['state'], page?: JournalPage): Promise<readonly Mutation[]>;
  /** Changes mutations, each in one step; null: it leaves the journal. */
  update(ids: readonly string[], change: (mutation: Mutation) => Mutation | null): Promise<void>;
};

/** Small facts of the engine, such as checkpoints. Raises StorageError. */
export type Memory = {
  read<T>(key: string): Promise<T | undefined>;
  write(key: string, value: unknown): Promise<void>;
};

/** storage_newer: a newer version has opened this replica, and this one does not touch it. */
export type StorageFault = 'storage_full' | 'storage_broken' | 'storage_newer';

export class StorageError extends Error {
  readonly fault: StorageFault;
  constructor(fault: StorageFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
    this.fault = fault;
  }
}

export type Timer = {
  /** Ms since the epoch by this machine. */
  now(): number;
  /** Calls back once after `ms`, unless the returned function was called. */
  after(ms: number, call: () => void): () => void;
};

export type { SyncedRow };
