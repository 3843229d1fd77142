// When something last happened on a record: the newest of its timeline entries.
import type { StoredRow } from '../../replica/rx-schema.ts';

export type Activity = {
  /** ISO 8601; undefined where no entry is known. */
  of(record_id: string): string | undefined;
  /** Gives back the records of which the newest entry was deleted: they are to be read anew. */
  take(entries: readonly StoredRow[]): readonly string[];
  /** All entries of a record. */
  replace(record_id: string, entries: readonly StoredRow[]): void;
};

export function createActivity(): Activity {
  const newest = new Map<string, { id: string; at: string; ms: number }>();

  function take(entries: readonly StoredRow[]): string[] {
    const anew: string[] = [];
    for (const { id, record_id, happened_at, deleted_at } of entries) {
      if (typeof record_id !== 'string' || typeof happened_at !== 'string') continue;
      const known = newest.get(record_id);
      if (deleted_at !== null) {
        if (known?.id === id) anew.push(record_id);
        continue;
      }
      const ms = Date.parse(happened_at);
      if (!known || ms > known.ms) newest.set(record_id, { id, at: happened_at, ms });
    }
    return anew;
  }

  return {
    of: (record_id) => newest.get(record_id)?.at,
    take,
    replace(record_id, entries) {
      newest.delete(record_id);
      take(entries);
    },
  };
}
