// Sends the journal's waiting writes and takes the server's answers. A write is settled in the journal only after its
// answer shows in the rows; one that is refused stays in the journal with the server's words, and holds up no other.
import type { TableName } from '../schema/tables.ts';
import { finishSaved } from './apply.ts';
import { dropPredictions, settleRows, stateOfRef, type Answered } from './answers.ts';
import { clockAt } from './clock.ts';
import type { EnginePorts } from './engine.ts';
import {
  keyOf,
  parcelsOf,
  UNDOABLE_MS,
  withStates,
  type Mutation,
  type Parcel,
  type WriteRef,
  type WriteState,
} from './journal.ts';
import type { PushAnswer } from './ports.ts';
import { foldIntoMakings } from './refused-making.ts';

/** Parcels in one request; DESIGN: 500 and more. */
const BATCH = 500;
/** Mutations read at a time while a batch fills; one of an import has many writes. */
const READ_AT_ONCE = 100;
/** How often a write waits for a row it refers to before the person is asked. */
const HOLD_BACK_LIMIT = 6;
const HOLD_BACK_MS = 250;
const HELD_BACK = 'held_back';

export type Outbox = {
  /** Finishes what a crash left half applied. */
  begin(): Promise<void>;
  /** Sends one batch; false when nothing is to be sent now. */
  send(): Promise<boolean>;
  /** Ms until a held back write is to be tried again; null when none is. */
  nextTryMs(): number | null;
  /** At the next occasion, finished mutations that are too old to be undone leave the journal. */
  tidyLater(): void;
};

type Ports = Pick<EnginePorts, 'rows' | 'journal' | 'memory' | 'remote' | 'timer'> & {
  /** Whether the server has this table; what is written in another waits for a newer server. */
  has: (table: TableName) => boolean;
};

export function createOutbox({ rows, journal, memory, remote, timer, has }: Ports): Outbox {
  /** Ms since the epoch before which a held back row is not tried again. */
  const notBefore = new Map<string, number>();
  /** By row, how often; kept, or whoever restarts often would never be asked. */
  const heldBack = new Map<string, number>();
  let kept = '[]';
  /** Rows whose edits were refused together: they go one by one, so that only the one to blame is. */
  const apart = new Set<string>();
  /** Mutations that were sent, or may have been before this start, and are not answered. */
  const sent = new Set<string>();
  let untidy = true;

  /** The oldest waiting writes that may go now, as parcels. */
  async function nextBatch(): Promise<Parcel[]> {
    const now = timer.now();
    for (const [key, at] of notBefore) if (at <= now) notBefore.delete(key);
    const mutations: Mutation[] = [];
    for (;;) {
      const page = await journal.list('waiting', {
        after: mutations.at(-1)?.clock ?? '',
        limit: READ_AT_ONCE,
      });
      mutations.push(...page);
      const ready = parcelsOf(mutations, apart).filter(
        (parcel) => has(parcel.table) && !notBefore.has(keyOf(parcel)),
      );
      if (ready.length >= BATCH || page.length < READ_AT_ONCE) return ready.slice(0, BATCH);
    }
  }

  /** Whether edits that were refused together are to be tried one by one. */
  function isToPart(parcel: Parcel, answer: PushAnswer): boolean {
    const key = keyOf(parcel);
    if (answer.status !== 'refused' || parcel.of.length === 1) return false;
    apart.add(key);
    return true;
  }

  /** Null: the parcel is held back. */
  function stateAfter(parcel: Parcel, answer: PushAnswer): WriteState | null {
    const key = keyOf(parcel);
    switch (answer.status) {
      case 'applied':
        heldBack.delete(key);
        return { kind: 'sent' };
      case 'merged':
        heldBack.delete(key);
        return { kind: 'merged', lost: answer.lost, won: answer.won, seen: false };
      case 'refused':
        heldBack.delete(key);
        return { kind: 'refused', code: answer.code, message: answer.message, details: answer.details };
      case 'later': {
        const times = (heldBack.get(key) ?? 0) + 1;
        if (times < HOLD_BACK_LIMIT) {
          heldBack.set(key, times);
          notBefore.set(key, timer.now() + HOLD_BACK_MS * 2 ** times);
          return null;
        }
        heldBack.delete(key);
        return { kind: 'refused', code: answer.code, message: answer.message, details: null };
      }
    }
  }

  async function keepHeldBack(): Promise<void> {
    const now = JSON.stringify([...heldBack]);
    if (now === kept) return;
    await memory.write(HELD_BACK, [...heldBack]);
    kept = now;
  }

  async function tidy(): Promise<void> {
    const oldest = clockAt(timer.now() - UNDOABLE_MS);
    for (;;) {
      const page = await journal.list('done', { after: '', limit: READ_AT_ONCE });
      const old = page.flatMap(({ id, clock }) => (clock < oldest ? [id] : []));
      await journal.update(old, () => null);
      if (old.length < READ_AT_ONCE) return;
    }
  }

  return {
    async begin() {
      await finishSaved(rows, journal);
      for (const { id } of await journal.list('waiting')) sent.add(id);
      const before = (await memory.read<readonly [string, number][]>(HELD_BACK)) ?? [];
      heldBack.clear();
      for (const [key, times] of before) heldBack.set(key, times);
      kept = JSON.stringify(before);
    },

    tidyLater() {
      untidy = true;
    },

    async send() {
      if (untidy) await tidy();
      untidy = false;
      const batch = await nextBatch();
      if (batch.length === 0) {
        if (notBefore.size === 0) apart.clear();
        return false;
      }
      const again = batch.map(({ of }) => of.some(({ mutation_id }) => sent.has(mutation_id)));
      for (const { of } of batch) for (const { mutation_id } of of) sent.add(mutation_id);
      const answers = await remote.push(batch.map(({ of: _, ...parcel }) => parcel));
      const settled: (Answered & { state: WriteState })[] = [];
      batch.forEach((parcel, at) => {
        const answer = answers[at];
        if (!answer || isToPart(parcel, answer)) return;
        const state = stateAfter(parcel, answer);
        if (state) settled.push({ parcel, answer, state, again: again[at] ?? false });
      });
      await settleRows(rows, settled);
      await dropPredictions(rows, settled);
      await settleJournal(
        settled.flatMap(({ parcel, state }) =>
          parcel.of.map((ref) => ({ ref, state: stateOfRef(parcel, ref, state) })),
        ),
      );
      const refused = settled.filter(({ state }) => state.kind === 'refused');
      await foldIntoMakings(
        rows,
        journal,
        refused.map(({ parcel }) => parcel),
      );
      await keepHeldBack();
      return true;
    },

    nextTryMs() {
      if (notBefore.size === 0) return null;
      return Math.max(0, Math.min(...notBefore.values()) - timer.now());
    },
  };

  async function settleJournal(settled: readonly { ref: WriteRef; state: WriteState }[]): Promise<void> {
    const states = new Map<string, Map<number, WriteState>>();
    for (const { ref, state } of settled) {
      const ofMutation = states.get(ref.mutation_id) ?? new Map<number, WriteState>();
      states.set(ref.mutation_id, ofMutation.set(ref.index, state));
    }
    await journal.update([...states.keys()], (mutation) => {
      const next = withStates(mutation, states.get(mutation.id) ?? new Map());
      if (next.state !== 'waiting') sent.delete(next.id);
      return next;
    });
  }
}
