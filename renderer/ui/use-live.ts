import { useCallback, useSyncExternalStore } from 'react';
import type { Live } from '../../sync/index.ts';
import type { Known } from './cell.ts';

/** The present value of `live`; undefined until its first read has come back. */
export function useLive<T>(live: Known<T>): T;
export function useLive<T>(live: Live<T>): T | undefined;
export function useLive<T>(live: Live<T>): T | undefined {
  const subscribe = useCallback((listener: () => void) => live.subscribe(listener), [live]);
  return useSyncExternalStore(subscribe, () => live.get());
}
