// What this person has done lately, for undo and redo: read from the journal when it is first asked for, and kept as the
// journal goes on, in whichever window it is written.
import type { RxCollection } from 'rxdb';
import type { History, Live } from '../api.ts';
import { clockAt } from '../core/clock.ts';
import { UNDOABLE_MS, type Mutation } from '../core/journal.ts';
import { undoable, type Undoable } from '../mutations/undo.ts';
import { openLiveDocuments, type LiveDocuments } from './live-documents.ts';
import { createLiveValue } from './live-value.ts';
import { pagesOf, READ_AT_ONCE } from './pages.ts';

export type Gestures = {
  undoable(): Promise<Undoable>;
  history(): Live<History>;
  close(): void;
};

export type GesturesPorts = {
  journal: RxCollection<Mutation>;
  /** Ms since the epoch, by this machine. */
  now: () => number;
  failed: (error: unknown) => void;
};

export function createGestures({ journal, now, failed }: GesturesPorts): Gestures {
  const history = createLiveValue<History>();
  let opening: Promise<LiveDocuments<Mutation>> | null = null;

  function open(): Promise<LiveDocuments<Mutation>> {
    if (opening) return opening;
    const since = clockAt(now() - UNDOABLE_MS);
    opening = openLiveDocuments<Mutation>({
      collection: journal,
      held: {
        pages: () => pagesOf(journal, READ_AT_ONCE),
        belongs: ({ clock }) => clock > since,
      },
      changed: () => void opening?.then(tell, failed),
      failed,
    });
    opening.then(tell, failed);
    return opening;
  }

  function tell(held: LiveDocuments<Mutation>): void {
    const { undo, redo } = undoableOf(held);
    history.set({ undo: undo[0]?.name ?? null, redo: redo[0]?.name ?? null });
  }

  return {
    undoable: async () => undoableOf(await open()),
    history() {
      void open();
      return history;
    },
    close: () => void opening?.then((held) => held.close(), failed),
  };
}

const undoableOf = (held: LiveDocuments<Mutation>): Undoable =>
  undoable([...held.values()].sort((a, b) => (a.clock < b.clock ? -1 : 1)));
