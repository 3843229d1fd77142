// Undo and redo from the journal alone, so that they survive a restart. Taking back is an ordinary edit, whose own journal
// entry is what redo takes back; somebody else's later edit is never taken back with it.
import { columnOf, readCell, type Cells } from '../core/cells.ts';
import { CARRIED, gestureOf, type Mutation, type Write } from '../core/journal.ts';
import { clockOf } from '../core/merge.ts';
import { PAIRS } from '../core/pair-id.ts';
import { rankBefore } from '../core/rank.ts';
import type { SyncedRow } from '../schema/declare.ts';
import { tableOf, type Rows, type TableName } from '../schema/tables.ts';
import type { Context } from './context.ts';
import type { RowEdit } from './edits.ts';
import { cardsIn, stagesOf, stayersOf, type Stages } from './places.ts';
import { find } from './read-rows.ts';
import { sameValue } from './same-value.ts';

/** The names of the mutations that take back. */
export const UNDO = 'undo';
export const REDO = 'redo';

/** What is undone or redone in one go. `name`: what the person did first. */
export type Gesture = { id: string; name: string; mutations: readonly Mutation[] };
/** Newest first. */
export type Undoable = { undo: readonly Gesture[]; redo: readonly Gesture[] };

/**
 * What can be taken back, and taken back again, given the journal in clock order. To be taken back under the name UNDO
 * or REDO with `inverts` the gesture's id. What the server refused counts as never done.
 */
export function undoable(mutations: readonly Mutation[]): Undoable {
  let undo: Gesture[] = [];
  let redo: Gesture[] = [];
  for (const gesture of gesturesOf(mutations)) {
    const [{ inverts, name } = { inverts: undefined, name: '' }] = gesture.mutations;
    if (inverts === undefined) {
      undo = [gesture, ...undo];
      redo = [];
      continue;
    }
    const inverted = [...undo, ...redo].find(({ id }) => id === inverts);
    const inverse = { ...gesture, name: inverted?.name ?? name };
    undo = undo.filter((one) => one !== inverted);
    redo = redo.filter((one) => one !== inverted);
    if (name === UNDO) redo = [inverse, ...redo];
    else undo = [inverse, ...undo];
  }
  return { undo, redo };
}

function gesturesOf(mutations: readonly Mutation[]): Gesture[] {
  const gestures = new Map<string, Mutation[]>();
  for (const mutation of mutations) {
    // One that changed nothing says that there was nothing left to take back.
    if (mutation.writes.length > 0 && !mutation.writes.some(stands)) continue;
    if (mutation.gesture === CARRIED) continue;
    const known = gestures.get(gestureOf(mutation));
    if (known) known.push(mutation);
    else gestures.set(gestureOf(mutation), [mutation]);
  }
  return [...gestures].map(([id, of]) => ({ id, name: of[0]?.name ?? '', mutations: of }));
}

/** Whether the write is, or will be, in what everybody has. */
const stands = ({ state: { kind } }: Write): boolean =>
  kind === 'waiting' || kind === 'sent' || kind === 'merged';

/** Cells that stay as they are: somebody else has set them since, or the row is not here. */
export type Skipped = { table: TableName; id: string; cells: readonly string[] };
export type Inverse = { changes: readonly RowEdit[]; skipped: readonly Skipped[] };

/**
 * The changes that take back the mutations of one gesture, one per row. A created row is deleted; a cell goes back to
 * what it was where it still holds what the mutation set. A card that was put into another stage goes back as long as
 * it is in the stage where it was put; one that was moved within its stage, as long as nobody else has moved it.
 */
export async function changesThatInvert(
  context: Pick<Context, 'reader' | 'now' | 'random'>,
  mutations: readonly Mutation[],
): Promise<Inverse> {
  const done = newestFirst(mutations);
  const rows = await rowsTouched(
    context,
    done.map(({ write }) => write),
  );
  const made = new Set<unknown>(done.flatMap(({ write }) => (write.before === null ? [write.id] : [])));
  const moved = new Set(done.flatMap(({ write }) => ('rank' in write.columns ? [write.id] : [])));
  const boards = new Map<string, Board>();
  const changes = new Map<string, RowEdit>();
  const skipped = new Map<string, Skipped>();

  const skip = ({ table, id }: Write, cells: readonly string[]) => {
    const known = skipped.get(keyOf(table, id))?.cells ?? [];
    if (cells.length > 0) skipped.set(keyOf(table, id), { table, id, cells: [...known, ...cells] });
  };
  const change = ({ table }: Write, row: SyncedRow, columns: Cells, next_id?: string | null) => {
    const key = keyOf(table, row.id);
    const known = changes.get(key);
    const next = next_id === undefined ? {} : { next_id };
    changes.set(key, { ...known, table, row, columns: { ...known?.columns, ...columns }, ...next });
  };

  async function boardOf({ board_id }: Card): Promise<Board> {
    const known = boards.get(board_id);
    if (known) return known;
    const cards = await find(context, 'board_cards', { board_id });
    const board = { behind: stayersOf((of) => cardsIn(cards, of), moved), after: stagesOf(cards) };
    boards.set(board_id, board);
    return board;
  }

  async function moveBack({ write, clock }: Done, row: Card, back: Cells): Promise<void> {
    const { behind, after } = await boardOf(row);
    const was = { ...row, ...back } as Card;
    const rank = rankBack(after, was, { clock, next_id: write.next_id, moved }, context.random);
    after.put({ ...was, rank });
    change(write, row, { ...back, rank }, behind(row));
  }

  for (const { clock, write } of done) {
    const { table, id } = write;
    const row = rows.get(keyOf(table, id));
    if (!row) {
      skip(write, Object.keys(write.columns));
    } else if (write.before === null) {
      // What hangs on a record hides with it, and is back with it.
      if (made.has(write.columns['record_id'])) continue;
      // Of a row that stands for a pair, somebody else may be the maker.
      if (table in PAIRS && row.clocks['*'] !== clock) skip(write, ['deleted_at']);
      else if (row.deleted_at === null) change(write, row, { deleted_at: context.now() });
    } else {
      const held = (cell: string) => {
        const inverse: Cells = changes.get(keyOf(table, id))?.columns ?? {};
        return cell in inverse ? inverse[cell] : readCell(table, row, cell);
      };
      const { back, stay } = backOf(write, clock, row, held);
      skip(write, stay);
      if (back['rank'] === undefined) change(write, row, back);
      else await moveBack({ write, clock }, row as unknown as Card, back);
    }
  }
  const edits = [...changes.values()].filter(({ columns }) => Object.keys(columns).length > 0);
  return { changes: edits, skipped: [...skipped.values()] };
}

type Card = Rows['board_cards'];
/** What lies behind a card on the board as it is; and the board with what is taken back already. */
type Board = { behind: (card: Card) => string | null; after: Stages<Card> };
/** A write and the clock of its mutation. */
type Done = { write: Write; clock: string };

const keyOf = (table: TableName, id: string) => `${table}/${id}`;

/** Cards last, by the rank that they had, so that those that lay side by side come back in their order. */
function newestFirst(mutations: readonly Mutation[]): readonly Done[] {
  const done = [...mutations]
    .sort((a, b) => (a.clock < b.clock ? 1 : -1))
    .flatMap(({ clock, writes }): Done[] =>
      writes
        .filter(stands)
        .map((write) => ({ clock, write }))
        .reverse(),
    );
  const rankOf = ({ write }: Done) => write.before?.['rank'] as string | undefined;
  return [
    ...done.filter((one) => rankOf(one) === undefined),
    ...done
      .filter((one) => rankOf(one) !== undefined)
      .sort((a, b) => ((rankOf(a) ?? '') < (rankOf(b) ?? '') ? -1 : 1)),
  ];
}

async function rowsTouched(
  { reader }: Pick<Context, 'reader'>,
  writes: readonly Write[],
): Promise<ReadonlyMap<string, SyncedRow>> {
  const ids = new Map<TableName, Set<string>>();
  for (const { table, id } of writes) ids.set(table, (ids.get(table) ?? new Set()).add(id));
  const rows = new Map<string, SyncedRow>();
  for (const [table, wanted] of ids)
    for (const [id, row] of await reader.read(table, [...wanted])) rows.set(keyOf(table, id), row);
  return rows;
}

/** Which cells of an edit go back, and to what, and which stay. */
function backOf(
  { table, columns, before, state }: Write,
  clock: string,
  row: SyncedRow,
  held: (cell: string) => unknown,
): { back: Cells; stay: string[] } {
  const back: Record<string, unknown> = {};
  const stay: string[] = [];
  // Where the edit won over one that it had not seen, that one is what is there without it.
  const won = state.kind === 'merged' ? state.won : {};
  const was = (cell: string) => (won[cell] ? won[cell].theirs : before?.[cell]) ?? null;
  const place = Object.keys(columns).filter((cell) => isOfPlace(table, cell));
  const movedBack = place.length === 0 || isWhereItWasPut(columns, clock, row, held);
  for (const cell of Object.keys(columns)) {
    const goesBack = place.includes(cell) ? movedBack : sameValue(table, cell, held(cell), columns[cell]);
    if (goesBack) back[cell] = was(cell);
    else if (!sameValue(table, cell, held(cell), was(cell))) stay.push(cell);
  }
  return { back, stay };
}

const isOfPlace = (table: TableName, cell: string): boolean =>
  tableOf(table).columns[columnOf(cell)]?.rule === 'place';

function isWhereItWasPut(
  columns: Cells,
  clock: string,
  row: SyncedRow,
  held: (cell: string) => unknown,
): boolean {
  if ('stage_id' in columns) return held('stage_id') === columns['stage_id'];
  return (
    held('rank') === columns['rank'] ||
    (clockOf(row.clocks, 'stage_id') <= clock && followsAtOnce(clockOf(row.clocks, 'rank'), clock))
  );
}

/** Whether a clock is one that the server made of `clock` when it gave a stage short ranks: nobody's move. */
const followsAtOnce = (later: string, clock: string): boolean =>
  later > clock && later.slice(0, 13) === clock.slice(0, 13) && later.endsWith('-00000000');

/**
 * The rank that a card had, as long as it still means the place before the card that followed it; else the rank of that
 * place among the ranks of today. What has come between with the move, at `clock`, or since is no reason; what was there before
 * it, is: the server has given the stage other ranks.
 */
function rankBack(
  stages: Stages<Card>,
  was: Card,
  { clock, next_id, moved }: Move,
  random: () => number,
): string {
  const { rank, stage_id } = was;
  if (next_id === undefined || (next_id !== null && !stages.has(stage_id, next_id))) return rank;
  for (const card of stages.behind(stage_id, was)) {
    if (card.id === next_id) return rank;
    if (!moved.has(card.id) && clockOf(card.clocks, 'rank') < clock)
      return rankBefore(othersIn(stages, was), next_id, random);
  }
  return next_id === null ? rank : rankBefore(othersIn(stages, was), next_id, random);
}

/** `moved`: all cards that moved with it. */
type Move = { clock: string; next_id: string | null | undefined; moved: ReadonlySet<string> };

const othersIn = (stages: Stages<Card>, { id, stage_id }: Card) =>
  stages.cards(stage_id).filter((card) => card.id !== id);
