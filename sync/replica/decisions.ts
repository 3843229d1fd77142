// What a person decides about edits that the server refused or contested, and undo: each by its mutation's id.
import type { Replica } from '../api.ts';
import { discardRefused, seen } from '../core/journal.ts';
import type { Journal, RowStore } from '../core/ports.ts';
import type { Commit } from '../mutations/commit.ts';
import { changesToRetry, changeToTakeBack } from '../mutations/decisions.ts';
import { DONE, inReplica, notFound } from './results.ts';
import type { Unsettled } from './unsettled.ts';

export type Decisions = Pick<Replica, 'retry' | 'discard' | 'takeBack' | 'dismiss'>;

export type DecisionPorts = { rows: RowStore; journal: Journal; unsettled: Unsettled; commit: Commit };

const SETTLED_ALREADY = 'This has been settled already.';

export function createDecisions({ rows, journal, unsettled, commit }: DecisionPorts): Decisions {
  return {
    retry: (mutation_id, edited) =>
      inReplica(async () => {
        const mutation = unsettled.get(mutation_id);
        if (mutation?.state !== 'refused') return notFound(SETTLED_ALREADY);
        const { changes, gone } = await changesToRetry(rows, mutation, edited);
        if (gone > 0) return notFound('A record that this was an edit of is not here any more.');
        const retried = await commit(mutation.name, changes, { replaces: mutation_id });
        // The rows are so already: nothing is left to send.
        if (retried === null) await journal.update([mutation_id], discardRefused);
        return DONE;
      }),

    discard: (mutation_id) =>
      inReplica(async () => {
        await journal.update([mutation_id], discardRefused);
        return DONE;
      }),

    takeBack: (conflict) =>
      inReplica(async () => {
        const mutation = unsettled.get(conflict.mutation_id);
        if (!mutation) return notFound(SETTLED_ALREADY);
        const change = await changeToTakeBack(rows, mutation, conflict);
        if (!change) return notFound('This record is not here any more.');
        await commit('take_back', [change]);
        await journal.update([conflict.mutation_id], (found) => seen(found, conflict));
        return DONE;
      }),

    dismiss: (mutation_id) =>
      inReplica(async () => {
        await journal.update([mutation_id], (found) => seen(found));
        return DONE;
      }),
  };
}
