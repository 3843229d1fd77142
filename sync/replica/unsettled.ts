// The part of the journal in which something is left to do or to look at: what the server has not confirmed, what it
// refused, and what it decided between two people.
import type { RxCollection } from 'rxdb';
import type { Mutation, MutationState } from '../core/journal.ts';
import { openLiveDocuments } from './live-documents.ts';
import { pagesWith, READ_AT_ONCE } from './pages.ts';

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
  /** With the rows of which an edit waits since, or no longer. */
  changed: (row_ids: readonly string[]) => void,
  failed: (error: unknown) => void,
): Promise<Unsettled> {
  /** By mutation: its rows that wait. By row: how many mutations it waits in. */
  const waiting = new Map<string, readonly string[]>();
  const counts = new Map<string, number>();

  /** Of what has changed only, as an import has tens of thousands of rows. */
  function recount(mutation_ids: readonly string[]): readonly string[] {
    const touched = new Map<string, boolean>();
    const add = (row_id: string, by: number) => {
      const count = counts.get(row_id) ?? 0;
      if (!touched.has(row_id)) touched.set(row_id, count > 0);
      if (count + by > 0) counts.set(row_id, count + by);
      else counts.delete(row_id);
    };
    for (const mutation_id of mutation_ids) {
      for (const row_id of waiting.get(mutation_id) ?? []) add(row_id, -1);
      const rows = rowsOf(held.get(mutation_id));
      for (const row_id of rows) add(row_id, 1);
      if (rows.length > 0) waiting.set(mutation_id, rows);
      else waiting.delete(mutation_id);
    }
    return [...touched].flatMap(([row_id, was]) => (was === counts.has(row_id) ? [] : [row_id]));
  }

  const held = await openLiveDocuments<Mutation>({
    collection: journal,
    held: {
      async *pages() {
        for (const state of UNSETTLED) yield* pagesWith(journal, 'state', state, READ_AT_ONCE);
      },
      belongs: ({ state }) => UNSETTLED.includes(state),
    },
    changed: (ids) => changed(recount(ids)),
    failed,
  });
  recount([...held.values()].map(({ id }) => id));
  return {
    mutations: () => held.values(),
    get: (mutation_id) => held.get(mutation_id),
    waiting: (row_id) => counts.has(row_id),
    close: () => held.close(),
  };
}

const rowsOf = (mutation: Mutation | undefined): readonly string[] =>
  mutation?.writes.flatMap(({ id, state }) => (state.kind === 'waiting' ? [id] : [])) ?? [];
