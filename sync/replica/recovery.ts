// What this window could not write, although the person was told that it is saved: it is in the journal, and is finished
// by itself as soon as the storage takes it.
import type { Failure } from '../api.ts';
import { backoffMs } from '../core/backoff.ts';
import type { Timer } from '../core/ports.ts';
import { storageFailure } from './results.ts';

export type Recovery = {
  /** Null while nothing is left undone. */
  failure(): Failure | null;
  failed: (error: unknown) => void;
  /** The storage has taken something: it may take the rest. */
  retry(): void;
  close(): void;
};

export type RecoveryPorts = {
  /** Writes what was left. Raises StorageError. */
  finish: () => Promise<void>;
  changed: () => void;
  timer: Timer;
  random: () => number;
};

export function createRecovery({ finish, changed, timer, random }: RecoveryPorts): Recovery {
  let failure: Failure | null = null;
  let failures = 0;
  let trying = false;
  let closed = false;
  let cancel = () => undefined as unknown;

  function failed(error: unknown): void {
    failure = storageFailure(error);
    failures += 1;
    cancel();
    if (!closed) cancel = timer.after(backoffMs(failures, random), retry);
    changed();
  }

  function retry(): void {
    if (failure && !trying && !closed) void tryNow();
  }

  async function tryNow(): Promise<void> {
    trying = true;
    try {
      await finish();
      cancel();
      failure = null;
      failures = 0;
      changed();
    } catch (error) {
      failed(error);
    } finally {
      trying = false;
    }
  }

  return {
    failure: () => failure,
    failed,
    retry,
    close() {
      closed = true;
      cancel();
    },
  };
}
