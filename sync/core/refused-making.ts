// A new row that the server refuses has edits behind it that were not sent yet, or not by themselves: there is no row that
// they could go to. They go into the write that was to make it, so that the person has one thing to mend.
import { dropPredictions } from './answers.ts';
import { writeCell } from './cells.ts';
import { keyOf, withStates, type Mutation, type Parcel, type Write, type WriteState } from './journal.ts';
import type { Journal, RowStore } from './ports.ts';

type Folded = { mutation: Mutation; index: number; write: Write };

/** `refused`: what the server did not take. Cut off, an edit that is left is refused by itself. Raises StorageError. */
export async function foldIntoMakings(
  rows: RowStore,
  journal: Journal,
  refused: readonly Parcel[],
): Promise<void> {
  const makings = new Map(
    refused.flatMap((parcel) => {
      const making = parcel.base === null ? parcel.of[0] : undefined;
      return making ? [[keyOf(parcel), making]] : [];
    }),
  );
  if (makings.size === 0) return;
  const folded = (await openMutations(journal)).flatMap((mutation) =>
    mutation.writes.flatMap((write, index): Folded[] => {
      const making = makings.get(keyOf(write));
      const isOpen = write.state.kind === 'waiting' || write.state.kind === 'refused';
      return making && isOpen && making.mutation_id !== mutation.id ? [{ mutation, index, write }] : [];
    }),
  );
  if (folded.length === 0) return;
  await journal.update(
    [...new Set([...makings.values()].map(({ mutation_id }) => mutation_id))],
    (mutation) => ({
      ...mutation,
      writes: mutation.writes.map((write) => {
        const edits = folded.filter((edit) => keyOf(edit.write) === keyOf(write));
        return makings.get(keyOf(write))?.mutation_id === mutation.id ? withEdits(write, edits) : write;
      }),
    }),
  );
  await journal.update([...new Set(folded.map(({ mutation }) => mutation.id))], (mutation) => {
    const gone = folded.flatMap((edit): [number, WriteState][] =>
      edit.mutation.id === mutation.id ? [[edit.index, { kind: 'discarded' }]] : [],
    );
    const left = withStates(mutation, new Map(gone));
    // Its other rows are still to be written.
    return mutation.state === 'saved' ? { ...left, state: 'saved' } : left;
  });
  await dropPredictions(rows, folded.map(asRefused));
}

/** In the order in which they were made. */
async function openMutations(journal: Journal): Promise<Mutation[]> {
  const found = await Promise.all(
    (['saved', 'waiting', 'refused'] as const).map((state) => journal.list(state)),
  );
  return found.flat().sort((a, b) => (a.clock < b.clock ? -1 : 1));
}

function withEdits(making: Write, edits: readonly Folded[]): Write {
  const columns = { ...making.columns };
  for (const { write } of edits)
    for (const [cell, value] of Object.entries(write.columns)) writeCell(making.table, columns, cell, value);
  return { ...making, columns };
}

function asRefused({ mutation, index, write }: Folded): Parameters<typeof dropPredictions>[1][number] {
  const { table, id, base, columns } = write;
  const of = [{ mutation_id: mutation.id, index, clock: mutation.clock }];
  return {
    parcel: { table, id, base, columns, clocks: {}, of },
    answer: { status: 'refused', row: null, code: '', message: '', details: null },
    again: false,
  };
}
