// Undo and redo as a person meets them: done at once, said in a toast with the way back.
import { create } from 'zustand';
import type { MutationProgress, Replica } from '../../sync/index.ts';
import { dismissToast, showToast } from '../ui/toast.tsx';
import { gestureText } from '../words/change-words.ts';
import { t } from '../words/t.ts';

export type Way = 'undo' | 'redo';

/** How far a gesture has come that is too large to be there at once. */
export const sayProgress = (progress: MutationProgress): void => {
  if (progress.done === progress.total) dismissToast();
  else if (progress.total >= LONG) showToast({ text: t('changes.progress', progress), progress: true });
};
/** Changes that take longer than a moment. */
const LONG = 1_000;

/** True while something is being taken back: a screen that shows what changes meanwhile brings it into view. */
export const useTakingBack = create<{ taking: boolean }>(() => ({ taking: false }));

/** Takes the last gesture back, or does it again. One at a time: a held key does not run ahead of what is seen. */
export async function takeBack(replica: Replica, way: Way): Promise<void> {
  if (useTakingBack.getState().taking) return;
  useTakingBack.setState({ taking: true });
  const result = await replica[way](sayProgress);
  // What was taken back is drawn in the frame after this one.
  requestAnimationFrame(() => useTakingBack.setState({ taking: false }));
  if (!result.ok) {
    showToast({
      text: t('changes.not_taken_back', { reason: t(`failures.${result.error.code}`) }),
      stays: true,
    });
  } else if (result.value === null) {
    showToast({ text: way === 'undo' ? t('changes.nothing_to_undo') : t('changes.nothing_to_redo') });
  } else {
    const { name, skipped } = result.value;
    const other: Way = way === 'undo' ? 'redo' : 'undo';
    showToast({
      text: t(way === 'undo' ? 'changes.undone' : 'changes.redone', { gesture: gestureText(name) }),
      detail: skipped > 0 ? t('changes.skipped', { count: skipped }) : null,
      action: { name: t(`changes.${other}`), run: () => void takeBack(replica, other) },
    });
  }
}
