// All that a window reads of a replica besides its boards: small tables and single records from the window's own memory,
// everything that grows from its reader.
import type { Live, Result } from '../api.ts';
import type { SyncedRow, Timer } from '../core/ports.ts';
import type { Row } from '../query/row.ts';
import type { Figures, ListRow, ListTable, LiveList, Mark, Reads } from '../reads.ts';
import type { Catalog } from '../replica/catalog.ts';
import type { ReplicaDatabase } from '../replica/database.ts';
import { createLiveValue } from '../replica/live-value.ts';
import type { TableName } from '../schema/tables.ts';
import { linkReader, type ReaderPort } from './link.ts';
import { openList } from './lists.ts';
import { openOverlay } from './overlay.ts';
import { openRecords } from './records.ts';

export type OpenReads = {
  reads: Reads;
  /** Shows a row in the same tick, wherever it is shown. */
  preview: (table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean) => () => void;
  close(): Promise<void>;
};

export type OpenReadsPorts = {
  database: ReplicaDatabase;
  catalog: Catalog;
  start: () => ReaderPort;
  /** The replica's name, and the person who looks. */
  name: string;
  me: string;
  timer: Timer;
  failed: (error: unknown) => void;
};

/** Taking more rows at once would be a long task in the window. */
const READ_AT_ONCE = 500;

export async function openReads(ports: OpenReadsPorts): Promise<OpenReads> {
  const { database, catalog, start, name, me, timer, failed } = ports;
  const records = await openRecords(database, failed);
  const link = linkReader({ start, name, me, timer });
  const overlay = openOverlay(database, link, failed);
  const looking = () => ({ me, now: timer.now() });
  const lookup = (table: TableName, id: string): Row | undefined => records.get(table, id) ?? catalog.get(id);
  const marks = new Map<string, Live<ReadonlyMap<string, Mark>>>();
  let figures: Live<Figures> | null = null;
  let tags: Live<readonly { name: string; count: number }[]> | null = null;

  function followMarks(board_id: string): Live<ReadonlyMap<string, Mark>> {
    const live = createLiveValue<ReadonlyMap<string, Mark>>();
    link.follow({ kind: 'marks', board_id }, (news) => {
      if (news.kind !== 'marks') return;
      const next = new Map(news.anew ? [] : live.get());
      for (const [id, mark] of news.marks) next.set(id, mark);
      for (const id of news.gone) next.delete(id);
      live.set(next);
    });
    return live;
  }

  function followFigures(): Live<Figures> {
    const live = createLiveValue<Figures>();
    link.follow({ kind: 'figures' }, (news) => news.kind === 'figures' && live.set(news.figures));
    return live;
  }

  function followTags(): Live<readonly { name: string; count: number }[]> {
    const live = createLiveValue<readonly { name: string; count: number }[]>();
    link.follow({ kind: 'tags' }, (news) => news.kind === 'tags' && live.set(news.tags));
    return live;
  }

  async function read(table: ListTable, ids: readonly string[]): Promise<Result<readonly ListRow[]>> {
    const rows: ListRow[] = [];
    for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
      const answer = await link.ask('read', { table, ids: ids.slice(at, at + READ_AT_ONCE) });
      if (!answer.ok) return answer;
      for (const row of answer.value) rows.push(row);
    }
    return { ok: true, value: rows };
  }

  const orNothing = <T>(answer: Result<readonly T[]>): readonly T[] => (answer.ok ? answer.value : []);

  return {
    reads: {
      rows: (table) => catalog.rows(table),
      record: (table, id) => records.record(table, id),
      list: <T extends ListTable>(query: { table: T }) =>
        openList(query, { link, overlay, looking, lookup }) as unknown as LiveList<T>,
      search: async (text, options) => orNothing(await link.ask('search', { text, options })),
      duplicates: async (query) => orNothing(await link.ask('duplicates', { query })),
      duplicatePairs: async (table, limit) => orNothing(await link.ask('pairs', { table, limit })),
      marks(board_id) {
        const live = marks.get(board_id) ?? followMarks(board_id);
        marks.set(board_id, live);
        return live;
      },
      figures: () => (figures ??= followFigures()),
      tags: () => (tags ??= followTags()),
      read: (table, ids) => read(table, ids) as never,
      reading: link.reading,
      readFailure: link.failure,
    },
    preview(table, row, isIn) {
      const takeBack = [records, overlay].map((part) => part.preview(table, row, isIn));
      return () => takeBack.forEach((take) => take());
    },
    async close() {
      overlay.close();
      records.close();
      await link.close();
    },
  };
}
