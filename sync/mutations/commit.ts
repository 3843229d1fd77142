// The only way to write. A mutation is shown at once, is durable in the journal before the person is told so, then goes
// into the rows, and from there on belongs to the outbox. Whatever step a crash cuts off, the next start finishes.
import { v7 as uuidv7 } from 'uuid';
import { finishMutations, rowAfter } from '../core/apply.ts';
import { automaticEntries } from '../core/automatic-entries.ts';
import type { Clock } from '../core/clock.ts';
import type { Mutation, Write } from '../core/journal.ts';
import { clockOf } from '../core/merge.ts';
import type { Journal, RowStore, SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import { writeOf, type Change } from './edits.ts';

export type CommitPorts = {
  /** Who edits. */
  user_id: string;
  rows: RowStore;
  journal: Journal;
  clock: Clock;
  /** Shows a row before it is stored; gives back how to take it away again. */
  preview: (table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean) => () => void;
  /** The mutation waits to be sent. */
  saved: () => void;
  /** The rows could not be written although the mutation is durable; it is finished at the next start. */
  failed: (error: unknown) => void;
};

/** How a mutation hangs together with others; see Mutation. */
export type Ties = Pick<Mutation, 'gesture' | 'inverts' | 'replaces'>;

/**
 * Resolves when the mutation is durable, with its id; null where the changes change nothing. Raises StorageError, and
 * then nothing is shown of it any more.
 */
export type Commit = (name: string, changes: readonly Change[], ties?: Ties) => Promise<string | null>;

/** `settled` resolves when all that was committed is in the rows, or has failed. */
export type Committing = Commit & { settled: () => Promise<void> };

export function createCommit(ports: CommitPorts): Committing {
  const { user_id, rows, journal, clock, preview, saved, failed } = ports;
  // One after the other, so that a row shows its edits in the order in which they were made.
  let queue: Promise<unknown> = Promise.resolve();

  async function store(mutation: Mutation, takeBack: () => void): Promise<void> {
    try {
      await journal.append(mutation);
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  async function finish(mutation: Mutation): Promise<void> {
    try {
      await finishMutations(rows, journal, [mutation]);
      saved();
    } catch (error) {
      failed(error);
    }
  }

  const commit: Commit = (name, changes, ties = {}) => {
    for (const change of changes)
      if ('row' in change) for (const seen of Object.values(change.row.clocks)) clock.observe(seen);
    const writes = changes.flatMap((change) => writeOf(change) ?? []);
    // To take something back is remembered also where nothing of it was left.
    if (writes.length === 0 && ties.inverts === undefined) return Promise.resolve(null);
    const edit: Mutation = { id: uuidv7(), name, clock: clock.tick(), state: 'saved', writes, ...ties };
    const edited = editedRows(edit, changes);
    const entries = edited.flatMap((row) => entriesOf(row, user_id));
    const mutation = { ...edit, writes: [...writes, ...entries] };
    const previews = edited.map(({ table, after }) => preview(table, after, hasEdit(after, mutation.clock)));
    const stored = queue.then(() => store(mutation, () => previews.forEach((takeBack) => takeBack())));
    queue = stored.then(
      () => finish(mutation),
      () => undefined,
    );
    return stored.then(() => mutation.id);
  };
  return Object.assign(commit, { settled: () => queue.then(() => undefined) });
}

type Edited = { table: TableName; before: SyncedRow | undefined; after: SyncedRow };

/** The rows as the person sees them after the mutation. */
function editedRows(mutation: Mutation, changes: readonly Change[]): Edited[] {
  const seen = new Map(changes.flatMap((change) => ('row' in change ? [[change.row.id, change.row]] : [])));
  return mutation.writes.flatMap((write) => {
    const before = seen.get(write.id);
    const after = rowAfter(before, mutation, write);
    return after ? [{ table: write.table, before, after }] : [];
  });
}

/** What the server will put on the timeline for an edit, shown until that comes. */
function entriesOf({ table, before, after }: Edited, user_id: string): Write[] {
  if (!before) return [];
  return automaticEntries({ table, before, after }, user_id).map(
    ({ id, row_version: _, clocks: __, ...columns }) => ({
      table: 'timeline_entries',
      id,
      columns,
      before: null,
      base: null,
      state: { kind: 'local' },
    }),
  );
}

/** True of a stored row in which everything that was edited in `shown` at `clock` is in, or something later. */
const hasEdit = (shown: SyncedRow, clock: string) => (stored: SyncedRow) =>
  Object.entries(shown.clocks).every(([cell, at]) => at !== clock || clockOf(stored.clocks, cell) >= clock);
