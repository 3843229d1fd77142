// What a window may know of the replica: the shapes it reads and the mutations it may ask for.
// Everything here is plain data or a function; no rxdb, no supabase-js, so a screen can be shown with either behind it.

/** A Supabase project: the only two facts that differ between the demo and a hosted one. */
export type Connection = { url: string; publishable_key: string };

/** Whose replica this is, of which workspace, from which server. Holds no secret; kept so that the replica opens offline. */
export type Place = Connection & {
  user_id: string;
  email: string;
  workspace_id: string;
  workspace_name: string;
};

export type Credentials = { email: string; password: string };

/** Where the session's text is kept between launches (the shell's vault). Values are secrets: never log them. */
export type SessionStore = {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
};

/** Every failure a person can meet, by code. The words for them are the interface's. */
export const ERROR_CODES = {
  /** No answer from the server: no network, wrong host, server down. */
  unreachable: 'unreachable',
  /** The address is not that of a Supabase project. */
  not_supabase: 'not_supabase',
  /** The publishable key is not this project's. */
  wrong_key: 'wrong_key',
  /** E-mail and password do not belong together. */
  wrong_credentials: 'wrong_credentials',
  /** The server wants us to slow down. */
  too_many_requests: 'too_many_requests',
  /** The project has no Outpost schema, or one that this version cannot read. */
  schema_mismatch: 'schema_mismatch',
  /** The person belongs to no workspace. */
  no_workspace: 'no_workspace',
  /** The session ended and could not be refreshed. */
  signed_out: 'signed_out',
  /** The disk or the browser's quota is full. */
  storage_full: 'storage_full',
  /** The replica on this laptop could not be opened. */
  storage_broken: 'storage_broken',
  /** The record is not, or no longer, in the replica. */
  not_found: 'not_found',
  /** The server did not accept a write. */
  refused: 'refused',
  /** Anything else; `message` says what. */
  unexpected: 'unexpected',
} as const;
export type ErrorCode = (typeof ERROR_CODES)[keyof typeof ERROR_CODES];
export type Failure = { code: ErrorCode; message: string };
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** A value that changes: what `useSyncExternalStore` wants. `get` is undefined until the first read has come back. */
export type Live<T> = { get: () => T | undefined; subscribe: (listener: () => void) => () => void };

export type RecordType = 'contact' | 'company' | 'deal';
export type StageType = 'open' | 'won' | 'lost';

export type BoardSummary = { id: string; name: string; record_type: RecordType };

/** One card as a board shows it, joined from the card, its record, the record's company and owner. */
export type CardView = {
  card_id: string;
  record_id: string;
  record_type: RecordType;
  title: string;
  /** Minor units; null where the record has no value. */
  value_cents: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** ISO 8601 date. */
  close_date: string | null;
  company_name: string | null;
  owner_name: string | null;
  /** True while an edit of the card or its record has not reached the server. */
  waiting: boolean;
};

export type StageView = {
  id: string;
  name: string;
  stage_type: StageType;
  /** 0 to 100. */
  probability: number | null;
  /** In board order (rank, then id). The array keeps its identity while nothing in it changes. */
  cards: readonly CardView[];
  /** Sum of the values per currency, largest first; empty on boards of contacts and companies. */
  sums: readonly { currency: string; value_cents: number }[];
};

export type BoardView = { id: string; name: string; record_type: RecordType; stages: readonly StageView[] };

/** A move: to `stage_id`, directly before the card `before_id`, or to the end of the stage where it is null. */
export type CardMove = { card_id: string; stage_id: string; before_id: string | null };

/**
 * One visible state of the whole replica.
 * starting: opening; offline: no server reached, everything is saved here; syncing: rows are on their way;
 * up_to_date: nothing waits; signed_out: a session is needed before anything is sent; stopped: see `failure`.
 */
export type SyncStatus = {
  kind: 'starting' | 'offline' | 'syncing' | 'up_to_date' | 'signed_out' | 'stopped';
  /** Mutations that the server has not confirmed. */
  waiting: number;
  /** Writes that the server refused and a person has to look at. */
  attention: number;
  /** Rows of the first sync; null once it is complete. */
  first_sync: { done: number; total: number } | null;
  /** ISO 8601, by this machine's clock; null before the first contact. */
  last_contact_at: string | null;
  failure: Failure | null;
};

/** The local replica of one person and one workspace: read it, write it by the named mutations, watch its sync. */
export type Replica = {
  readonly place: Place;
  boards(): Live<readonly BoardSummary[]>;
  board(board_id: string): Live<BoardView>;
  readonly sync: Live<SyncStatus>;
  /** Shown by `board` in the same tick; resolves when it is durable on this machine. Never waits for the network. */
  moveCard(move: CardMove): Promise<Result<void>>;
  /** Asks the server again now instead of at the next turn of the back-off. */
  syncNow(): void;
  /** Gives the replica a session again after `signed_out`. */
  signIn(password: string): Promise<Result<void>>;
  /** Ends the session; `wipe` also removes this replica from the laptop, with what was not sent. */
  signOut(options: { wipe: boolean }): Promise<Result<void>>;
  close(): Promise<void>;
};
