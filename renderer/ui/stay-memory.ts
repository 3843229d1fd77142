// Back goes back to the same scroll: each stay on a screen remembers where its scrollers were, and what was current.
import { createContext, useContext, useMemo } from 'react';

/** The key of the present stay; set once around the screen. */
export const StayContext = createContext(0);

const kept = new Map<string, unknown>();

export type StayMemory<T> = {
  /** What was kept before this stay was left; at first, what it began with. */
  read: () => T;
  keep: (value: T) => void;
};

/** `name` tells what one screen keeps apart; `initial` is a plain value. */
export function useStayMemory<T extends string | number | null>(name: string, initial: T): StayMemory<T> {
  const stay = useContext(StayContext);
  return useMemo(() => {
    const key = `${stay}/${name}`;
    return {
      read: () => (kept.has(key) ? (kept.get(key) as T) : initial),
      keep: (value) => void kept.set(key, value),
    };
  }, [stay, name, initial]);
}
