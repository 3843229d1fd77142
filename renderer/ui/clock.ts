import { useSyncExternalStore } from 'react';
import { isoDay } from './dates.ts';

const MINUTE_MS = 60_000;

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, MINUTE_MS);
  return () => clearInterval(timer);
}

/** This machine's time, in whole minutes, so that a screen is drawn again at most once a minute. */
export const useMinute = (): number =>
  useSyncExternalStore(everyMinute, () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);

/** Today as an ISO 8601 date in this machine's zone; changes at midnight. */
export const useToday = (): string => useSyncExternalStore(everyMinute, () => isoDay(new Date()));
