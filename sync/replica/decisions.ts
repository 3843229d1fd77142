// What a person decides about edits that the server refused or contested, and undo: each by its mutation's id.
import type { Replica } from '../api.ts';
import { discardRefused, keyOf, seen } from '../core/journal.ts';
import type { Journal, RowStore } from '../core/ports.ts';
import type { Commit } from '../mutations/commit.ts';
import { changesToRetry, changeToTakeBack } from '../mutations/decisions.ts';
import type { RowEdit } from '../mutations/edits.ts';
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
        const { name, gesture } = mutation;
        const ties = { replaces: mutation_id, ...(gesture === undefined ? {} : { gesture }) };
        const retried = await commit(name, changes, ties);
        // The rows are so already: nothing is left to send.
        if (retried === null) await journal.update([mutation_id], discardRefused);
        return DONE;
      }),

    discard: (mutation_id) =>
      inReplica(async () => {
        await journal.update([mutation_id], discardRefused);
        return DONE;
      }),

    takeBack: (conflicts) =>
      inReplica(async () => {
        const edits = new Map<string, RowEdit>();
        for (const conflict of conflicts) {
          const mutation = unsettled.get(conflict.mutation_id);
          if (!mutation) return notFound(SETTLED_ALREADY);
          const edit = await changeToTakeBack(rows, mutation, conflict);
          if (!edit) return notFound('This record is not here any more.');
          const key = keyOf({ table: edit.table, id: edit.row.id });
          edits.set(key, { ...edit, columns: { ...edits.get(key)?.columns, ...edit.columns } });
        }
        await commit('take_back', [...edits.values()]);
        for (const conflict of conflicts)
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
