// Shows a mutation in the rows. Doing it twice changes nothing, so a crash in the middle is mended by doing it again.
import type { TableName } from '../schema/tables.ts';
import { discardRefused, editOf, stateOf, type Mutation, type Write } from './journal.ts';
import { ALL_COLUMNS, applyEdit } from './merge.ts';
import type { Journal, RowStore, SyncedRow } from './ports.ts';

/** Writes every row of `mutation` that is not there yet, table by table. Raises StorageError. */
export async function applyMutation(rows: RowStore, mutation: Mutation): Promise<void> {
  const byTable = new Map<TableName, Map<string, Write>>();
  for (const write of mutation.writes) {
    const writes = byTable.get(write.table) ?? new Map<string, Write>();
    byTable.set(write.table, writes.set(write.id, write));
  }
  for (const [table, writes] of byTable) {
    await rows.update(table, [...writes.keys()], (row, id) => {
      const write = writes.get(id);
      return write && rowAfter(row, mutation, write);
    });
  }
}

/**
 * Shows durable mutations in the rows and hands them to the outbox; what one of them sends anew is no longer the
 * person's to decide. Doing it again changes nothing. Raises StorageError.
 */
export async function finishMutations(
  rows: RowStore,
  journal: Journal,
  mutations: readonly Mutation[],
): Promise<void> {
  for (const mutation of mutations) await applyMutation(rows, mutation);
  await journal.update(
    mutations.flatMap(({ replaces }) => replaces ?? []),
    discardRefused,
  );
  await journal.update(
    mutations.map(({ id }) => id),
    (mutation) => (mutation.state === 'saved' ? { ...mutation, state: stateOf(mutation.writes) } : mutation),
  );
}

/** Finishes the mutations that a crash left durable but not shown. Raises StorageError. */
export async function finishSaved(rows: RowStore, journal: Journal): Promise<void> {
  await finishMutations(rows, journal, await journal.list('saved'));
}

/** The row with the write in it; undefined where nothing changes: it has it already, or the row has left the replica. */
export function rowAfter(
  row: SyncedRow | undefined,
  mutation: Mutation,
  write: Write,
): SyncedRow | undefined {
  if (row) {
    const edited = applyEdit(write.table, row, editOf(mutation, write));
    return edited === row ? undefined : edited;
  }
  return write.base === null ? newRow(mutation, write) : undefined;
}

function newRow({ clock }: Mutation, { id, columns, shown }: Write): SyncedRow {
  const created_at = new Date(Number(clock.slice(0, 13))).toISOString();
  return {
    created_at,
    updated_at: created_at,
    deleted_at: null,
    ...shown,
    ...columns,
    id,
    row_version: 0,
    clocks: { [ALL_COLUMNS]: clock },
  };
}
