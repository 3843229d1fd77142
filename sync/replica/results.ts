// How what happens in the replica is answered to a window: never by an exception.
import { ERROR_CODES, type Failure, type Result } from '../api.ts';
import { toStorageError } from './storage-fault.ts';

export const DONE: Result<void> = { ok: true, value: undefined };

export const notFound = (message: string): Result<never> => ({
  ok: false,
  error: { code: ERROR_CODES.not_found, message },
});

export function storageFailure(error: unknown): Failure {
  const { fault, message } = toStorageError(error);
  return { code: ERROR_CODES[fault], message };
}

/** Runs `work`; what the storage cannot do comes out as an answer. */
export async function inReplica<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return { ok: false, error: storageFailure(error) };
  }
}
