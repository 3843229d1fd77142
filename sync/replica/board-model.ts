// A board kept ready: its cards, their records and the names on them, held in memory and turned into a view whenever
// one of them changes.
import type { BoardView, Live } from '../api.ts';
import type { Ranked } from '../core/rank.ts';
import type { SyncedRow, Timer } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import {
  boardView,
  type BoardRow,
  type BoardSources,
  type CardRow,
  type RecordRow,
  type Touched,
} from './board-view.ts';
import { createCardIndex } from './card-index.ts';
import type { Catalog } from './catalog.ts';
import type { ReplicaDatabase } from './database.ts';
import { openLiveDocuments, type LiveDocuments } from './live-documents.ts';
import { createLiveValue } from './live-value.ts';
import { pagesWith, READ_AT_ONCE } from './pages.ts';
import { collectionOf, type StoredRow } from './rx-schema.ts';
import { nextTask } from './system.ts';

const TABLE_OF_RECORDS = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;

export type BoardModel = {
  view: Live<BoardView>;
  card(card_id: string): CardRow | undefined;
  record(record_id: string): SyncedRow | undefined;
  /** The cards of a stage in board order. */
  stageCards(stage_id: string): readonly Ranked[];
  /** Shows a row at once; see LiveDocuments. Does nothing for a table that this board does not show. */
  preview(table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean): () => void;
  /** Boards, stages or people are other than before. */
  catalogChanged(): void;
  /** The sending of edits of these rows has begun or ended. */
  waitingChanged(row_ids: readonly string[]): void;
  close(): void;
};

export type BoardModelPorts = {
  board: BoardRow;
  database: ReplicaDatabase;
  catalog: Catalog;
  waiting: (row_id: string) => boolean;
  timer: Timer;
  failed: (error: unknown) => void;
};

const SHOWN_AT_ONCE = 50;
const GATHER_MS = 500;

export async function openBoardModel({
  board,
  database,
  catalog,
  waiting,
  timer,
  failed,
}: BoardModelPorts): Promise<BoardModel> {
  const view = createLiveValue<BoardView>();
  const recordTable = TABLE_OF_RECORDS[board.record_type as keyof typeof TABLE_OF_RECORDS];
  let ready = false;
  let gathered = nothing();
  let cancelShow: (() => void) | null = null;
  let shownInTick = false;

  const held = (
    table: TableName,
    rest: Pick<Parameters<typeof openLiveDocuments<StoredRow>>[0], 'held' | 'changed'>,
  ) => {
    const collection = database.rows.get(collectionOf(table));
    if (!collection) throw new Error(`There is no collection for ${table}.`);
    return openLiveDocuments<StoredRow>({ collection, failed, ...rest });
  };

  const companies = await held('companies', { held: 'wanted', changed: companiesChanged });
  const records = await held(recordTable, { held: 'wanted', changed: recordsChanged });
  const cards = await held('board_cards', {
    held: {
      pages: (collection) => pagesWith(collection, 'board_id', board.id, READ_AT_ONCE),
      belongs: (row) => row['board_id'] === board.id,
    },
    changed: cardsChanged,
  });
  const index = createCardIndex(cards.values() as Iterable<CardRow>);
  await want([...index.values()]);
  ready = true;
  const first = boardView(sources(), undefined);
  // Where there are thousands of cards, drawing them is a task of its own.
  await nextTask();
  if (!view.get()) view.set(first);

  /** Null where all that these cards show is here already. */
  function want(rows: readonly CardRow[]): Promise<unknown> | null {
    const ids = rows.map((row) => row.record_id);
    const reading = records.want(ids);
    return reading ? reading.then(() => companies.want(companiesOf(ids))) : companies.want(companiesOf(ids));
  }

  function companiesOf(record_ids: readonly string[]): string[] {
    return record_ids.flatMap((id) => (records.get(id) as RecordRow | undefined)?.company_id ?? []);
  }

  /** In the same tick where it can be; else when all that a card says is here, so that nothing is filled in later. */
  function updateAfter(reading: Promise<unknown> | null, touched: Touched): void {
    if (reading) void reading.then(() => update(touched));
    else update(touched);
  }

  function cardsChanged(ids: readonly string[]): void {
    const now = ids.flatMap((id) => (cards.get(id) as CardRow | undefined) ?? []);
    const stages = ids.flatMap((id) => index.put(id, cards.get(id) as CardRow | undefined));
    updateAfter(want(now), { cards: new Set(ids), stages: new Set(stages) });
  }

  function recordsChanged(ids: readonly string[]): void {
    if (ready)
      updateAfter(companies.want(companiesOf(ids)), touchedBy(ids.flatMap((id) => index.ofRecord(id) ?? [])));
  }

  function companiesChanged(ids: readonly string[]): void {
    if (!ready) return;
    for (const id of ids) gathered.companies.add(id);
    if (ids.length > SHOWN_AT_ONCE) showLater();
    else update(ofCompanies());
  }

  /** Looks at every card, so once for all companies that have been gathered. */
  function ofCompanies(): Touched {
    const { companies: changed } = gathered;
    if (changed.size === 0) return nothing();
    gathered.companies = new Set();
    const of = (card: CardRow) => (records.get(card.record_id) as RecordRow | undefined)?.company_id ?? '';
    return touchedBy([...index.values()].filter((card) => changed.has(of(card))));
  }

  function nameIn(rows: Pick<LiveDocuments<StoredRow>, 'get'>, id: string): string | null {
    const name = rows.get(id)?.['name'];
    return typeof name === 'string' ? name : null;
  }

  function sources(): BoardSources {
    return {
      board: (catalog.get(board.id) as BoardRow | undefined) ?? board,
      stages: catalog.rowsOf('board_stages'),
      cards: (stage_id) => index.inStage(stage_id),
      record: (id) => records.get(id) as RecordRow | undefined,
      company_name: (id) => nameIn(companies, id),
      person_name: (id) => nameIn(catalog, id),
      waiting,
    };
  }

  /**
   * What a person does shows at once, the other rows of the gesture together in the same tick. What comes by the hundred,
   * as in a first sync, is gathered.
   */
  function update(touched: Touched): void {
    if (!ready || touched.stages.size === 0) return;
    gather(touched);
    if (touched.cards.size > SHOWN_AT_ONCE) showLater();
    else if (!shownInTick) {
      shownInTick = true;
      showGathered();
      queueMicrotask(() => {
        shownInTick = false;
        if (gathered.stages.size > 0 && cancelShow === null) showGathered();
      });
    }
  }

  function gather({ cards, stages }: Touched): void {
    for (const id of cards) gathered.cards.add(id);
    for (const id of stages) gathered.stages.add(id);
  }

  function showLater(): void {
    cancelShow ??= timer.after(GATHER_MS, showGathered);
  }

  function showGathered(): void {
    gather(ofCompanies());
    show(gathered);
  }

  /** Without `touched`, everything may be other than before. */
  function show(touched?: Touched): void {
    cancelShow?.();
    cancelShow = null;
    gathered = nothing();
    if (ready) view.set(boardView(sources(), view.get(), touched));
  }

  const shown = new Map<TableName, LiveDocuments<StoredRow>>([
    ['board_cards', cards],
    [recordTable, records],
  ]);

  return {
    view,
    card: (card_id) => cards.get(card_id) as CardRow | undefined,
    record: (record_id) => records.get(record_id),
    stageCards: (stage_id) => index.inStage(stage_id),
    preview: (table, row, isIn) => shown.get(table)?.preview(row, isIn) ?? (() => undefined),
    catalogChanged: () => show(),
    waitingChanged: (row_ids) =>
      update(touchedBy(row_ids.flatMap((id) => index.get(id) ?? index.ofRecord(id) ?? []))),
    close() {
      cancelShow?.();
      for (const rows of [cards, records, companies]) rows.close();
    },
  };
}

const nothing = () => ({
  cards: new Set<string>(),
  stages: new Set<string>(),
  companies: new Set<string>(),
});

const touchedBy = (cards: readonly CardRow[]): Touched => ({
  cards: new Set(cards.map(({ id }) => id)),
  stages: new Set(cards.map(({ stage_id }) => stage_id)),
});
