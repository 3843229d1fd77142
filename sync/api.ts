// What a window may know of the replica: the shapes it reads and the mutations it may ask for.
// Everything here is plain data or a function; no rxdb, no supabase-js, so a screen can be shown with either behind it.

import type { ImportRecords } from './mutations/import-records.ts';
import type { MutationInput, MutationName, MutationResult } from './mutations/index.ts';
import type { InvalidCode } from './mutations/invalid-input.ts';
import type { Reads, RecordTable, Rows } from './reads.ts';

export type { ImportRecords, InvalidCode, MutationInput, MutationName, MutationResult };

/** A Supabase project: the only two facts that differ between the demo and a hosted one. */
export type Connection = { url: string; publishable_key: string };

/** Whose replica this is, of which workspace, from which server. Holds no secret; kept so that the replica opens offline. */
export type Place = ServerPlace | LocalPlace;
type Whose = { user_id: string; email: string; workspace_id: string; workspace_name: string };
export type ServerPlace = Connection & Whose;
/** Of a workspace that is on this laptop only: there is no session, and nothing is ever sent. */
export type LocalPlace = { url: null; publishable_key: null } & Whose;

export type Credentials = { email: string; password: string };

/** Other companies' accounts that Outpost can sign in with, by Supabase's names for them. */
export const PROVIDERS = ['google', 'azure', 'github'] as const;
export type Provider = (typeof PROVIDERS)[number];
/** What a project lets people sign in with. */
export type SignInWays = { email: boolean; sign_up: boolean; providers: readonly Provider[] };

/** `role`: a name of the workspace's role catalog. */
export type Workspace = { id: string; name: string; role: string };

/** A person at one server before a replica is open. Its session stays in the store that it was opened with. */
export type Account = {
  readonly connection: Connection;
  /** Who is signed in; null: nobody. */
  person(): { user_id: string; email: string } | null;
  ways(): Promise<Result<SignInWays>>;
  signIn(credentials: Credentials): Promise<Result<void>>;
  /** `confirm`: a mail is on its way, and its link leads back here. */
  signUp(credentials: Credentials): Promise<Result<{ confirm: boolean }>>;
  /** Mails a link that signs in. Says nothing of whether the address is known. */
  sendLink(email: string): Promise<Result<void>>;
  /** Mails a link after which `setPassword` is to be asked. */
  sendReset(email: string): Promise<Result<void>>;
  /** The page in the browser at which the person goes on. */
  providerPage(provider: Provider): Promise<Result<string>>;
  /** Ends what a mail or the browser began, by the code of the link that led back; works once. */
  finish(code: string): Promise<Result<{ new_password: boolean }>>;
  setPassword(password: string): Promise<Result<void>>;
  /** Accepts every open invitation first. */
  workspaces(): Promise<Result<readonly Workspace[]>>;
  /** Asked again with the same `id`, it makes no second one. */
  createWorkspace(name: string, id?: string): Promise<Result<Workspace>>;
  /**
   * The clocks of the rows that a new workspace has, by id, and of the person's profile where nobody has named it: what is
   * carried over is edited on them.
   */
  clocksOf(workspace_id: string): Promise<Result<ReadonlyMap<string, Readonly<Record<string, string>>>>>;
  /** Ends the session here even when the server cannot be told. */
  signOut(): Promise<void>;
  close(): void;
};

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
  /** The address has not been confirmed by the link that was mailed to it. */
  unconfirmed: 'unconfirmed',
  /** There is an account with this address. */
  email_taken: 'email_taken',
  /** The server wants a longer or a better password. */
  weak_password: 'weak_password',
  /** The server does not let people in this way. */
  closed: 'closed',
  /** A link that led back is too old, was used already, or belongs to a sign-in that was not begun here. */
  link_expired: 'link_expired',
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
  /** A newer version has opened the replica on this laptop; this one leaves it alone. */
  storage_newer: 'storage_newer',
  /** The replica was removed from this laptop in another window. */
  removed: 'removed',
  /** Something in the replica, or from the server, is not what it should be; everything else goes on. */
  record_damaged: 'record_damaged',
  /** The record is not, or no longer, in the replica. */
  not_found: 'not_found',
  /** The server did not accept a write. */
  refused: 'refused',
  /** What was asked for is not what the server would take: nothing was written; see `Failure.invalid`. */
  invalid_input: 'invalid_input',
  /** Anything else; `message` says what. */
  unexpected: 'unexpected',
} as const;
export type ErrorCode = (typeof ERROR_CODES)[keyof typeof ERROR_CODES];
/** `invalid`: which column or cell of the input is to be mended, and what is wrong with it. */
export type Failure = {
  code: ErrorCode;
  message: string;
  invalid?: { column: string; code: InvalidCode };
};
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
  /** Its record, with every column: what the person picked for the cards, and what filters look at. */
  record: Omit<Rows[RecordTable], 'clocks'>;
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
/** The same of several cards of one board, which come to lie in this order. */
export type CardsMove = Omit<CardMove, 'card_id'> & { card_ids: readonly string[] };

/**
 * One visible state of the whole replica.
 * starting: opening; offline: no server reached, everything is saved here; syncing: rows are on their way;
 * up_to_date: nothing waits; signed_out: a session is needed before anything is sent; stopped: see `failure`;
 * local: the workspace is on this laptop only.
 */
export type SyncStatus = {
  kind: 'starting' | 'offline' | 'syncing' | 'up_to_date' | 'signed_out' | 'stopped' | 'local';
  /** Gestures that the server has not confirmed: an import is one, however many rows it has. As many as in the outbox. */
  waiting: number;
  /** Gestures of which the server refused something, and a person has to look at. */
  attention: number;
  /** Mutations of which something was decided against or over somebody else's edit. */
  conflicts: number;
  /** Rows of the first sync; null once it is complete. */
  first_sync: { done: number; total: number } | null;
  /** ISO 8601, by this machine's clock; null before the first contact. */
  last_contact_at: string | null;
  failure: Failure | null;
};

/** What has become of one edited row; see the journal of `sync/core/journal.ts`. */
export type WriteView = {
  mutation_id: string;
  /** Of the write in its mutation; what `retry` takes. */
  index: number;
  /** The table and the row. */
  table: string;
  row_id: string;
  /** What the row is called here; null where it is not here. */
  title: string | null;
  is_new: boolean;
  /** Cell to value: what the person set, and what was there before (null for a new row). */
  columns: Readonly<Record<string, unknown>>;
  before: Readonly<Record<string, unknown>> | null;
  state: 'waiting' | 'sent' | 'refused' | 'discarded';
  /** The server's words on a refused write. `details` may name the field, such as `custom_fields.budget`. */
  refusal: { code: string; message: string; details: string | null } | null;
};

/** One gesture that the server has not taken in full: its mutations in one state, with all of their writes. */
export type OutboxEntry = {
  id: string;
  mutation_ids: readonly string[];
  /** The name of the mutations. */
  name: string;
  /** ISO 8601: when the person did it. */
  at: string;
  /** waiting: to be sent; attention: something in it was refused and is the person's to decide. */
  state: 'waiting' | 'attention';
  writes: readonly WriteView[];
};

/** One cell that this person and somebody else had set; the later edit stands, the other value is kept here. */
export type Conflict = {
  mutation_id: string;
  /** Of the write in its mutation. */
  index: number;
  table: string;
  row_id: string;
  title: string | null;
  cell: string;
  mine: unknown;
  theirs: unknown;
  /** Whose value stands. */
  kept: 'mine' | 'theirs';
  /** ISO 8601: when each was set. */
  mine_at: string;
  theirs_at: string;
  /** Who set theirs, by the timeline of the record; null where that is not here. */
  theirs_by: string | null;
};

/** A page of what is kept on the server only, newest first; `next` asks for the one after it, null at the end. */
export type LogPage<T> = { entries: readonly T[]; next: string | null };
/** Who changed what. `before` and `after` hold the columns that changed; null where the row was not there. */
export type AuditEntry = {
  id: string;
  /** Null: the server itself. */
  actor_id: string | null;
  action: 'insert' | 'update' | 'delete' | 'restore';
  resource_type: string;
  resource_id: string | null;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** ISO 8601: when it was done, and when the server had it. */
  happened_at: string;
  created_at: string;
};
export type AutomationRun = {
  id: string;
  automation_id: string;
  record_id: string | null;
  status: 'success' | 'failed';
  duration_ms: number | null;
  error: string | null;
  /** ISO 8601. */
  run_at: string;
};

/** Rows of a large edit so far. */
export type MutationProgress = { done: number; total: number };
/** Rows of an import so far. */
export type ImportProgress = { made: number; rejected: number };
/** `at`: the place of the row in the input. */
export type Imported = { made: number; rejected: { at: number; failure: Failure }[] };

/** What undo and redo would take back next: the name of the mutation; null where there is nothing. */
export type History = { undo: string | null; redo: string | null };
/** What was taken back. `skipped`: cells that stay as they are, because somebody else has set them since. */
export type TakenBack = { name: string; skipped: number };

/** The local replica of one person and one workspace: read it, write it by the named mutations, watch its sync. */
export type Replica = Reads & {
  readonly place: Place;
  boards(): Live<readonly BoardSummary[]>;
  board(board_id: string): Live<BoardView>;
  readonly sync: Live<SyncStatus>;
  /** Shown by `board` in the same tick; resolves when it is durable on this machine. Never waits for the network. */
  moveCard(move: CardMove): Promise<Result<void>>;
  moveCards(move: CardsMove): Promise<Result<void>>;
  /**
   * Any other edit, by its name. Resolves when it is durable on this machine. Never waits for the network. What is too
   * large for one mutation is checked as a whole and then written in several, with word of how far it has come.
   */
  mutate<N extends MutationName>(
    name: N,
    input: MutationInput<N>,
    progress?: (progress: MutationProgress) => void,
  ): Promise<Result<MutationResult<N>>>;
  /** Any number of new records, as one gesture; rows that cannot be taken hold up no other. */
  importRecords(
    input: ImportRecords,
    progress?: (progress: ImportProgress) => void,
  ): Promise<Result<Imported>>;
  history(): Live<History>;
  /** Takes the last gesture back, or the last that was taken back; null where there is nothing. */
  undo(progress?: (progress: MutationProgress) => void): Promise<Result<TakenBack | null>>;
  redo(progress?: (progress: MutationProgress) => void): Promise<Result<TakenBack | null>>;
  /** What the server has not taken, oldest first. */
  outbox(): Live<readonly OutboxEntry[]>;
  /** Sends the refused writes of a mutation anew; `edited` replaces cells of some of them, by their index. */
  retry(
    mutation_id: string,
    edited?: ReadonlyMap<number, Readonly<Record<string, unknown>>>,
  ): Promise<Result<void>>;
  /** Gives the refused writes of a mutation up. */
  discard(mutation_id: string): Promise<Result<void>>;
  /** What was decided where somebody else had edited the same, until it is dismissed; oldest first. */
  conflicts(): Live<readonly Conflict[]>;
  /** Puts values that did not stand in the place of those that do, in one gesture. */
  takeBack(conflicts: readonly Pick<Conflict, 'mutation_id' | 'index' | 'cell'>[]): Promise<Result<void>>;
  /** The person has looked at what was decided about this mutation. */
  dismiss(mutation_id: string): Promise<Result<void>>;
  /**
   * Brings the timeline entries of a record that are too old to be kept here. Answers `unreachable` or `signed_out`
   * where the server cannot be asked.
   */
  loadOlderEntries(record_id: string): Promise<Result<void>>;
  /** Read from the server: answers `unreachable` or `signed_out` where it cannot be asked. `of`: of one row only. */
  auditLog(options: { of?: string | null; after: string | null }): Promise<Result<LogPage<AuditEntry>>>;
  /** As `auditLog`; `of`: of one automation only. */
  automationRuns(options: {
    of?: string | null;
    after: string | null;
  }): Promise<Result<LogPage<AutomationRun>>>;
  /** Asks the server again now instead of at the next turn of the back-off. */
  syncNow(): void;
  /** Gives the replica a session again after `signed_out`. */
  signIn(password: string): Promise<Result<void>>;
  /** Ends the session; `wipe` also removes this replica from the laptop, with what was not sent. */
  signOut(options: { wipe: boolean }): Promise<Result<void>>;
  close(): Promise<void>;
};
