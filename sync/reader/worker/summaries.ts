// What is told of all rows together: the figures, the tags, the marks on a board. Made anew once per tick, and only
// those that somebody follows.
import { RECORD_TABLES, type Mark } from '../../reads.ts';
import type { Timer } from '../../core/ports.ts';
import { sameJson } from '../../core/same-json.ts';
import { figuresOf } from '../../query/figures.ts';
import { nextTasks, sameMark } from '../../query/marks.ts';
import type { Looking } from '../../query/matches.ts';
import type { ReplicaDatabase } from '../../replica/database.ts';
import { openLiveDocuments, type LiveDocuments } from '../../replica/live-documents.ts';
import { pagesWith, READ_AT_ONCE } from '../../replica/pages.ts';
import type { StoredRow } from '../../replica/rx-schema.ts';
import type { RecordType } from '../../api.ts';
import type { Rows, TableName } from '../../schema/tables.ts';
import type { FromReader, Topic } from '../messages.ts';
import type { Activity } from './activity.ts';
import type { HeldRow } from './held-rows.ts';
import type { Changes, Tables } from './tables.ts';

export type Summaries = {
  follow(topic: Topic): void;
  changed(changes: Changes): void;
  /** Something has happened on records, or a day has begun. */
  touched(): void;
  close(): void;
};

export type SummariesPorts = {
  database: Pick<ReplicaDatabase, 'rows'>;
  tables: Tables;
  activity: Activity;
  looking: () => Looking;
  timer: Timer;
  tell: (message: FromReader) => void;
  failed: (error: unknown) => void;
};

/** Figures need not be of this very moment; counting them takes a while where there is much. */
const EVERY_MS = 100;
/** Those that are needed first come last. */
const OF_FIGURES = ['timeline_entries', 'tasks', 'deals'] as const;
const MARKS_AT_ONCE = 2_000;

type Marked = { cards: LiveDocuments<StoredRow> | null; told: Map<string, Mark>; anew: boolean };

export function createSummaries(ports: SummariesPorts): Summaries {
  const { database, tables, activity, looking, timer, tell, failed } = ports;
  const boards = new Map<string, Marked>();
  let figures: { told: unknown } | null = null;
  let tags: { told: unknown } | null = null;
  let cancel: (() => void) | null = null;
  const of = <T extends TableName>(table: T) => tables.rows(table).values() as unknown as Iterable<Rows[T]>;

  function touched(): void {
    if (figures || tags || boards.size > 0) cancel ??= timer.after(EVERY_MS, tellAll);
  }

  function tellAll(): void {
    cancel = null;
    // While rows are still being read, all would seem quiet.
    if (OF_FIGURES.every((table) => tables.complete(table))) {
      tellFigures();
      tellMarks();
    }
    if (tables.complete('contacts')) tellTags();
  }

  function activeAt(record: HeldRow | undefined): string {
    return (record && (activity.of(record.id) ?? (record['created_at'] as string))) ?? '';
  }

  function tellFigures(): void {
    if (!figures) return;
    const deal = (id: string) => tables.rows('deals').get(id);
    const now = figuresOf({
      deals: of('deals'),
      stages: of('board_stages'),
      boards: of('boards'),
      tasks: of('tasks'),
      moved_at: (id) => Number(deal(id)?.['moved_at'] ?? 0),
      active_at: (id) => Date.parse(activeAt(deal(id))),
      looking: looking(),
    });
    if (sameJson(figures.told, now)) return;
    figures.told = now;
    tell({ kind: 'figures', figures: now });
  }

  function tellTags(): void {
    if (!tags) return;
    const counts = new Map<string, number>();
    for (const contact of of('contacts'))
      if (contact.deleted_at === null)
        for (const tag of contact.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const now = [...counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    if (sameJson(tags.told, now)) return;
    tags.told = now;
    tell({ kind: 'tags', tags: now });
  }

  function tellMarks(): void {
    if (boards.size === 0) return;
    const next = nextTasks(of('tasks'));
    for (const [board_id, marked] of boards) {
      if (!marked.cards) continue;
      const now = new Map<string, Mark>();
      for (const { record_type, record_id, deleted_at } of marked.cards.values()) {
        const table = RECORD_TABLES[record_type as RecordType];
        const record = tables.rows(table).get(String(record_id));
        if (deleted_at !== null || !record) continue;
        now.set(record.id, { next_task: next.get(record.id) ?? null, last_activity_at: activeAt(record) });
      }
      tellMarksOf(board_id, marked, now);
    }
  }

  function tellMarksOf(board_id: string, marked: Marked, now: Map<string, Mark>): void {
    const { told } = marked;
    const gone = [...told.keys()].filter((id) => !now.has(id));
    const marks = [...now].filter(([id, mark]) => {
      const before = told.get(id);
      return !before || !sameMark(before, mark);
    });
    marked.told = now;
    if (gone.length + marks.length === 0 && !marked.anew) return;
    let anew = marked.anew;
    marked.anew = false;
    // In parts, so that taking them is no long task in the window.
    for (let at = 0; at === 0 || at < marks.length; at += MARKS_AT_ONCE) {
      const part = marks.slice(at, at + MARKS_AT_ONCE);
      tell({ kind: 'marks', board_id, anew, marks: part, gone: at === 0 ? gone : [] });
      anew = false;
    }
  }

  function followMarks(board_id: string): void {
    const marked: Marked = { cards: null, told: new Map(), anew: true };
    boards.set(board_id, marked);
    const collection = database.rows.get('board_cards');
    if (!collection) return;
    openLiveDocuments<StoredRow>({
      collection,
      held: {
        pages: () => pagesWith(collection, 'board_id', board_id, READ_AT_ONCE),
        belongs: (card) => card['board_id'] === board_id,
      },
      changed: touched,
      failed,
    }).then((cards) => {
      marked.cards = cards;
      touched();
    }, failed);
  }

  return {
    follow(topic) {
      for (const table of topic.kind === 'tags' ? (['contacts'] as const) : OF_FIGURES) tables.want(table);
      if (topic.kind === 'figures') figures ??= { told: null };
      else if (topic.kind === 'tags') tags ??= { told: null };
      else if (!boards.has(topic.board_id)) followMarks(topic.board_id);
      touched();
    },
    changed: touched,
    touched,
    close() {
      cancel?.();
      for (const { cards } of boards.values()) cards?.close();
    },
  };
}
