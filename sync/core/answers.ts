// What the server's answers do to the rows here, and what of them is told of each edit.
import { automaticEntryId } from './automatic-entries.ts';
import { columnOf } from './cells.ts';
import type { Contests, Parcel, WriteRef, WriteState } from './journal.ts';
import { clockOf, mergePulled } from './merge.ts';
import type { PushAnswer, RowStore } from './ports.ts';

/** `again`: it may have been answered before, and that answer was lost. */
export type Answered = { parcel: Parcel; answer: PushAnswer; again: boolean };

/** Makes the rows what the server made of them, with what was edited here since on top. Raises StorageError. */
export async function settleRows(rows: RowStore, answered: readonly Answered[]): Promise<void> {
  for (const table of new Set(answered.map(({ parcel }) => parcel.table))) {
    const byId = new Map(
      answered.flatMap((one) => (one.parcel.table === table ? [[one.parcel.id, one]] : [])),
    );
    await rows.update(table, [...byId.keys()], (local, id) => {
      const one = byId.get(id);
      if (!one || one.answer.status === 'applied') return undefined;
      const { parcel, answer } = one;
      return answer.row && mergePulled(table, local, answer.row, parcel.clocks);
    });
  }
}

/**
 * Takes away the timeline entries that were shown for edits of which the server may have made none, or others: it makes
 * one for a change of a row that it had as it was seen here, and none where the row is new, where another had set the
 * same, or where several edits came as one. What it made comes with the next pull. Raises StorageError.
 */
export async function dropPredictions(rows: RowStore, answered: readonly Answered[]): Promise<void> {
  const ids = answered.flatMap(({ parcel, answer, again }) => {
    if (answer.status === 'applied' && !again && parcel.base && parcel.of.length === 1) return [];
    return [...new Set(Object.keys(parcel.columns).map(columnOf))].flatMap((column) =>
      parcel.of.map(({ clock }) => automaticEntryId(parcel.id, column, clock)),
    );
  });
  if (ids.length > 0)
    await rows.update('timeline_entries', ids, (row) => (row?.row_version === 0 ? null : undefined));
}

/** Each contest is told of the edit that was in it, and not of an earlier one of the same cell. */
export function stateOfRef(parcel: Parcel, ref: WriteRef, state: WriteState): WriteState {
  if (state.kind !== 'merged') return state;
  const own = (contests: Contests): Contests =>
    Object.fromEntries(Object.entries(contests).filter(([cell]) => setterOf(parcel, cell) === ref.clock));
  // An earlier edit of the same parcel, which the server had already and whose answer was lost, is nobody else's.
  const others = Object.entries(state.won).filter(
    ([, won]) => !parcel.of.some(({ clock }) => clock === won.clock),
  );
  return { ...state, lost: own(state.lost), won: own(Object.fromEntries(others)) };
}

/** A cell that the parcel does not set, such as a delete that it undoes, is of its last edit. */
const setterOf = ({ columns, clocks, of }: Parcel, cell: string) =>
  cell in columns ? clockOf(clocks, cell) : of.at(-1)?.clock;
