// The reader of a window: holds the replica's rows in memory, and answers from them what a window may ask.
import type { Result } from '../../api.ts';
import type { ListRow, Reading } from '../../reads.ts';
import type { Timer } from '../../core/ports.ts';
import { sameJson } from '../../core/same-json.ts';
import { dayAt } from '../../query/days.ts';
import { namesOf, referencesOf } from '../../query/names.ts';
import type { ReplicaDatabase } from '../../replica/database.ts';
import { storageFailure } from '../../replica/results.ts';
import type { StoredRow } from '../../replica/rx-schema.ts';
import { findDocuments, readDocuments } from '../../replica/stores.ts';
import type { Ask, Asks, FromReader, Request } from '../messages.ts';
import { createActivity } from './activity.ts';
import { createEntryLists } from './entry-lists.ts';
import { createFinder } from './finder.ts';
import { createHolder, listRow } from './held-rows.ts';
import { createLists } from './lists.ts';
import { createSummaries } from './summaries.ts';
import { openTables, type Changes } from './tables.ts';

export type Reader = {
  receive(message: Request): void;
  close(): void;
};

export type ReaderPorts = {
  database: Pick<ReplicaDatabase, 'rows'>;
  /** The person who looks. */
  me: string;
  timer: Timer;
  tell: (message: FromReader) => void;
};

type Waiting = { ready: () => boolean; resolve: () => void };

const DAY_CHECK_MS = 60_000;

export function createReader({ database, me, timer, tell }: ReaderPorts): Reader {
  const looking = () => ({ me, now: timer.now() });
  const activity = createActivity();
  const hold = createHolder();
  const waiting = new Set<Waiting>();
  let reading: Reading | null = null;
  let failing = false;

  function failed(error: unknown): void {
    failing = true;
    tell({ kind: 'failure', failure: storageFailure(error) });
  }
  function worked(): void {
    if (failing) tell({ kind: 'failure', failure: null });
    failing = false;
  }

  const timeline = database.rows.get('timeline_entries');
  if (!timeline) throw new Error('The replica has no timeline.');
  const entries = createEntryLists(timeline, { changed: settleAll, failed });

  function takeEntries(taken: readonly StoredRow[]): void {
    entries.take(taken);
    const anew = activity.take(taken);
    finder.entries(taken);
    for (const record_id of anew)
      findDocuments(timeline as NonNullable<typeof timeline>, { selector: { record_id } }).then((found) => {
        activity.replace(record_id, found);
        summaries.touched();
      }, failed);
    summaries.touched();
  }

  const tables = openTables({ database, timer, changed, entries: takeEntries, failed, worked });
  const finder = createFinder(tables, activity);
  const lists = createLists({ tables, entries, looking, tell });
  const summaries = createSummaries({ database, tables, activity, looking, timer, tell, failed });

  function changed(changes: Changes): void {
    lists.changed(changes);
    finder.changed(changes);
    summaries.changed(changes);
    tellReading();
    settleAll();
  }

  function tellReading(): void {
    const now = tables.reading();
    if (sameJson(reading, now)) return;
    reading = now;
    tell({ kind: 'reading', reading });
  }

  let day = dayAt(timer.now());
  let cancelDay = timer.after(DAY_CHECK_MS, checkDay);
  function checkDay(): void {
    cancelDay = timer.after(DAY_CHECK_MS, checkDay);
    const now = dayAt(timer.now());
    if (now === day) return;
    day = now;
    lists.newDay();
    summaries.touched();
  }

  function settleAll(): void {
    for (const one of waiting)
      if (one.ready()) {
        waiting.delete(one);
        one.resolve();
      }
  }

  /** After what is already on its way to the window. */
  const until = (ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.add({ ready, resolve });
      timer.after(0, settleAll);
    });

  const isShown = ({ table, rows }: Asks['shown']['ask']): boolean =>
    rows.every(({ id, height, of }) =>
      table === 'timeline_entries'
        ? of === null || entries.has(of, id, height)
        : tables.told(table, id) >= height,
    );

  async function answer(ask: Ask): Promise<unknown> {
    switch (ask.name) {
      case 'ids':
        await until(() => lists.complete(ask.list));
        return lists.ids(ask.list);
      case 'place':
        await until(() => lists.complete(ask.list) || lists.placeOf(ask.list, ask.id) !== null);
        return lists.placeOf(ask.list, ask.id);
      case 'shown':
        await until(() => isShown(ask));
        return null;
      case 'read':
        return read(ask);
      case 'search':
        return finder.search(ask);
      case 'duplicates':
        return finder.duplicates(ask.query);
      case 'pairs':
        await until(() => tables.complete(ask.table));
        return finder.pairs(ask);
    }
  }

  async function read({ table, ids }: Asks['read']['ask']): Promise<readonly ListRow[]> {
    const named = [table, ...referencesOf(table).flatMap((reference) => reference.tables)];
    await until(() => named.every((one) => one === 'timeline_entries' || tables.complete(one)));
    const collection = database.rows.get(table);
    const found = table === 'timeline_entries' && collection ? await readDocuments(collection, ids) : [];
    const entryRows = new Map(found.map((entry) => [entry.id, hold(table, entry)]));
    return ids.flatMap((id) => {
      const held = entryRows.get(id) ?? tables.rows(table).get(id);
      return held ? [listRow(held, namesOf(table, held, tables.lookup))] : [];
    });
  }

  async function answerAll(call: number, ask: Ask): Promise<void> {
    let result: Result<unknown>;
    try {
      result = { ok: true, value: await answer(ask) };
    } catch (error) {
      result = { ok: false, error: storageFailure(error) };
    }
    tell({ kind: 'answer', call, answer: result });
  }

  return {
    receive(message) {
      switch (message.kind) {
        case 'watch':
          lists.watch(message.list, message.query, message.range);
          return;
        case 'range':
          lists.range(message.list, message.range);
          return;
        case 'unwatch':
          lists.unwatch(message.list);
          return;
        case 'follow':
          summaries.follow(message.topic);
          return;
        case 'call':
          void answerAll(message.call, message.ask);
      }
    },
    close() {
      cancelDay();
      tables.close();
      summaries.close();
    },
  };
}
