// A list of which one entry has the keyboard: which is the current one, and what becomes of the focus when that one leaves.
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useStayMemory } from './stay-memory.ts';

/** The key `steps` further; the last one in that direction where there are not as many, the first where `key` is none. */
export function keyFrom(keys: readonly string[], key: string | null, steps: number): string | null {
  const at = key === null ? -1 : keys.indexOf(key);
  if (at < 0) return keys[0] ?? null;
  return keys[Math.min(Math.max(at + steps, 0), keys.length - 1)] ?? null;
}

/** What is where `key` was in `before`, after it left: the next below that is still here, else the last above. */
export function keyAfter(before: readonly string[], keys: readonly string[], key: string): string | null {
  const here = new Set(keys);
  const at = before.indexOf(key);
  const below = before.slice(at + 1).find((one) => here.has(one));
  return below ?? before.slice(0, Math.max(0, at)).findLast((one) => here.has(one)) ?? keys[0] ?? null;
}

/**
 * `keys`: the entries that can have the focus, the same array while they are the same. `keyOf`: the entry that an element
 * inside the list belongs to. `wanted` is new each time that an entry is to be focused.
 */
export function useKeptFocus(
  name: string,
  keys: readonly string[],
  keyOf: (target: Element) => string | null | undefined,
) {
  const memory = useStayMemory<string | null>(name, null);
  const [chosen, setChosen] = useState(memory.read);
  const [wanted, setWanted] = useState<{ key: string; scroll: boolean } | null>(null);
  const [before, setBefore] = useState(keys);
  const inside = useRef(false);
  let current = chosen;
  if (before !== keys) {
    setBefore(keys);
    if (chosen !== null && !keys.includes(chosen)) {
      current = keyAfter(before, keys, chosen);
      setChosen(current);
    }
  }
  current ??= keys[0] ?? null;

  const setCurrent = useCallback(
    (key: string) => {
      setChosen(key);
      memory.keep(key);
    },
    [memory],
  );
  const focus = useCallback(
    (key: string, scroll = true) => {
      setCurrent(key);
      setWanted({ key, scroll });
    },
    [setCurrent],
  );
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) focus(current ?? '');
  }, [keys, current, focus]);

  return {
    current,
    setCurrent,
    wanted,
    focus,
    inside: {
      onFocus({ target }: { target: EventTarget }) {
        inside.current = true;
        const key = target instanceof Element ? keyOf(target) : null;
        if (key) setCurrent(key);
      },
      onBlur({ relatedTarget }: { relatedTarget: EventTarget | null }) {
        // Another window in front is no leaving.
        if (relatedTarget !== null || document.hasFocus()) inside.current = false;
      },
    },
  };
}
