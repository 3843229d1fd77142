// What a person decides about edits that did not go through as they were made. Each decision is an ordinary mutation on
// the row as it is now, so it is merged, refused and undone like any other.
import type { Mutation } from '../core/journal.ts';
import type { Cells } from '../core/cells.ts';
import type { Change, Reader, RowEdit } from './edits.ts';

/**
 * The refused writes of `mutation` anew, on what the replica holds now; `edited` replaces cells of some of them, by
 * their index. `gone`: rows that were edited and are not here any more. Raises StorageError.
 */
export async function changesToRetry(
  reader: Reader,
  mutation: Mutation,
  edited: ReadonlyMap<number, Cells> = new Map(),
): Promise<{ changes: Change[]; gone: number }> {
  const changes: Change[] = [];
  let gone = 0;
  for (const [index, { table, id, columns, shown = {}, before, state }] of mutation.writes.entries()) {
    if (state.kind !== 'refused') continue;
    const cells = { ...columns, ...edited.get(index) };
    const row = (await reader.read(table, [id])).get(id);
    if (row) changes.push({ table, row, columns: cells });
    else if (before === null) changes.push({ table, id, columns: cells, shown });
    else gone += 1;
  }
  return { changes, gone };
}

/**
 * The other value of a contested cell in the place of the one that stands; null where that was no contest, or the row is
 * not here any more. Raises StorageError.
 */
export async function changeToTakeBack(
  reader: Reader,
  mutation: Mutation,
  { index, cell }: { index: number; cell: string },
): Promise<RowEdit | null> {
  const write = mutation.writes[index];
  if (write?.state.kind !== 'merged') return null;
  const row = (await reader.read(write.table, [write.id])).get(write.id);
  if (!row) return null;
  const [won, lost] = [write.state.won[cell], write.state.lost[cell]];
  if (lost) return { table: write.table, row, columns: { [cell]: write.columns[cell] } };
  return won ? { table: write.table, row, columns: { [cell]: won.theirs } } : null;
}
