// The journal holds every mutation from the moment the person is told "saved" until the server has answered it.
// It is the outbox, the quarantine and, later, the undo list; rows are only where its edits show.
import { TABLE_NAMES, type TableName } from '../schema/tables.ts';
import type { Clocks } from '../schema/declare.ts';
import { ALL_COLUMNS, clockOf, type Edit } from './merge.ts';

/** What the server kept or replaced where two people edited one column. */
export type Contest = { theirs: unknown; clock: string };

/**
 * What has become of one write. waiting: not answered yet; sent: the server has it; merged: the server has it, with what
 * was decided where somebody else had edited the same column; refused: not accepted, kept here for the person.
 */
export type WriteState =
  | { kind: 'waiting' }
  | { kind: 'sent' }
  | {
      kind: 'merged';
      lost: Readonly<Record<string, Contest>>;
      won: Readonly<Record<string, Contest>>;
    }
  | { kind: 'refused'; code: string; message: string };

/** The columns of one row that a mutation sets. */
export type Write = {
  table: TableName;
  id: string;
  columns: Readonly<Record<string, unknown>>;
  /** The same columns as they were; null where the row is new. What undo and "mine and theirs" are made from. */
  before: Readonly<Record<string, unknown>> | null;
  /** Clocks of the row that the person saw when editing; null where the row is new. */
  base: Clocks | null;
  state: WriteState;
};

/**
 * saved: durable, its rows are being written; waiting: at least one write is unanswered; done: the server has all of it;
 * refused: all answered, at least one not accepted.
 */
export const MUTATION_STATES = ['saved', 'waiting', 'done', 'refused'] as const;
export type MutationState = (typeof MUTATION_STATES)[number];

/** One gesture of a person, with every row it touches; `clock` orders the journal and dates each of its columns. */
export type Mutation = {
  id: string;
  name: string;
  clock: string;
  state: MutationState;
  writes: readonly Write[];
};

export const editOf = (mutation: Mutation, write: Write): Edit => ({
  columns: write.columns,
  clock: mutation.clock,
});

/** One row's waiting edits, as the server takes them; `of` says which writes it speaks for. */
export type Parcel = {
  table: TableName;
  id: string;
  base: Clocks | null;
  columns: Readonly<Record<string, unknown>>;
  clocks: Clocks;
  of: readonly WriteRef[];
};
export type WriteRef = { mutation_id: string; index: number };

const TABLE_ORDER = new Map(TABLE_NAMES.map((name, order) => [name, order]));

/**
 * The waiting writes, one parcel per row, in an order in which rows come after those they refer to.
 * `mutations` are in clock order. Several edits of a row become one: the later value of each column, on the base that
 * the first of them saw (what a later one saw of its forerunners is our own doing and no news).
 */
export function parcelsOf(mutations: readonly Mutation[]): Parcel[] {
  const rows = new Map<string, { write: Write; parcel: Parcel & { of: WriteRef[] } }>();
  for (const mutation of mutations) {
    mutation.writes.forEach((write, index) => {
      if (write.state.kind !== 'waiting') return;
      const ref = { mutation_id: mutation.id, index };
      const key = `${write.table}/${write.id}`;
      const known = rows.get(key);
      const parcel = known ? joined(known.parcel, write, mutation.clock) : single(write, mutation.clock);
      rows.set(key, { write, parcel: { ...parcel, of: [...(known?.parcel.of ?? []), ref] } });
    });
  }
  return [...rows.values()]
    .map(({ parcel }) => parcel)
    .sort((a, b) => (TABLE_ORDER.get(a.table) ?? 0) - (TABLE_ORDER.get(b.table) ?? 0));
}

function single({ table, id, base, columns }: Write, clock: string): Omit<Parcel, 'of'> {
  const clocks = base
    ? Object.fromEntries(Object.keys(columns).map((column) => [column, clock]))
    : { [ALL_COLUMNS]: clock };
  return { table, id, base, columns, clocks };
}

function joined(parcel: Parcel, write: Write, clock: string): Omit<Parcel, 'of'> {
  const edited = Object.fromEntries(Object.keys(write.columns).map((column) => [column, clock]));
  return {
    ...parcel,
    base: parcel.base && write.base ? laterBase(parcel, parcel.base, write.base) : null,
    columns: { ...parcel.columns, ...write.columns },
    clocks: { ...parcel.clocks, ...edited },
  };
}

/** For columns we had edited, what was there before us; for the others, the newest that was seen. */
function laterBase(parcel: Parcel, first: Clocks, seen: Clocks): Clocks {
  const base: Record<string, string> = { ...seen };
  for (const column of Object.keys(parcel.columns)) base[column] = clockOf(first, column);
  return base;
}

/** The state of a mutation, from those of its writes. */
export function stateOf(writes: readonly Write[]): MutationState {
  if (writes.some(({ state }) => state.kind === 'waiting')) return 'waiting';
  return writes.some(({ state }) => state.kind === 'refused') ? 'refused' : 'done';
}
