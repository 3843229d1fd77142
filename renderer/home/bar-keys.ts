import { useState, type KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity },
};

/** The bars of a chart: one Tab stop for all, and the arrow keys from one to the next. */
export function useBars(keys: readonly string[]) {
  const [active, setActive] = useState<string | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const stop = last !== null && keys.includes(last) ? last : keys[0];
  return {
    /** Under the hand or the keyboard. */
    active: active !== null && keys.includes(active) ? active : null,
    chart: {
      onKeyDown(event: KeyboardEvent) {
        const steps = STEPS[event.key];
        if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        const at = Math.min(Math.max(keys.indexOf(stop ?? '') + steps, 0), keys.length - 1);
        event.preventDefault();
        event.currentTarget.querySelector<HTMLElement>(`[data-bar="${keys[at] ?? ''}"]`)?.focus();
      },
      onMouseLeave: () => setActive(null),
      onBlur: () => setActive(null),
    },
    bar: (key: string, label: string) => ({
      'data-bar': key,
      role: 'img',
      'aria-label': label,
      tabIndex: key === stop ? 0 : -1,
      onMouseEnter: () => setActive(key),
      onFocus: () => {
        setActive(key);
        setLast(key);
      },
    }),
  };
}
