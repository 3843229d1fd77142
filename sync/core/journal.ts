// The journal holds every mutation from the moment the person is told "saved" until the server has answered it.
// It is the outbox, the quarantine, the record of conflicts and the undo list; rows are only where its edits show.
import { TABLE_NAMES, type TableName } from '../schema/tables.ts';
import type { Clocks } from '../schema/declare.ts';
import type { Cells } from './cells.ts';
import { ALL_COLUMNS, clockOf, type Edit } from './merge.ts';
import type { Journal } from './ports.ts';

/** What the server kept or replaced where two people edited one column. */
export type Contest = { theirs: unknown; clock: string };
export type Contests = Readonly<Record<string, Contest>>;

/**
 * What has become of one write.
 * waiting: not answered yet; sent: the server has it; merged: the server has it, with what was decided where somebody
 * else had edited the same column (`seen`: the person has looked at it); refused: not accepted, kept here for the
 * person; discarded: was refused, and the person gave it up or sent it anew as another mutation, or it
 * went into the refused write that was to make its row; local: the server
 * makes this row itself, it is shown here until that comes.
 */
export type WriteState =
  | { kind: 'waiting' }
  | { kind: 'sent' }
  | { kind: 'merged'; lost: Contests; won: Contests; seen: boolean }
  | { kind: 'refused'; code: string; message: string; details: string | null }
  | { kind: 'discarded' }
  | { kind: 'local' };

/** The cells of one row that a mutation sets. */
export type Write = {
  table: TableName;
  id: string;
  columns: Cells;
  /** The same cells as they were; null where the row is new. What undo and "mine and theirs" are made from. */
  before: Cells | null;
  /** Clocks of the row that the person saw when editing; null where the row is new. */
  base: Clocks | null;
  /** Of a new row: what the server will put into its own columns, shown until it has. Not sent. */
  shown?: Cells;
  /** Of a card that moved: the first one behind it, where it lay, that did not move with it; null: none. For undo. */
  next_id?: string | null;
  state: WriteState;
};

/**
 * saved: durable, its rows are being written; waiting: at least one write is unanswered; refused: all answered, at
 * least one not accepted; contested: the server has all of it, and decided something that the person has not looked at;
 * done: nothing is left to do or to look at.
 */
export const MUTATION_STATES = ['saved', 'waiting', 'refused', 'contested', 'done'] as const;
export type MutationState = (typeof MUTATION_STATES)[number];

/** One gesture of a person, with every row it touches; `clock` orders the journal and dates each of its cells. */
export type Mutation = {
  id: string;
  name: string;
  clock: string;
  state: MutationState;
  writes: readonly Write[];
  /** Of a gesture too large for one mutation, such as an import: all of its mutations carry the same. */
  gesture?: string;
  /** The gesture that this one takes back; of a redo, the undo that it takes back. */
  inverts?: string;
  /** The mutation whose refused writes this one sends anew. */
  replaces?: string;
};

/** How long a finished mutation can be taken back; after that it leaves the journal. */
export const UNDOABLE_MS = 30 * 24 * 60 * 60 * 1000;

/** The gesture by which a whole workspace came here; nobody takes it back by a key. */
export const CARRIED = 'carried';

/** What undo takes back in one go. */
export const gestureOf = ({ id, gesture }: Pick<Mutation, 'id' | 'gesture'>): string => gesture ?? id;

export const editOf = (mutation: Mutation, write: Write): Edit => ({
  columns: write.columns,
  clock: mutation.clock,
});

/** What is not answered of the rows of `table`, by their id, in clock order. Raises StorageError. */
export async function unsentEdits(journal: Journal, table: TableName): Promise<ReadonlyMap<string, Edit[]>> {
  const mutations = [...(await journal.list('saved')), ...(await journal.list('waiting'))];
  const edits = new Map<string, Edit[]>();
  for (const mutation of mutations.sort((a, b) => (a.clock < b.clock ? -1 : 1)))
    for (const write of mutation.writes)
      if (write.table === table && (write.state.kind === 'waiting' || write.state.kind === 'local'))
        edits.set(write.id, [...(edits.get(write.id) ?? []), editOf(mutation, write)]);
  return edits;
}

/** One row's waiting edits, as the server takes them; `of` says which writes it speaks for. */
export type Parcel = {
  table: TableName;
  id: string;
  base: Clocks | null;
  columns: Readonly<Record<string, unknown>>;
  clocks: Clocks;
  of: readonly WriteRef[];
};
export type WriteRef = { mutation_id: string; index: number; clock: string };

/** Names a row among all tables. */
export const keyOf = ({ table, id }: Pick<Write, 'table' | 'id'>): string => `${table}/${id}`;

const TABLE_ORDER = new Map(TABLE_NAMES.map((name, order) => [name, order]));

/**
 * The waiting writes, one parcel per row, in an order in which rows come after those they refer to.
 * `mutations` are in clock order. Several edits of a row become one: the later value of each column, on the base that
 * the first of them saw (what a later one saw of its forerunners is our own doing and no news). Of a row in `apart` only
 * the first goes, so that one that is refused takes no other with it.
 */
export function parcelsOf(mutations: readonly Mutation[], apart: ReadonlySet<string> = new Set()): Parcel[] {
  const rows = new Map<string, { write: Write; parcel: Parcel & { of: WriteRef[] } }>();
  for (const mutation of mutations) {
    mutation.writes.forEach((write, index) => {
      if (write.state.kind !== 'waiting') return;
      const ref = { mutation_id: mutation.id, index, clock: mutation.clock };
      const key = keyOf(write);
      const known = rows.get(key);
      if (known && apart.has(key)) return;
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

/** The state of a mutation that is in the rows, from those of its writes. */
export function stateOf(writes: readonly Write[]): MutationState {
  const some = (is: (state: WriteState) => boolean) => writes.some(({ state }) => is(state));
  if (some(({ kind }) => kind === 'waiting')) return 'waiting';
  if (some(({ kind }) => kind === 'refused')) return 'refused';
  return some(isContested) ? 'contested' : 'done';
}

/** The server decided between this edit and another, and the person has not looked at it. */
export const isContested = (state: WriteState): boolean =>
  state.kind === 'merged' && !state.seen && Object.keys({ ...state.lost, ...state.won }).length > 0;

/** `mutation` with other states of some of its writes, by their index. */
export function withStates(mutation: Mutation, states: ReadonlyMap<number, WriteState>): Mutation {
  const writes = mutation.writes.map((write, index) => ({
    ...write,
    state: states.get(index) ?? write.state,
  }));
  return { ...mutation, writes, state: stateOf(writes) };
}

/** `mutation` without what was refused: the person gave it up, or it goes out anew as another mutation. */
export function discardRefused(mutation: Mutation): Mutation {
  const discarded = mutation.writes.flatMap(({ state }, index): [number, WriteState][] =>
    state.kind === 'refused' ? [[index, { kind: 'discarded' }]] : [],
  );
  return withStates(mutation, new Map(discarded));
}

/** `mutation` after the person has looked at what was decided; of one contest, or of all. */
export function seen(mutation: Mutation, only?: { index: number; cell: string }): Mutation {
  const states = mutation.writes.flatMap(({ state }, index): [number, WriteState][] => {
    if (state.kind !== 'merged') return [];
    if (!only) return [[index, { ...state, seen: true }]];
    if (only.index !== index) return [];
    const { [only.cell]: _lost, ...lost } = state.lost;
    const { [only.cell]: _won, ...won } = state.won;
    return [[index, { ...state, lost, won }]];
  });
  return withStates(mutation, new Map(states));
}
