import type { Change } from './edits.ts';

/** Writes of one mutation: a journal entry is rewritten whole with each answer. */
export const BATCH = 250;

/** The changes of one gesture, as many mutations as they take. */
export const inBatches = (changes: readonly Change[]): readonly (readonly Change[])[] =>
  Array.from({ length: Math.ceil(changes.length / BATCH) }, (_, nth) =>
    changes.slice(nth * BATCH, (nth + 1) * BATCH),
  );
