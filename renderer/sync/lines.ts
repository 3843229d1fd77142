// An entry of the outbox in the words of a person: what it is about, what happened, and each value before and after.
import type { OutboxEntry, WriteView } from '../../sync/index.ts';
import { unnamedText } from '../words/change-words.ts';
import { t } from '../words/t.ts';

/** One value that a person set. */
export type Line = {
  /** The place of the write in its entry. */
  index: number;
  table: string;
  row_id: string;
  title: string;
  cell: string;
  /** ISO 4217 of an amount, where it is known here. */
  currency: string | null;
  /** Undefined where the row is new. */
  before: unknown;
  after: unknown;
  refused: boolean;
};

/** What people do not set themselves: order within a stage, and what ties rows together. */
const UNSPOKEN = new Set([
  'rank',
  'workspace_id',
  'board_id',
  'record_id',
  'record_type',
  'user_id',
  'deal_id',
  'source_entry_id',
  'payload',
  'happened_at',
  'key',
]);

/** `position` is an order too, but that of stages is set by people, with the stages in another order. */
const isSpoken = (cell: string): boolean => !UNSPOKEN.has(cell) && cell !== 'position';

export const titleOf = ({ title, table }: Pick<WriteView, 'title' | 'table'>): string =>
  title ?? unnamedText(table);

/** The name of the record, or of the first with how many more there are. */
export function entryTitle({ writes }: OutboxEntry): string {
  const first = writes.find(({ title }) => title !== null) ?? writes[0];
  if (!first) return unnamedText('');
  const more =
    new Set(writes.filter(({ table }) => table === first.table).map(({ row_id }) => row_id)).size - 1;
  return more > 0 ? t('changes.and_more', { title: titleOf(first), more }) : titleOf(first);
}

/** More than anybody reads; an import may have a hundred thousand. */
export const MOST_LINES = 300;

/**
 * What a person set, once: a card and its deal are moved together, and that is one move. Of more than MOST_LINES the
 * first, those that were refused before the others.
 */
export function linesOf({ writes }: OutboxEntry): Line[] {
  const lines = new Map<string, Line>();
  const places = [...writes.entries()];
  const refused = places.filter(([, { state }]) => state === 'refused');
  const others = refused.length === 0 ? places : places.filter(([, { state }]) => state !== 'refused');
  for (const [index, write] of [...refused, ...others]) {
    if (lines.size >= MOST_LINES) break;
    for (const line of linesOfWrite(write, index)) {
      const key = JSON.stringify([
        isMove(line) ? line.title : line.row_id,
        line.cell,
        line.before,
        line.after,
      ]);
      const known = lines.get(key);
      if (!known) lines.set(key, line);
    }
  }
  return [...lines.values()];
}

/** The stage of a card or of its deal, which follows it. */
const isMove = ({ table, cell }: Line): boolean =>
  cell === 'stage_id' && (table === 'board_cards' || table === 'deals');

function linesOfWrite(write: WriteView, index: number): Line[] {
  const { table, row_id, columns, before, state, is_new } = write;
  return Object.entries(columns).flatMap(([cell, after]): Line | [] => {
    const was = before?.[cell] ?? null;
    if (!isSpoken(cell) || (is_new ? isNothing(after) : sameValue(after, was))) return [];
    return {
      index,
      table,
      row_id,
      title: titleOf(write),
      cell,
      currency: currencyOf(write),
      before: is_new ? undefined : was,
      after,
      refused: state === 'refused',
    };
  });
}

/** The one that is set, or was there. */
function currencyOf({ columns, before }: WriteView): string | null {
  const currency = columns['currency'] ?? before?.['currency'];
  return typeof currency === 'string' ? currency : null;
}

/** An edit may carry a cell that it leaves as it was. */
const sameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Null, an empty text, list or object. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Text that took a while to write. */
const LONG = 80;

/** Whether giving up what was refused loses something that is nowhere else. */
export const losesContent = ({ writes }: OutboxEntry): boolean =>
  writes.some(
    ({ state, is_new, columns }) =>
      state === 'refused' &&
      (is_new || Object.values(columns).some((value) => typeof value === 'string' && value.length > LONG)),
  );
