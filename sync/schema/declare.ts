// A synced table is declared once. From the declaration derive the row type, the RxDB schema, what may be pushed and
// how two edits of one column are merged. The SQL is written by hand; a test holds both against each other.

/** What a column holds on the wire (JSON) and here; there is one form for both. */
type Held = {
  text: string;
  uuid: string;
  /** ISO 8601 date. */
  date: string;
  /** ISO 8601 with offset. */
  timestamp: string;
  boolean: boolean;
  /** Whole, at most 2^53. */
  integer: number;
  number: number;
  texts: readonly string[];
  json: Readonly<Record<string, unknown>>;
  list: readonly unknown[];
};
export type ColumnKind = keyof Held;

/**
 * How two edits of one column meet.
 * latest: the later edit wins; place: as latest, and written together with the other `place` columns of the row,
 * so that a stage and the rank in it never come from two people; keys and set: as latest, but for each key of the object
 * or each member of the set on its own; fixed: set when the row is made and never after; server: only the server
 * writes it.
 */
export type MergeRule = 'latest' | 'place' | 'keys' | 'set' | 'fixed' | 'server';

export type Column = {
  kind: ColumnKind;
  nullable: boolean;
  rule: MergeRule;
  /** The table whose `id` this column holds; writes are sent after the rows they refer to. */
  references?: string;
  /** Longest value in characters; RxDB needs it for indexed text. */
  maxLength?: number;
};
export type Columns = Readonly<Record<string, Column>>;

type ValueOf<C extends Column> = C['nullable'] extends true ? Held[C['kind']] | null : Held[C['kind']];
export type RowOf<C extends Columns> = { -readonly [K in keyof C]: ValueOf<C[K]> };

/** Column to the clock of its last edit; `*` speaks for the columns without one of their own. */
export type Clocks = Readonly<Record<string, string>>;

type With<C, P> = Omit<C, keyof P> & P;
const having =
  <const P extends Partial<Column>>(part: P) =>
  <C extends Column>(column: C): With<C, P> => ({ ...column, ...part });

const held = <K extends ColumnKind>(kind: K) => ({ kind, nullable: false, rule: 'latest' }) as const;

/** Column makers: `text(500)`, `nullable(text())`, `byServer(text())`. */
export const text = (maxLength?: number) =>
  ({ ...held('text'), ...(maxLength === undefined ? {} : { maxLength }) }) as const;
export const uuid = () => ({ ...held('uuid'), maxLength: 36 }) as const;
export const date = () => held('date');
export const timestamp = () => held('timestamp');
export const boolean = () => held('boolean');
export const integer = () => held('integer');
export const number = () => held('number');
export const texts = () => held('texts');
export const json = () => held('json');
export const list = () => held('list');
export const reference = (references: string) => ({ ...uuid(), references }) as const;
export const nullable = having({ nullable: true });
export const byServer = having({ rule: 'server' });
export const fixed = having({ rule: 'fixed' });
export const ofPlace = having({ rule: 'place' });
export const byKey = having({ rule: 'keys' });
export const asSet = having({ rule: 'set' });

/** What every synced row has; a table may declare one anew. `created_by` and `workspace_id` are not on every table and so not here. */
const SYNC_COLUMNS = {
  id: byServer(uuid()),
  created_at: byServer(timestamp()),
  updated_at: byServer(timestamp()),
  deleted_at: nullable(timestamp()),
  row_version: byServer(integer()),
} as const satisfies Columns;

/** The part of a row that sync itself reads, whatever its table. */
export type SyncedRow = RowOf<typeof SYNC_COLUMNS> & { clocks: Clocks } & Record<string, unknown>;

export type Table<N extends string = string, C extends Columns = Columns> = {
  readonly name: N;
  /** The RxDB collection it lives in: its own, or `catalog`, which the small and slow tables share. */
  readonly collection: string;
  readonly columns: With<typeof SYNC_COLUMNS, C>;
  /** Besides the primary key; each costs on every write, so each serves a named query. Columns are not nullable. */
  readonly indexes: readonly (readonly string[])[];
};

export type Row<T> =
  T extends Table<string, infer C> ? RowOf<With<typeof SYNC_COLUMNS, C>> & { clocks: Clocks } : never;

export function table<N extends string, C extends Columns>(declared: {
  name: N;
  collection: string;
  columns: C;
  indexes?: readonly (readonly (keyof C & string)[])[];
}): Table<N, C> {
  return {
    name: declared.name,
    collection: declared.collection,
    columns: { ...SYNC_COLUMNS, ...declared.columns },
    indexes: declared.indexes ?? [],
  };
}
