// The boards of a replica: their list, and a view of each one that somebody looks at.
import type { BoardSummary, BoardView, Live, RecordType } from '../api.ts';
import type { SyncedRow, Timer } from '../core/ports.ts';
import type { TableName } from '../schema/tables.ts';
import { openBoardModel, type BoardModel } from './board-model.ts';
import type { BoardRow } from './board-view.ts';
import type { Catalog } from './catalog.ts';
import type { ReplicaDatabase } from './database.ts';
import { createLiveValue } from './live-value.ts';

export type Boards = {
  list: Live<readonly BoardSummary[]>;
  /** Undefined until the board is in the replica and its cards are read. */
  board(board_id: string): Live<BoardView>;
  /** The board on which this card is shown. */
  showing(card_id: string): BoardModel | undefined;
  preview: (table: TableName, row: SyncedRow, isIn: (stored: SyncedRow) => boolean) => () => void;
  /** The sending of edits of these rows has begun or ended. */
  waitingChanged(row_ids: readonly string[]): void;
  close(): void;
};

export type BoardsPorts = {
  database: ReplicaDatabase;
  catalog: Catalog;
  /** Whether an edit of this row waits to be sent. */
  waiting: (row_id: string) => boolean;
  timer: Timer;
  failed: (error: unknown) => void;
};

type Shown = {
  view: ReturnType<typeof createLiveValue<BoardView>>;
  model: BoardModel | null;
  opening: boolean;
};

export function openBoards({ database, catalog, waiting, timer, failed }: BoardsPorts): Boards {
  const list = createLiveValue<readonly BoardSummary[]>();
  const shown = new Map<string, Shown>();
  const forget = catalog.subscribe(() => {
    tellList();
    for (const board_id of shown.keys()) void open(board_id);
    for (const model of models()) model.catalogChanged();
  });
  tellList();

  function tellList(): void {
    const rows = catalog.rowsOf('boards');
    list.set(
      rows
        .filter(({ deleted_at, is_archived }) => deleted_at === null && !is_archived)
        .sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1))
        .map(({ id, name, record_type }) => ({ id, name, record_type: record_type as RecordType })),
    );
  }

  async function open(board_id: string): Promise<void> {
    const board = catalog.get(board_id) as BoardRow | undefined;
    const entry = shown.get(board_id);
    if (!board || !entry || entry.opening || entry.model) return;
    entry.opening = true;
    try {
      const model = await openBoardModel({ board, database, catalog, waiting, timer, failed });
      entry.model = model;
      const tell = () => {
        const view = model.view.get();
        if (view) entry.view.set(view);
      };
      model.view.subscribe(tell);
      tell();
    } catch (error) {
      failed(error);
    } finally {
      entry.opening = false;
    }
  }

  const models = (): BoardModel[] => [...shown.values()].flatMap(({ model }) => model ?? []);

  return {
    list,
    board(board_id) {
      const known = shown.get(board_id);
      if (known) return known.view;
      const view = createLiveValue<BoardView>();
      shown.set(board_id, { view, model: null, opening: false });
      void open(board_id);
      return view;
    },
    showing: (card_id) => models().find((model) => model.card(card_id) !== undefined),
    preview(table, row, isIn) {
      const takeBack = models().map((model) => model.preview(table, row, isIn));
      return () => {
        for (const take of takeBack) take();
      };
    },
    waitingChanged(row_ids) {
      for (const model of models()) model.waitingChanged(row_ids);
    },
    close() {
      for (const model of models()) model.close();
      forget();
    },
  };
}
