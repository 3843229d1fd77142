import { StorageError } from '../core/ports.ts';

/** Runs `work`; whatever the storage throws comes out as a StorageError that says whether the disk is full. */
export async function inStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}

export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StorageError(isFull(error) ? 'storage_full' : 'storage_broken', message, { cause: error });
}

/** Dexie wraps the browser's QuotaExceededError in errors of its own. */
function isFull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (at.name === 'QuotaExceededError' || at.message.includes('QuotaExceeded')) return true;
    at = 'inner' in at ? at.inner : at.cause;
  }
  return false;
}
