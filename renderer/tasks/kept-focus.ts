import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { taskAfter, taskFrom, type Item } from './task-view.ts';

/** Which task is the current one, and what becomes of the focus when that one leaves. */
export function useKeptFocus(items: readonly Item[]) {
  const [chosen, setCurrent] = useState<string | null>(null);
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  const [before, setBefore] = useState(items);
  const inside = useRef(false);
  let current = chosen;
  if (before !== items) {
    setBefore(items);
    if (chosen !== null && !items.some(({ key }) => key === chosen)) {
      current = taskAfter(before, items, chosen)?.id ?? null;
      setCurrent(current);
    }
  }
  current ??= taskFrom(items, null, 0)?.id ?? null;

  const focus = useCallback((id: string) => {
    setCurrent(id);
    setWanted({ id });
  }, []);
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) focus(current ?? '');
  }, [items, current, focus]);

  return {
    current,
    setCurrent,
    wanted,
    focus,
    inside: {
      onFocus({ target }: { target: EventTarget }) {
        inside.current = true;
        const id =
          target instanceof Element ? target.closest('[data-task]')?.getAttribute('data-task') : null;
        if (id) setCurrent(id);
      },
      onBlur({ relatedTarget }: { relatedTarget: EventTarget | null }) {
        // Another window in front is no leaving.
        if (relatedTarget !== null || document.hasFocus()) inside.current = false;
      },
    },
  };
}
