// The part of the journal in which something is left to do or to look at: what the server has not confirmed, what it
// refused, and what it decided between two people.
import type { RxCollection } from 'rxdb';
import type { Mutation, MutationState } from '../core/journal.ts';
import { openLiveDocuments, READ_AT_ONCE } from './live-documents.ts';
import { pagesWith } from './pages.ts';

const UNSETTLED: readonly MutationState[] = ['saved', 'waiting', 'refused', 'contested'];

export type Unsettled = {
  mutations(): Iterable<Mutation>;
  get(mutation_id: string): Mutation | undefined;
  /** Whether an edit of this row waits to be sent. */
  waiting: (row_id: string) => boolean;
  close(): void;
};

export async function openUnsettled(
  journal: RxCollection<Mutation>,
  changed: () => void,
  failed: (error: unknown) => void,
): Promise<Unsettled> {
  const held = await openLiveDocuments<Mutation>({
    collection: journal,
    held: {
      async *pages() {
        for (const state of UNSETTLED) yield* pagesWith(journal, 'state', state, READ_AT_ONCE);
      },
      belongs: ({ state }) => UNSETTLED.includes(state),
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
    get: (mutation_id) => held.get(mutation_id),
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
