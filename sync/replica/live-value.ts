import type { Live } from '../api.ts';

/** A `Live` that is set by hand. Listeners are called at once, in the order in which they came. */
export function createLiveValue<T>(initial?: T): Live<T> & { set(value: T): void } {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
