// What the server has not confirmed: the part of the journal that a person may want to see.
import type { RxCollection } from 'rxdb';
import type { Mutation, MutationState } from '../core/journal.ts';
import { openLiveDocuments } from './live-documents.ts';

const UNSENT: readonly MutationState[] = ['saved', 'waiting', 'refused'];

export type Unsent = {
  mutations(): Iterable<Mutation>;
  /** Whether an edit of this row waits to be sent. */
  waiting: (row_id: string) => boolean;
  close(): void;
};

export async function openUnsent(
  journal: RxCollection<Mutation>,
  changed: () => void,
  failed: (error: unknown) => void,
): Promise<Unsent> {
  const held = await openLiveDocuments<Mutation>({
    collection: journal,
    held: {
      find: { selector: { state: { $in: UNSENT } } },
      belongs: ({ state }) => UNSENT.includes(state),
    },
    changed() {
      rows = rowsOf(held.values());
      changed();
    },
    failed,
  });
  let rows = rowsOf(held.values());
  return {
    mutations: () => held.values(),
    waiting: (row_id) => rows.has(row_id),
    close: () => held.close(),
  };
}

const rowsOf = (mutations: Iterable<Mutation>): ReadonlySet<string> =>
  new Set(
    [...mutations].flatMap(({ writes }) =>
      writes.flatMap(({ id, state }) => (state.kind === 'waiting' ? [id] : [])),
    ),
  );
