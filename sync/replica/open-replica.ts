// The replica as a window has it: opens what is on this laptop without asking anybody, starts the worker that syncs it,
// and gives out live views and the named mutations.
import {
  ERROR_CODES,
  type CardsMove,
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
import { editsOfMoves } from '../mutations/move-card.ts';
import { openReads } from '../reader/open-reads.ts';
import type { ReaderPort } from '../reader/link.ts';
import { openBoards } from './boards.ts';
import { openCatalog } from './catalog.ts';
import { readerWithCatalog } from './catalog-reader.ts';
import { createDecisions } from './decisions.ts';
import { openDatabase, replicaName, wipeDatabase } from './database.ts';
import type { Damage } from './damage.ts';
import { createGestures } from './gestures.ts';
import { createJournalLists } from './journal-lists.ts';
import { openSharedChannel, type Report, type SyncPort } from './link.ts';
import { createLiveValue } from './live-value.ts';
import type { Updating } from './migrate.ts';
import { createRecovery } from './recovery.ts';
import { DONE, inReplica, notFound, storageFailure } from './results.ts';
import { createNamedMutations } from './named-mutations.ts';
import { createOlderEntries } from './older-entries.ts';
import { forgetOld, settleHere } from './settle-here.ts';
import { createJournal, createMemory, createRowStore } from './stores.ts';
import { syncStatus } from './sync-status.ts';
import { randomNode, systemTimer } from './system.ts';
import { dropUnsent } from './unsent-copy.ts';
import { openUnsettled } from './unsettled.ts';
import { openUpstream } from './upstream.ts';

export type ReplicaPorts = {
  startWorker: () => SyncPort;
  startReader: () => ReaderPort;
  /** Calls back when the person comes to the window. */
  onFocus: (listener: () => void) => () => void;
  /** Called while what an older version has stored is brought into the form of this one. */
  updating: (progress: Updating) => void;
  /** Of Outpost; see unsent-copy.ts. */
  version: string;
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
  { startWorker, startReader, onFocus, updating, version }: ReplicaPorts,
): Promise<Replica> {
  const name = replicaName(place);
  const found: Damage[] = [];
  let damaged = (damage: Damage): unknown => found.push(damage);
  const database = await openDatabase(name, {
    ...{ hears: 'ids', damaged: (damage) => damaged(damage), updating, version },
  });
  const rows = createRowStore(database);
  const journal = createJournal(database.journal);
  const local = place.url === null;

  let report: Report | undefined;
  let opened = false;
  /** Since this window opened it, all has been sent. */
  let isSafe = false;
  let wiped = false;
  const sync = createLiveValue<SyncStatus>();
  const recovery = createRecovery({
    async finish() {
      await finishSaved(rows, journal);
      if (local) await settleHere(journal);
    },
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
  const finished = finishSaved(rows, journal)
    .then(async () => {
      if (!local) return;
      await settleHere(journal);
      await forgetOld(journal, Date.now());
    })
    .catch(failed);

  const [unsettled, catalog] = await Promise.all([
    openUnsettled(
      database.journal,
      (row_ids) => {
        // What follows is not there before.
        if (!opened) return;
        boards.waitingChanged(row_ids);
        lists.refresh();
        tell();
      },
      failed,
    ),
    openCatalog({ database, failed }),
    finished,
  ]);
  const lists = createJournalLists({ database, unsettled, failed });
  const waiting = local ? () => false : unsettled.waiting;
  const boards = openBoards({ database, catalog, waiting, timer: systemTimer, failed });
  const reads = await openReads({
    ...{ database, catalog, start: startReader, name, me: place.user_id, timer: systemTimer, failed },
  });
  const upstream = await openUpstream(place, store, { startWorker, changed: () => tell() });

  function tell(): void {
    if (!opened) return;
    const failure = wiped ? WIPED : recovery.failure();
    const session = local ? 'local' : upstream.signedIn() ? 'signed_in' : 'signed_out';
    const status = syncStatus({ report, unsettled: unsettled.mutations(), session, failure });
    sync.set(status);
    if (isSafe || status.kind !== 'up_to_date' || status.last_contact_at === null) return;
    isSafe = true;
    // A copy that is left behind is dropped after the next sync.
    dropUnsent(database.facts).catch(() => (isSafe = false));
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
  shared.post({ kind: 'hello' });
  const unfocus = onFocus(() => shared.post({ kind: 'wake', reason: 'focus' }));
  opened = true;
  tell();

  let settling: Promise<unknown> = Promise.resolve();
  const commit = createCommit({
    user_id: place.user_id,
    rows,
    journal,
    clock: createClock({ node: randomNode(), now: () => Date.now() + (report?.offsetMs ?? 0) }),
    preview(table, row, isIn) {
      const takeBack = [catalog, boards, reads].map((part) => part.preview(table, row, isIn));
      return () => takeBack.forEach((take) => take());
    },
    saved() {
      recovery.retry();
      if (local) settling = settling.then(() => settleHere(journal)).catch(failed);
      else shared.post({ kind: 'wake', reason: 'write' });
    },
    failed,
  });

  const gestures = createGestures({ journal: database.journal, now: Date.now, failed });
  const named = createNamedMutations({
    context: {
      reader: readerWithCatalog(rows, catalog),
      workspace_id: place.workspace_id,
      user_id: place.user_id,
      now: () => new Date(Date.now() + (report?.offsetMs ?? 0)).toISOString(),
      newId: uuidv7,
      random: Math.random,
    },
    commit,
    gestures,
  });
  const { log } = upstream;

  let closing: Promise<void> | null = null;
  const close = () => (closing ??= closeAll());

  async function closeAll(): Promise<void> {
    unfocus();
    recovery.close();
    const ended = Promise.all([upstream.close(), reads.close()]);
    shared.close();
    await ended;
    await commit.settled();
    await settling;
    boards.close();
    catalog.close();
    gestures.close();
    lists.close();
    unsettled.close();
    await database.database.close();
  }

  async function move(name: string, cards: CardsMove): Promise<Result<void>> {
    const board = boards.showing(cards.card_ids[0] ?? '');
    const edits = board && editsOfMoves(board, cards, Math.random);
    if (!edits) return notFound('This card is not on the board any more.');
    return inReplica(async () => {
      await commit(name, edits);
      return DONE;
    });
  }

  return {
    place,
    sync,
    ...reads.reads,
    boards: () => boards.list,
    board: (board_id) => boards.board(board_id),

    moveCard: ({ card_id, ...to }) => move('move_card', { card_ids: [card_id], ...to }),
    moveCards: (cards) => move('move_cards', cards),

    ...named,
    history: () => gestures.history(),
    outbox: () => lists.outbox(),
    conflicts: () => lists.conflicts(),
    ...createDecisions({ rows, journal, unsettled, commit }),

    auditLog: log.auditLog,
    automationRuns: log.automationRuns,
    loadOlderEntries: createOlderEntries({ rows, memory: createMemory(database.facts), log }),

    syncNow: () => shared.post({ kind: 'wake', reason: 'asked' }),

    signIn: upstream.signIn,

    async signOut({ wipe }) {
      await upstream.signOut();
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
  code: ERROR_CODES.removed,
  message: 'The data of this person was removed from this laptop in another window.',
};
