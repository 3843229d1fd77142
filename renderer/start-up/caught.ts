import type { Failure, Result } from '../../sync/index.ts';

export const unexpected = (message: string): Failure => ({ code: 'unexpected', message });

/** An answer also where `work` raises: a state with words, never a blank window. */
export async function caught<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return { ok: false, error: unexpected(error instanceof Error ? error.message : String(error)) };
  }
}
