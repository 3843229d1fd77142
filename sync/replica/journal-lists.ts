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
  /** Making them looks at every write, so it waits until somebody looks at them. */
  let outdated = false;
  let watchers = 0;
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
    outdated = true;
    if (watchers > 0) make();
  }

  function make(): void {
    if (!titles || !outdated) return;
    outdated = false;
    outbox.set(outboxView(unsettled.mutations(), titles.titleOf));
    conflicts.set(conflictsView(unsettled.mutations(), titles.titleOf, titles.authorOf));
  }

  function watched<T>(live: Live<T>): Live<T> {
    return {
      get() {
        make();
        return live.get();
      },
      subscribe(listener) {
        watchers += 1;
        make();
        const end = live.subscribe(listener);
        return () => {
          watchers -= 1;
          end();
        };
      },
    };
  }

  function asked<T>(live: Live<T>): Live<T> {
    open();
    return live;
  }

  const lists = { outbox: watched(outbox), conflicts: watched(conflicts) };
  return {
    outbox: () => asked(lists.outbox),
    conflicts: () => asked(lists.conflicts),
    refresh,
    close: () => titles?.close(),
  };
}
