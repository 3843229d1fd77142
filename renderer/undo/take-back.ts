// Undo and redo as a person meets them: done at once, said in a toast with the way back.
import { create } from 'zustand';
import type { Replica } from '../../sync/index.ts';
import { showToast } from '../ui/toast.tsx';
import { words } from '../words.ts';

export type Way = 'undo' | 'redo';

/** True while something is being taken back: a screen that shows what changes meanwhile brings it into view. */
export const useTakingBack = create<{ taking: boolean }>(() => ({ taking: false }));

/** Takes the last gesture back, or does it again. One at a time: a held key does not run ahead of what is seen. */
export async function takeBack(replica: Replica, way: Way): Promise<void> {
  if (useTakingBack.getState().taking) return;
  useTakingBack.setState({ taking: true });
  const result = await replica[way]();
  // What was taken back is drawn in the frame after this one.
  requestAnimationFrame(() => useTakingBack.setState({ taking: false }));
  if (!result.ok) {
    showToast({ text: words.undo.failed(words.failures[result.error.code]), stays: true });
  } else if (result.value === null) {
    showToast({ text: way === 'undo' ? words.undo.nothingToUndo : words.undo.nothingToRedo });
  } else {
    const { name, skipped } = result.value;
    const other: Way = way === 'undo' ? 'redo' : 'undo';
    showToast({
      text: way === 'undo' ? words.undo.undone(name) : words.undo.redone(name),
      detail: skipped > 0 ? words.undo.skipped(skipped) : null,
      action: { name: words.undo[other], run: () => void takeBack(replica, other) },
    });
  }
}
