// The named mutations, undo and redo as a window asks for them. One at a time: each reads what the one before has made of
// the rows, so that nobody contests their own edits.
import {
  ERROR_CODES,
  type ImportProgress,
  type Imported,
  type MutationProgress,
  type Replica,
  type Result,
  type TakenBack,
} from '../api.ts';
import { inBatches } from '../mutations/batches.ts';
import type { Committing, Ties } from '../mutations/commit.ts';
import type { Context } from '../mutations/context.ts';
import type { Change } from '../mutations/edits.ts';
import { importRecords } from '../mutations/import-records.ts';
import { perform } from '../mutations/index.ts';
import { InvalidInput } from '../mutations/invalid-input.ts';
import { changesThatInvert, REDO, UNDO } from '../mutations/undo.ts';
import type { Gestures } from './gestures.ts';
import { inReplica } from './results.ts';

export type NamedMutations = Pick<Replica, 'mutate' | 'importRecords' | 'undo' | 'redo'>;

type Progress = (progress: MutationProgress) => void;

export type NamedMutationsPorts = { context: Context; commit: Committing; gestures: Gestures };

export function createNamedMutations({ context, commit, gestures }: NamedMutationsPorts): NamedMutations {
  let queue: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all that was asked for before is in the rows. */
  function inTurn<T>(work: () => Promise<T>): Promise<Result<T>> {
    const done = queue.then(() =>
      inReplica(async () => {
        try {
          await commit.settled();
          return { ok: true, value: await work() };
        } catch (error) {
          if (error instanceof InvalidInput) return invalid(error);
          throw error;
        }
      }),
    );
    queue = done;
    return done;
  }

  /** As one gesture, of as many mutations as it takes: none of them is slow to save or to send, or piles up in memory. */
  async function commitAll(
    name: string,
    changes: readonly Change[],
    ties: Ties,
    progress?: Progress,
  ): Promise<void> {
    const [first = [], ...others] = inBatches(changes);
    if (others.length === 0) {
      await commit(name, first, ties);
      return;
    }
    const gesture = context.newId();
    let done = 0;
    for (const batch of [first, ...others]) {
      await commit(name, batch, { ...ties, gesture });
      await commit.settled();
      done += batch.length;
      progress?.({ done, total: changes.length });
    }
  }

  async function takeBack(which: typeof UNDO | typeof REDO, progress?: Progress): Promise<TakenBack | null> {
    const gesture = (await gestures.undoable())[which][0];
    if (!gesture) return null;
    const { changes, skipped } = await changesThatInvert(context, gesture.mutations);
    await commitAll(which, changes, { inverts: gesture.id }, progress);
    await commit.settled();
    return { name: gesture.name, skipped: skipped.reduce((sum, { cells }) => sum + cells.length, 0) };
  }

  return {
    mutate: (name, input, progress) =>
      inTurn(async () => {
        const { changes, result } = await perform(context, name, input);
        await commitAll(name, changes, {}, progress);
        return result;
      }),

    importRecords: (input, progress) =>
      inTurn(async () => {
        const gesture = input.gesture ?? context.newId();
        const imported: Imported = { made: 0, rejected: [] };
        for await (const { changes, result } of importRecords(context, input)) {
          await commit('import_records', changes, { gesture });
          // What is not in the rows yet piles up in memory.
          await commit.settled();
          imported.made += result.ids.size;
          for (const [at, error] of result.rejected)
            imported.rejected.push({ at, failure: failureOf(error) });
          progress?.(progressOf(imported));
        }
        return imported;
      }),

    undo: (progress) => inTurn(() => takeBack(UNDO, progress)),
    redo: (progress) => inTurn(() => takeBack(REDO, progress)),
  };
}

const progressOf = ({ made, rejected }: Imported): ImportProgress => ({ made, rejected: rejected.length });

const failureOf = ({ message, column, code }: InvalidInput) => ({
  code: ERROR_CODES.invalid_input,
  message,
  invalid: { column, code },
});

const invalid = (error: InvalidInput): Result<never> => ({ ok: false, error: failureOf(error) });
