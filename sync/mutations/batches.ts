import type { Change } from './edits.ts';

/** Writes of one mutation: a journal entry is rewritten whole with each answer. */
export const BATCH = 250;

/**
 * The changes of one gesture, as many mutations as they take. A card and its record that follow each other stay in one:
 * whatever cuts the gesture off, no deal stands in another stage than its card.
 */
export function inBatches(changes: readonly Change[]): readonly (readonly Change[])[] {
  const batches: Change[][] = [];
  let record: unknown;
  for (const change of changes) {
    const last = batches.at(-1);
    const of = recordOf(change);
    if (last && (last.length < BATCH || of === record)) last.push(change);
    else batches.push([change]);
    record = of;
  }
  return batches;
}

const recordOf = (change: Change): unknown =>
  'id' in change ? (change.columns['record_id'] ?? change.id) : (change.row['record_id'] ?? change.row.id);
