import type { Live } from '../../sync/index.ts';

/** A `Live` that was read before anybody could ask. */
export type Known<T> = Omit<Live<T>, 'get'> & { get(): T };

export type Cell<T> = Known<T> & { set(value: T): void };

/** A value that changes and tells its listeners: the smallest `Live`. */
export function createCell<T>(initial: T): Cell<T> {
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
