// The server's clocks, as private.clock_* make them.
import { clockAt } from '../../core/clock.ts';
import type { Clocks } from '../../schema/declare.ts';

const AHEAD_MS = 60_000;

/** The server's first clock after `seen`. */
export function clockAfter(seen: string): string {
  if (seen === '') return '0000000000000-0000-00000000';
  const counter = parseInt(seen.slice(14, 18), 16);
  return counter === 0xffff
    ? `${clockAt(Number(seen.slice(0, 13)) + 1)}-0000-00000000`
    : `${seen.slice(0, 14)}${(counter + 1).toString(16).padStart(4, '0')}-00000000`;
}

/** `clock`, or the first one after `seen`: the clock of a column never goes back. */
export const clockLater = (clock: string, seen: string): string => (clock > seen ? clock : clockAfter(seen));

/** The server's clock of the moment `ms`, later than all of `clocks`. */
export const clockOfMoment = (ms: number, clocks: Clocks): string =>
  clockLater(`${clockAt(ms)}-0000-00000000`, Object.values(clocks).sort().at(-1) ?? '');

/** A client's clocks, each cut to the server's time where it is more than 60 s ahead. */
export const boundedClocks = (clocks: Clocks, ms: number): Clocks =>
  Object.fromEntries(
    Object.entries(clocks).map(([cell, clock]) => [
      cell,
      clock.slice(0, 13) > clockAt(ms + AHEAD_MS) ? clockAt(ms) + clock.slice(13) : clock,
    ]),
  );
