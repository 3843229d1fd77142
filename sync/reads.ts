// What a window may ask the replica for: shapes and promises of its reads. Plain data; every one works without a network.
import type { Failure, Live, RecordType, Result } from './api.ts';
import type { Rows, TableName } from './schema/tables.ts';

export type { Rows, TableName };

/** Small tables, of which a window holds every row that is not deleted. */
export const CATALOG_TABLES = [
  'workspaces',
  'profiles',
  'roles',
  'permissions',
  'workspace_members',
  'teams',
  'team_members',
  'invitations',
  'boards',
  'board_stages',
  'custom_fields',
  'automations',
  'saved_views',
] as const satisfies readonly TableName[];
export type CatalogTable = (typeof CATALOG_TABLES)[number];

/** The tables of records, by kind. */
export const RECORD_TABLES = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
} as const satisfies Record<RecordType, TableName>;
export type RecordTable = (typeof RECORD_TABLES)[RecordType];

/** Tables that can be listed. Of `timeline_entries` only those of one record: `ListQuery.of` says which. */
export type ListTable = RecordTable | 'tasks' | 'deal_contacts' | 'timeline_entries';

/**
 * A condition on one cell: a column, or `custom_fields.<key>`. A row is listed when it meets all of its query.
 * - any_of: the value is one of these; on `tags` and choices of several, one of them is. Null stands for empty.
 * - none_of: the opposite.
 * - contains: the text has this in it, whatever the case and the accents.
 * - between: from `from` to `to`, both included and either open (null); numbers, or texts such as ISO 8601 dates.
 * - days: a date from `from` to `to` days after today in this machine's zone, both included and either open.
 * The value `ME` in any_of and none_of stands for the person who looks.
 */
export type Condition =
  | { kind: 'any_of' | 'none_of'; cell: string; values: readonly (string | number | boolean | null)[] }
  | { kind: 'contains'; cell: string; text: string }
  | { kind: 'between'; cell: string; from: string | number | null; to: string | number | null }
  | { kind: 'days'; cell: string; from: number | null; to: number | null };
export const ME = 'me';

/** Nulls come last in both directions; a reference is ordered by the name of what it refers to, a stage by its place. */
export type Order = { cell: string; direction: 'ascending' | 'descending' };

export type ListQuery<T extends ListTable = ListTable> = {
  table: T;
  /** Of one record only: `record_id` of tasks and entries, `deal_id` or `contact_id` of deal_contacts. */
  of?: string;
  /** Every word of it begins a word of the name, the e-mail, the phone number, the title or the domain. */
  text?: string;
  conditions?: readonly Condition[];
  /** By the first, then the next; by id where all are equal. */
  order?: readonly Order[];
  /** Rows that are deleted instead of those that are not. */
  deleted?: boolean;
};

/** A row as a list gives it. */
export type ListRow<T extends ListTable = ListTable> = Omit<Rows[T], 'clocks'> & {
  /** What its references are called: column to name, where that is here. */
  names: Readonly<Record<string, string>>;
};

/** `row` is undefined where it is not read yet: `LiveList.show` asks for it. */
export type ListView<T extends ListTable = ListTable> = {
  /** Rows that meet the query. */
  total: number;
  row(at: number): ListRow<T> | undefined;
  /** The values of listed deals per currency, largest first; empty for other tables. */
  sums: readonly { currency: string; value_cents: number }[];
  /** False while the table is still being read: `total` grows. */
  complete: boolean;
};

/** A list kept as it is: edits of this window show in the next frame, all others as soon as they are here. */
export type LiveList<T extends ListTable = ListTable> = Live<ListView<T>> & {
  /** The rows that are to be at hand, by place; `to` excluded. The first 100 are from the beginning. */
  show(from: number, to: number): void;
  /** Every id, in order: for "select all" and for export. */
  ids(): Promise<readonly string[]>;
  /** Null where the row is not in the list. */
  placeOf(id: string): Promise<number | null>;
  close(): void;
};

/** One record found by a search. `match`: the cell in which it was found, and what stands there, cut around it. */
export type Hit = {
  table: RecordTable | 'tasks';
  id: string;
  title: string;
  /** The company of a contact or a deal, the domain of a company, the record of a task. */
  subtitle: string | null;
  match: { cell: string; text: string } | null;
};
export type SearchOptions = { tables?: readonly Hit['table'][]; limit: number };

/** A record that may be the same as one that is typed or shown; the surest first. */
export type Duplicate = { id: string; title: string; because: 'email' | 'phone' | 'domain' | 'name' };
export type DuplicateQuery = {
  table: RecordTable;
  /** Of the record itself, which is not its own duplicate. */
  but?: string;
} & Partial<Record<'name' | 'email' | 'phone' | 'domain', string | null>>;

/** What is known of a record from what hangs on it. */
export type Mark = {
  /** The open task that is due first; those without a date come last. */
  next_task: { id: string; title: string; due_date: string | null } | null;
  /** ISO 8601: the newest timeline entry, or the record's own beginning. */
  last_activity_at: string;
};

export type Sum = { currency: string; count: number; value_cents: number; weighted_cents: number };
/** The pipeline in figures. Weighted: by the probability of the deal, else of its stage. */
export type Figures = {
  /** Open deals by stage, in board order. */
  stages: readonly {
    stage_id: string;
    board_id: string;
    name: string;
    board_name: string;
    sums: readonly Sum[];
  }[];
  /** Open deals by the month of their close date, `yyyy-mm` ascending; those without a date are left out. */
  months: readonly { month: string; sums: readonly Sum[] }[];
  /** Deals that came to a won stage in this month and in the five before it, ascending. */
  won: readonly { month: string; sums: readonly Sum[] }[];
  /** Open deals on which nothing happened for 14 days and more, the quietest first; the first 50. */
  rotting: readonly { id: string; name: string; stage_name: string | null; quiet_days: number }[];
  /** Open tasks of the person who looks. */
  tasks: { overdue: number; today: number };
};

/** How far the reading of what is stored has come, after the start: rows read of rows there are. */
export type Reading = { done: number; total: number; complete: boolean };

export type Reads = {
  /** Every row that is not deleted, oldest first. Undefined for no longer than the replica takes to open. */
  rows<T extends CatalogTable>(table: T): Live<readonly Rows[T][]>;
  /** One row, deleted or not; null where it is not here. */
  record<T extends RecordTable | 'tasks'>(table: T, id: string): Live<Rows[T] | null>;
  list<T extends ListTable>(query: ListQuery<T>): LiveList<T>;
  /** As you type: the best first, what was touched last before what was not. Never fails on any text. */
  search(text: string, options: SearchOptions): Promise<readonly Hit[]>;
  duplicates(query: DuplicateQuery): Promise<readonly Duplicate[]>;
  /** Pairs of records that may be the same, the surest first; at most `limit`. */
  duplicatePairs(
    table: RecordTable,
    limit: number,
  ): Promise<readonly { one: string; other: string; because: Duplicate['because'] }[]>;
  /** Of the records on a board, by record id. */
  marks(board_id: string): Live<ReadonlyMap<string, Mark>>;
  figures(): Live<Figures>;
  /** Every tag in use on contacts, the most used first. */
  tags(): Live<readonly { name: string; count: number }[]>;
  /** The rows behind these ids, in this order; those that are not here are left out. For export. */
  read<T extends ListTable>(table: T, ids: readonly string[]): Promise<Result<readonly ListRow<T>[]>>;
  readonly reading: Live<Reading>;
  /** What stopped the reading, with words; null while it works. */
  readonly readFailure: Live<Failure | null>;
};
