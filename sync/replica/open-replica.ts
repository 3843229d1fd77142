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
import { v7 as uuidv7 } from 'uuid';
import { finishSaved } from '../core/apply.ts';
import { createClock } from '../core/clock.ts';
import { createCommit } from '../mutations/commit.ts';
import { editsOfMove } from '../mutations/move-card.ts';
import { createServerLog } from '../remote/server-log.ts';
import { openSession } from '../remote/session.ts';
import { openBoards } from './boards.ts';
import { createDecisions } from './decisions.ts';
import { openDatabase, replicaName, wipeDatabase } from './database.ts';
import type { Damage } from './damage.ts';
import { createGestures } from './gestures.ts';
import { createJournalLists } from './journal-lists.ts';
import { keepWorker, type WorkerPort } from './kept-worker.ts';
import { openSharedChannel, type Report } from './link.ts';
import { createLiveValue } from './live-value.ts';
import { createRecovery } from './recovery.ts';
import { DONE, inReplica, notFound, storageFailure } from './results.ts';
import { createNamedMutations } from './named-mutations.ts';
import { createOlderEntries } from './older-entries.ts';
import { createJournal, createMemory, createRowStore } from './stores.ts';
import { syncStatus } from './sync-status.ts';
import { randomNode, systemTimer } from './system.ts';
import { openUnsettled } from './unsettled.ts';

export type { WorkerPort };

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
  const found: Damage[] = [];
  let damaged = (damage: Damage): unknown => found.push(damage);
  const database = await openDatabase(name, { damaged: (damage) => damaged(damage) });
  const rows = createRowStore(database);
  const journal = createJournal(database.journal);

  let report: Report | undefined;
  let opened = false;
  let wiped = false;
  const sync = createLiveValue<SyncStatus>();
  const recovery = createRecovery({
    finish: () => finishSaved(rows, journal),
    changed() {
      tell();
      // What was finished is to be sent.
      if (opened) shared.post({ kind: 'wake', reason: 'write' });
    },
    timer: systemTimer,
    random: Math.random,
  });
  const { failed } = recovery;
  // A full disk is no reason not to show what is here.
  await finishSaved(rows, journal).catch(failed);

  const unsettled = await openUnsettled(
    database.journal,
    () => {
      boards.refresh();
      lists.refresh();
      tell();
    },
    failed,
  );
  const lists = createJournalLists({ database, unsettled, failed });
  const boards = await openBoards({ database, waiting: unsettled.waiting, failed });
  const session = await openSession(place, store);
  const token = () => (session.user_id() === place.user_id ? session.token() : null);

  function tell(): void {
    if (!opened) return;
    const failure = wiped ? WIPED : recovery.failure();
    sync.set(syncStatus({ report, unsettled: unsettled.mutations(), signed_in: token() !== null, failure }));
  }

  const shared = openSharedChannel(name, (message) => {
    if (message.kind === 'report') report = message.report;
    if (message.kind === 'wiped') {
      wiped = true;
      close().catch(failed);
    }
    tell();
  });
  damaged = (damage) => shared.post({ kind: 'damaged', ...damage });
  found.forEach(damaged);
  const worker = keepWorker({
    start: startWorker,
    opening: () => ({ kind: 'open', place, token: token() }),
    receive: ({ kind }) => {
      if (kind === 'renew') void session.renew();
    },
    timer: systemTimer,
  });
  shared.post({ kind: 'hello' });
  session.changed(() => {
    worker.post({ kind: 'token', token: token() });
    tell();
  });
  const unfocus = onFocus(() => shared.post({ kind: 'wake', reason: 'focus' }));
  opened = true;
  tell();

  const commit = createCommit({
    user_id: place.user_id,
    rows,
    journal,
    clock: createClock({ node: randomNode(), now: () => Date.now() + (report?.offsetMs ?? 0) }),
    preview: boards.preview,
    saved() {
      recovery.retry();
      shared.post({ kind: 'wake', reason: 'write' });
    },
    failed,
  });

  const gestures = createGestures({ journal: database.journal, now: Date.now, failed });
  const named = createNamedMutations({
    context: {
      reader: rows,
      workspace_id: place.workspace_id,
      user_id: place.user_id,
      now: () => new Date(Date.now() + (report?.offsetMs ?? 0)).toISOString(),
      newId: uuidv7,
      random: Math.random,
    },
    commit,
    gestures,
  });
  const log = createServerLog({ ...place, token });

  let closing: Promise<void> | null = null;
  const close = () => (closing ??= closeAll());

  async function closeAll(): Promise<void> {
    unfocus();
    recovery.close();
    session.close();
    shared.close();
    await worker.close();
    await commit.settled();
    boards.close();
    gestures.close();
    lists.close();
    unsettled.close();
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
      return inReplica(async () => {
        await commit('move_card', edits);
        return DONE;
      });
    },

    ...named,
    history: () => gestures.history(),
    outbox: () => lists.outbox(),
    conflicts: () => lists.conflicts(),
    ...createDecisions({ rows, journal, unsettled, commit }),

    auditLog: log.auditLog,
    automationRuns: log.automationRuns,
    loadOlderEntries: createOlderEntries({ rows, memory: createMemory(database.facts), log }),

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
      return inReplica(async () => {
        if (wipe) shared.post({ kind: 'wiped' });
        await close();
        if (wipe) await wipeDatabase(name);
        return DONE;
      });
    },

    close,
  };
}

const WIPED: Failure = {
  code: ERROR_CODES.signed_out,
  message: 'The data of this person was removed from this laptop in another window.',
};
