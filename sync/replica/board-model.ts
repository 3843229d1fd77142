// A board kept ready: its cards, their records and the names on them, held in memory and turned into a view whenever
// one of them changes.
import type { BoardView, Live } from '../api.ts';
import { compareRank, type Ranked } from '../core/rank.ts';
import type { SyncedRow } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import { boardView, type BoardRow, type CardRow, type RecordRow, type StageRow } from './board-view.ts';
import type { ReplicaDatabase } from './database.ts';
import { openLiveDocuments, type LiveDocuments } from './live-documents.ts';
import { createLiveValue } from './live-value.ts';
import { collectionOf, type StoredRow } from './rx-schema.ts';

const TABLE_OF_RECORDS = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;

export type BoardModel = {
  view: Live<BoardView>;
  card(card_id: string): CardRow | undefined;
  record(record_id: string): SyncedRow | undefined;
  /** The cards of a stage in board order, without `but`. */
  stageCards(stage_id: string, but: string): readonly Ranked[];
  /** Shows a row at once; see LiveDocuments. Does nothing for a table that this board does not show. */
  preview(table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean): () => void;
  /** Something that the view is made of outside its own rows has changed: the catalog, or what waits. */
  refresh(): void;
  close(): void;
};

export type BoardModelPorts = {
  board: BoardRow;
  database: ReplicaDatabase;
  /** Boards, stages and profiles. */
  catalog: LiveDocuments<StoredRow>;
  waiting: (row_id: string) => boolean;
  failed: (error: unknown) => void;
};

export async function openBoardModel({
  board,
  database,
  catalog,
  waiting,
  failed,
}: BoardModelPorts): Promise<BoardModel> {
  const view = createLiveValue<BoardView>();
  const recordTable = TABLE_OF_RECORDS[board.record_type as keyof typeof TABLE_OF_RECORDS];
  let ready = false;

  const held = (
    table: TableName,
    rest: Pick<Parameters<typeof openLiveDocuments<StoredRow>>[0], 'held' | 'changed'>,
  ) => {
    const collection = database.rows.get(collectionOf(table));
    if (!collection) throw new Error(`There is no collection for ${table}.`);
    return openLiveDocuments<StoredRow>({ collection, failed, ...rest });
  };

  const companies = await held('companies', { held: 'wanted', changed: refresh });
  const records = await held(recordTable, { held: 'wanted', changed: recordsChanged });
  const cards = await held('board_cards', {
    held: { find: { selector: { board_id: board.id } }, belongs: (row) => row['board_id'] === board.id },
    changed: (ids) => refreshAfter(want(ids.flatMap((id) => cards.get(id) ?? []))),
  });
  await want([...cards.values()]);
  ready = true;
  refresh();

  /** Null where all that these cards show is here already. */
  function want(rows: readonly StoredRow[]): Promise<unknown> | null {
    const ids = rows.map((row) => (row as CardRow).record_id);
    const reading = records.want(ids);
    return reading ? reading.then(() => companies.want(companiesOf(ids))) : companies.want(companiesOf(ids));
  }

  /** In the same tick where it can be; else when all that a card says is here, so that nothing is filled in later. */
  function refreshAfter(reading: Promise<unknown> | null): void {
    if (reading) void reading.then(refresh);
    else refresh();
  }

  function companiesOf(record_ids: readonly string[]): string[] {
    return record_ids.flatMap((id) => (records.get(id) as RecordRow | undefined)?.company_id ?? []);
  }

  function recordsChanged(ids: readonly string[]): void {
    if (ready) refreshAfter(companies.want(companiesOf(ids)));
  }

  function rowsOf<T>(table: TableName): T[] {
    return [...catalog.values()].filter((row) => row.table === table) as T[];
  }

  function nameIn(rows: LiveDocuments<StoredRow>, id: string): string | null {
    const name = rows.get(id)?.['name'];
    return typeof name === 'string' ? name : null;
  }

  function refresh(): void {
    if (!ready) return;
    view.set(
      boardView(
        {
          board: (catalog.get(board.id) as BoardRow | undefined) ?? board,
          stages: rowsOf<StageRow>('board_stages'),
          cards: cards.values() as Iterable<CardRow>,
          record: (id) => records.get(id) as RecordRow | undefined,
          company_name: (id) => nameIn(companies, id),
          person_name: (id) => nameIn(catalog, id),
          waiting,
        },
        view.get(),
      ),
    );
  }

  const shown = new Map<TableName, LiveDocuments<StoredRow>>([
    ['board_cards', cards],
    [recordTable, records],
  ]);

  return {
    view,
    card: (card_id) => cards.get(card_id) as CardRow | undefined,
    record: (record_id) => records.get(record_id),
    stageCards: (stage_id, but) =>
      ([...cards.values()] as CardRow[])
        .filter((card) => card.stage_id === stage_id && card.id !== but && card.deleted_at === null)
        .sort(compareRank),
    preview: (table, row, isIn) => shown.get(table)?.preview(row, isIn) ?? (() => undefined),
    refresh,
    close() {
      for (const rows of [cards, records, companies]) rows.close();
    },
  };
}
