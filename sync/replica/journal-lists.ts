// The journal as lists that a window watches. Nothing is looked up until somebody asks for one.
import type { Conflict, Live, OutboxEntry } from '../api.ts';
import type { ReplicaDatabase } from './database.ts';
import { conflictsView, outboxView } from './journal-view.ts';
import { createLiveValue } from './live-value.ts';
import { openTitles, type Titles } from './titles.ts';
import type { Unsettled } from './unsettled.ts';

export type JournalLists = {
  outbox(): Live<readonly OutboxEntry[]>;
  conflicts(): Live<readonly Conflict[]>;
  /** The journal has changed. */
  refresh(): void;
  close(): void;
};

export type JournalListsPorts = {
  database: ReplicaDatabase;
  unsettled: Unsettled;
  failed: (error: unknown) => void;
};

export function createJournalLists({ database, unsettled, failed }: JournalListsPorts): JournalLists {
  const outbox = createLiveValue<readonly OutboxEntry[]>();
  const conflicts = createLiveValue<readonly Conflict[]>();
  let titles: Titles | null = null;
  let opening = false;

  function open(): void {
    if (opening) return;
    opening = true;
    openTitles(database, refresh, failed).then((opened) => {
      titles = opened;
      refresh();
    }, failed);
  }

  function refresh(): void {
    if (!titles) return;
    outbox.set(outboxView(unsettled.mutations(), titles.titleOf));
    conflicts.set(conflictsView(unsettled.mutations(), titles.titleOf, titles.authorOf));
  }

  return {
    outbox() {
      open();
      return outbox;
    },
    conflicts() {
      open();
      return conflicts;
    },
    refresh,
    close: () => titles?.close(),
  };
}
