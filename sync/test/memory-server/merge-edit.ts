// What becomes of an edit of a row that is there: private.merge_edit, word for word.
import { isDeepStrictEqual } from 'node:util';
import { readCell, type Cells } from '../../core/cells.ts';
import type { Contest } from '../../core/journal.ts';
import { ALL_COLUMNS, clockOf } from '../../core/merge.ts';
import type { SyncedRow } from '../../core/ports.ts';
import type { Clocks } from '../../schema/declare.ts';
import type { TableName } from '../../schema/tables.ts';
import { clockLater } from './server-clock.ts';

export type Merged = {
  /** What to write, and with which clocks. */
  columns: Record<string, unknown>;
  clocks: Record<string, string>;
  lost: Record<string, Contest>;
  won: Record<string, Contest>;
  /** The server has something that the editor had not seen. */
  news: boolean;
};

export type Edit = { base: Clocks | null; columns: Cells; ours: Clocks };

/** A column that is decided with another one when two edits meet. */
const FOLLOWS: Partial<Record<TableName, Readonly<Record<string, string>>>> = {
  board_cards: { rank: 'stage_id' },
};

export function mergeEdit(table: TableName, row: SyncedRow, { base, columns, ours }: Edit): Merged {
  const theirs = row.clocks;
  const follows = FOLLOWS[table] ?? {};
  const merged: Merged = { columns: {}, clocks: {}, lost: {}, won: {}, news: false };
  /** Somebody else was there. */
  const unseen = (cell: string) => {
    const clock = clockOf(theirs, cell);
    return (
      clock !== clockOf(base ?? {}, cell) &&
      clock !== clockOf(ours, cell) &&
      clock !== (ours[ALL_COLUMNS] ?? '')
    );
  };
  merged.news = [...Object.keys(theirs), ...Object.keys(base ?? {})].some(unseen);
  let latest = '';

  for (const [cell, value] of Object.entries(columns)) {
    const [mine, their] = [clockOf(ours, cell), clockOf(theirs, cell)];
    if (mine === their) continue;
    const held = readCell(table, row, cell) ?? null;
    const contest = { theirs: held, clock: their };
    if (cell === 'deleted_at' && value !== null) {
      if (row.deleted_at !== null) continue;
      // What another row of the same gesture brought about is no news to it.
      const isNews = (other: string) =>
        other !== 'deleted_at' && unseen(other) && clockOf(theirs, other) !== mine;
      if (Object.keys(theirs).some(isNews)) {
        merged.lost[cell] = contest;
        continue;
      }
    }
    const leader = follows[cell];
    if (leader !== undefined && !(leader in columns) && unseen(leader)) {
      // A place in a stage that somebody has taken the row out of.
      merged.lost[cell] = contest;
      continue;
    }
    const judge =
      leader !== undefined && leader in columns && clockOf(ours, leader) !== clockOf(theirs, leader)
        ? leader
        : cell;
    const alike = isDeepStrictEqual(held, value ?? null);
    if (unseen(judge) && clockOf(ours, judge) < clockOf(theirs, judge)) {
      if (!alike) merged.lost[cell] = contest;
      continue;
    }
    if (mine > latest) latest = mine;
    if (base === null && alike && leader === undefined) continue;
    merged.columns[cell] = value;
    merged.clocks[cell] = clockLater(mine, their);
    if (!alike && unseen(cell)) merged.won[cell] = contest;
  }

  // An edit that had not seen the delete brings the row back.
  if (row.deleted_at !== null && latest !== '' && !('deleted_at' in columns) && unseen('deleted_at')) {
    const clock = clockOf(theirs, 'deleted_at');
    merged.won['deleted_at'] = { theirs: row.deleted_at, clock };
    merged.clocks['deleted_at'] = clockLater(latest, clock);
    merged.columns['deleted_at'] = null;
  }
  return merged;
}
