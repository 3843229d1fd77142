// Sends the journal's waiting writes and takes the server's answers. A write is settled in the journal only after its
// answer shows in the rows; one that is refused stays in the journal with the server's words, and holds up no other.
import { finishSaved } from './apply.ts';
import type { EnginePorts } from './engine.ts';
import {
  editOf,
  parcelsOf,
  stateOf,
  type Mutation,
  type Parcel,
  type WriteRef,
  type WriteState,
} from './journal.ts';
import { applyEdit } from './merge.ts';
import type { PushAnswer, SyncedRow } from './ports.ts';

/** Parcels in one request; DESIGN: 500 and more. */
const BATCH = 500;
/** How often a write waits for a row it refers to before the person is asked. */
const HOLD_BACK_LIMIT = 6;
const HOLD_BACK_MS = 250;

export type Outbox = {
  /** Finishes what a crash left half applied. */
  begin(): Promise<void>;
  /** Sends one batch; false when nothing is to be sent now. */
  send(): Promise<boolean>;
  /** Ms until a held back write is to be tried again; null when none is. */
  nextTryMs(): number | null;
};

type Ports = Pick<EnginePorts, 'rows' | 'journal' | 'remote' | 'timer'>;

export function createOutbox({ rows, journal, remote, timer }: Ports): Outbox {
  /** Ms since the epoch before which a held back row is not tried again. */
  const notBefore = new Map<string, number>();
  const heldBack = new Map<string, number>();

  /** Takes the server's row, with what was edited since the parcel was made on top. */
  async function settleRow(parcel: Parcel, server: SyncedRow | null): Promise<void> {
    const unsent = (await journal.list('waiting')).flatMap((mutation) =>
      mutation.writes.flatMap((write, index) =>
        write.id === parcel.id && write.table === parcel.table && !speaksFor(parcel, mutation, index)
          ? [editOf(mutation, write)]
          : [],
      ),
    );
    await rows.update(parcel.table, [parcel.id], () => server && unsent.reduce(applyEdit, server));
  }

  async function settle(parcel: Parcel, answer: PushAnswer): Promise<Map<WriteRef, WriteState>> {
    const key = `${parcel.table}/${parcel.id}`;
    notBefore.delete(key);
    const all = (state: WriteState) => new Map(parcel.of.map((ref) => [ref, state]));
    switch (answer.status) {
      case 'applied':
        return all({ kind: 'sent' });
      case 'merged':
        await settleRow(parcel, answer.row);
        return all({ kind: 'merged', lost: answer.lost, won: answer.won });
      case 'refused':
        await settleRow(parcel, answer.row);
        return all({ kind: 'refused', code: answer.code, message: answer.message });
      case 'later': {
        const held_back = (heldBack.get(key) ?? 0) + 1;
        if (held_back < HOLD_BACK_LIMIT) {
          heldBack.set(key, held_back);
          notBefore.set(key, timer.now() + HOLD_BACK_MS * 2 ** held_back);
          return new Map();
        }
        heldBack.delete(key);
        await settleRow(parcel, (await rows.read(parcel.table, [parcel.id])).get(parcel.id) ?? null);
        return all({ kind: 'refused', code: answer.code, message: answer.message });
      }
    }
  }
  return {
    async begin() {
      await finishSaved(rows, journal);
    },

    async send() {
      const now = timer.now();
      const ready = parcelsOf(await journal.list('waiting')).filter(
        ({ table, id }) => (notBefore.get(`${table}/${id}`) ?? 0) <= now,
      );
      for (const [key, at] of notBefore) if (at <= now) notBefore.delete(key);
      const batch = ready.slice(0, BATCH);
      if (batch.length === 0) return false;
      const answers = await remote.push(batch.map(({ of: _, ...parcel }) => parcel));
      const settled = new Map<string, Map<number, WriteState>>();
      for (const [at, parcel] of batch.entries()) {
        const answer = answers[at];
        if (!answer) continue;
        for (const [{ mutation_id, index }, state] of await settle(parcel, answer)) {
          const writes = settled.get(mutation_id) ?? new Map<number, WriteState>();
          settled.set(mutation_id, writes.set(index, state));
        }
      }
      await journal.update([...settled.keys()], (mutation) =>
        withStates(mutation, settled.get(mutation.id) ?? new Map()),
      );
      return true;
    },

    nextTryMs() {
      if (notBefore.size === 0) return null;
      return Math.max(0, Math.min(...notBefore.values()) - timer.now());
    },
  };
}

const speaksFor = (parcel: Parcel, mutation: Mutation, index: number) =>
  parcel.of.some((ref) => ref.mutation_id === mutation.id && ref.index === index);

function withStates(mutation: Mutation, states: ReadonlyMap<number, WriteState>): Mutation {
  const writes = mutation.writes.map((write, index) => ({
    ...write,
    state: states.get(index) ?? write.state,
  }));
  return { ...mutation, writes, state: stateOf(writes) };
}
