// The replica as a window has it: opens what is on this laptop without asking anybody, starts the worker that syncs it,
// and gives out live views and the named mutations.
import {
  ERROR_CODES,
  type CardMove,
  type Failure,
  type Place,
  type Replica,
  type Result,
  type SessionStore,
  type SyncStatus,
} from '../api.ts';
import { finishSaved } from '../core/apply.ts';
import { createClock } from '../core/clock.ts';
import { openSession, type Session } from '../remote/session.ts';
import { openBoards } from './boards.ts';
import { openDatabase, replicaName, wipeDatabase } from './database.ts';
import { openSharedChannel, type FromWorker, type Report, type ToWorker } from './link.ts';
import { createLiveValue } from './live-value.ts';
import { editsOfMove } from './move-card.ts';
import { createCommit } from './mutations.ts';
import { createJournal, createRowStore } from './stores.ts';
import { toStorageError } from './storage-fault.ts';
import { syncStatus } from './sync-status.ts';
import { randomNode } from './system.ts';
import { openUnsent } from './unsent.ts';

/** The worker of a window, as the window speaks to it. */
export type WorkerPort = {
  post(message: ToWorker): void;
  receive(listener: (message: FromWorker) => void): void;
  end(): void;
};

export type ReplicaPorts = {
  startWorker: () => WorkerPort;
  /** Calls back when the person comes to the window. */
  onFocus: (listener: () => void) => () => void;
};

/** Never asks the server: without a network, and without a session, the replica opens as it was left. */
export async function openReplica(
  place: Place,
  store: SessionStore,
  ports: ReplicaPorts,
): Promise<Result<Replica>> {
  try {
    return { ok: true, value: await open(place, store, ports) };
  } catch (error) {
    return { ok: false, error: storageFailure(error) };
  }
}

async function open(
  place: Place,
  store: SessionStore,
  { startWorker, onFocus }: ReplicaPorts,
): Promise<Replica> {
  const name = replicaName(place);
  const database = await openDatabase(name);
  const rows = createRowStore(database);
  const journal = createJournal(database.journal);
  await finishSaved(rows, journal);

  let report: Report | undefined;
  let failure: Failure | null = null;
  const sync = createLiveValue<SyncStatus>();
  const failed = (error: unknown) => {
    failure = storageFailure(error);
    tell();
  };

  const unsent = await openUnsent(
    database.journal,
    () => {
      boards.refresh();
      tell();
    },
    failed,
  );
  const boards = await openBoards({ database, waiting: unsent.waiting, failed });
  const session = await openSession(place, store);
  const token = () => (session.user_id() === place.user_id ? session.token() : null);

  function tell(): void {
    sync.set(syncStatus({ report, unsent: unsent.mutations(), signed_in: token() !== null, failure }));
  }

  const shared = openSharedChannel(name, (message) => {
    if (message.kind !== 'report') return;
    report = message.report;
    tell();
  });
  const worker = connectWorker(startWorker(), session);
  worker.post({ kind: 'open', place, token: token() });
  shared.post({ kind: 'hello' });
  session.changed(() => {
    worker.post({ kind: 'token', token: token() });
    tell();
  });
  const unfocus = onFocus(() => shared.post({ kind: 'wake', reason: 'focus' }));
  tell();

  const commit = createCommit({
    rows,
    journal,
    clock: createClock({ node: randomNode(), now: () => Date.now() + (report?.offsetMs ?? 0) }),
    preview: boards.preview,
    saved() {
      if (failure) void recover();
      shared.post({ kind: 'wake', reason: 'write' });
    },
    failed,
  });

  /** The storage takes writes again: what it did not take before is finished. */
  async function recover(): Promise<void> {
    try {
      await finishSaved(rows, journal);
      failure = null;
      tell();
    } catch (error) {
      failed(error);
    }
  }

  let closing: Promise<void> | null = null;
  const close = () => (closing ??= closeAll());

  async function closeAll(): Promise<void> {
    unfocus();
    session.close();
    shared.close();
    await worker.closed();
    boards.close();
    unsent.close();
    await database.database.close();
  }

  return {
    place,
    sync,
    boards: () => boards.list,
    board: (board_id) => boards.board(board_id),

    async moveCard(move: CardMove) {
      const board = boards.showing(move.card_id);
      const edits = board && editsOfMove(board, move, Math.random);
      if (!edits) return notFound('This card is not on the board any more.');
      if (edits.length === 0) return DONE;
      try {
        await commit('move_card', edits);
        return DONE;
      } catch (error) {
        return { ok: false, error: storageFailure(error) };
      }
    },

    syncNow: () => shared.post({ kind: 'wake', reason: 'asked' }),

    async signIn(password) {
      const signedIn = await session.signIn({ email: place.email, password });
      if (!signedIn.ok) return signedIn;
      if (signedIn.value.user_id === place.user_id) return DONE;
      await session.signOut();
      return notFound('This account is another than the one whose replica is open.');
    },

    async signOut({ wipe }) {
      await session.signOut();
      try {
        await close();
        if (wipe) await wipeDatabase(name);
        return DONE;
      } catch (error) {
        return { ok: false, error: storageFailure(error) };
      }
    },

    close,
  };
}

const DONE: Result<void> = { ok: true, value: undefined };

const notFound = (message: string): Result<never> => ({
  ok: false,
  error: { code: ERROR_CODES.not_found, message },
});

/** Gives the worker what it asks of the session, and waits for it to end before the database goes. */
function connectWorker(worker: WorkerPort, session: Session) {
  let ended: () => void;
  const closed = new Promise<void>((resolve) => {
    ended = resolve;
  });
  worker.receive((message) => {
    if (message.kind === 'renew') void session.renew();
    else ended();
  });
  return {
    post: (message: ToWorker) => worker.post(message),
    async closed() {
      worker.post({ kind: 'close' });
      await closed;
      worker.end();
    },
  };
}

function storageFailure(error: unknown): Failure {
  const { fault, message } = toStorageError(error);
  return { code: ERROR_CODES[fault], message };
}
