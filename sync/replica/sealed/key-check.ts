// That a sealed replica is opened with its own key: with any other, every document would seem damaged, and damaged rows
// are taken away.
import type { RxCollection } from 'rxdb';
import { StorageError } from '../../core/ports.ts';
import type { StoredFact } from '../rx-schema.ts';

/** A sealed replica lies beside the plain one, under the same lock and channels. */
export const sealedName = (replica: string): string => `${replica}-sealed`;

/** It is not copied with the rest. */
export const CHECK = { id: 'key_check', value: true };

/** Raises StorageError where another key was used before; the first key is noted. */
export async function refuseOtherKey(facts: RxCollection<StoredFact>): Promise<void> {
  const found = await facts.findOne(CHECK.id).exec();
  if (found === null) await facts.insert(CHECK);
  else if (found.value !== CHECK.value)
    throw new StorageError('storage_broken', 'This replica was sealed with another key.');
}
