// The only way to write. A mutation is shown at once, is durable in the journal before the person is told so, then goes
// into the rows, and from there on belongs to the outbox. Whatever step a crash cuts off, the next start finishes.
import { v7 as uuidv7 } from 'uuid';
import { applyMutation, rowAfter } from '../core/apply.ts';
import type { Clock } from '../core/clock.ts';
import type { Mutation, Write } from '../core/journal.ts';
import { clockOf } from '../core/merge.ts';
import type { Journal, RowStore, SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';

/** An edit of a row that is there: `row` is what the person saw. */
export type RowEdit = { table: TableName; row: SyncedRow; columns: Readonly<Record<string, unknown>> };

export type CommitPorts = {
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

/** Resolves when the mutation is durable. Raises StorageError, and then nothing is shown of it any more. */
export type Commit = (name: string, edits: readonly RowEdit[]) => Promise<void>;

export function createCommit(ports: CommitPorts): Commit {
  const { rows, journal, clock, preview, saved, failed } = ports;
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
      await applyMutation(rows, mutation);
      await journal.update([mutation.id], (now) =>
        now.state === 'saved' ? { ...now, state: 'waiting' } : now,
      );
      saved();
    } catch (error) {
      failed(error);
    }
  }

  return (name, edits) => {
    for (const { row } of edits) for (const seen of Object.values(row.clocks)) clock.observe(seen);
    const mutation: Mutation = {
      id: uuidv7(),
      name,
      clock: clock.tick(),
      state: 'saved',
      writes: edits.map(writeOf),
    };
    const previews = edits.flatMap(({ table, row }, at) => {
      const write = mutation.writes[at];
      const next = write && rowAfter(row, mutation, write);
      return next ? [preview(table, next, hasEdit(mutation, write))] : [];
    });
    const stored = queue.then(() => store(mutation, () => previews.forEach((takeBack) => takeBack())));
    queue = stored.then(
      () => finish(mutation),
      () => undefined,
    );
    return stored;
  };
}

function writeOf({ table, row, columns }: RowEdit): Write {
  const before = Object.fromEntries(Object.keys(columns).map((column) => [column, row[column]]));
  return { table, id: row.id, columns, before, base: row.clocks, state: { kind: 'waiting' } };
}

/** True of a stored row that holds this write, or a later one, in each of its columns. */
const hasEdit = (mutation: Mutation, write: Write) => (stored: SyncedRow) =>
  Object.keys(write.columns).every((column) => clockOf(stored.clocks, column) >= mutation.clock);
