// What a named mutation is given and what it answers. It reads the replica, and gives changes; it writes nothing itself.
import type { Change, Reader } from './edits.ts';

export type Context = {
  reader: Reader;
  workspace_id: string;
  user_id: string;
  /** ISO 8601, by the server's clock as well as this machine knows it. */
  now: () => string;
  /** A UUID, version 7. */
  newId: () => string;
  /** In [0, 1). */
  random: () => number;
};

/** `changes` holds at most one per row; `result` is for whoever asked. */
export type Outcome<T> = { changes: readonly Change[]; result: T };

/** Raises InvalidInput where the input, or what came of it, is not what the server would take; and StorageError. */
export type NamedMutation<Input, T> = (context: Context, input: Input) => Promise<Outcome<T>>;
