// What a replica without a server does in its place: a mutation that is durable is done with. It stays in the journal for
// as long as it can be taken back, and never waits for anybody.
import { clockAt } from '../core/clock.ts';
import { UNDOABLE_MS, withStates, type Mutation, type WriteState } from '../core/journal.ts';
import type { Journal } from '../core/ports.ts';

/** Settles all that waits. Doing it again changes nothing. Raises StorageError. */
export async function settleHere(journal: Journal): Promise<void> {
  const waiting = await journal.list('waiting');
  await journal.update(
    waiting.map(({ id }) => id),
    settled,
  );
}

/** Forgets what can no longer be taken back. Raises StorageError. */
export async function forgetOld(journal: Journal, now: number): Promise<void> {
  const oldest = clockAt(now - UNDOABLE_MS);
  const old = (await journal.list('done')).filter(({ clock }) => clock < oldest);
  await journal.update(
    old.map(({ id }) => id),
    () => null,
  );
}

const settled = (mutation: Mutation): Mutation =>
  withStates(
    mutation,
    new Map(
      mutation.writes.flatMap(({ state }, index): [number, WriteState][] =>
        state.kind === 'waiting' ? [[index, { kind: 'sent' }]] : [],
      ),
    ),
  );
