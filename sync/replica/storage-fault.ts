import { StorageError, type StorageFault } from '../core/ports.ts';

/** Runs `work`; whatever the storage throws comes out as a StorageError that says what kind of trouble it is. */
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
  return new StorageError(faultOf(error), message, { cause: error });
}

/** Dexie wraps the browser's errors in errors of its own. */
function faultOf(error: unknown): StorageFault {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (at.name === 'QuotaExceededError' || at.message.includes('QuotaExceeded')) return 'storage_full';
    if (isOfNewerRxdb(at)) return 'storage_newer';
    at = 'inner' in at ? at.inner : at.cause;
  }
  return 'storage_broken';
}

type Versions = { databaseStateVersion?: unknown; codeVersion?: unknown };

/** RxDB does not open what another major version of it has written. */
function isOfNewerRxdb(error: Error): boolean {
  if (!('code' in error) || error.code !== 'DM5' || !('parameters' in error)) return false;
  const { databaseStateVersion, codeVersion } = (error.parameters as { args?: Versions }).args ?? {};
  return parseInt(String(databaseStateVersion), 10) > parseInt(String(codeVersion), 10);
}
