// The order of a list: by keys that are made once for each row, so that comparing two rows is comparing two values.
import type { Order } from '../reads.ts';
import { tableOf, type TableName } from '../schema/tables.ts';
import { fold } from './fold.ts';
import { referencesOf, titleOf } from './names.ts';
import { cellReader, type Lookup, type Row } from './row.ts';

export type Key = string | number | null;
export type Placed = { readonly id: string; readonly keys: readonly Key[] };

export type Ordering = {
  place(row: Row): Placed;
  compare: (a: Placed, b: Placed) => number;
  /** Tables by whose rows the order goes: where one of them is renamed or moved, keys are to be made anew. */
  by: ReadonlySet<TableName>;
};

export function ordering(table: TableName, order: readonly Order[], lookup: Lookup): Ordering {
  const by = new Set<TableName>();
  const makers = order.map(({ cell }) => keyMaker(table, cell, lookup, by));
  const signs = order.map(({ direction }) => (direction === 'ascending' ? 1 : -1));
  return {
    by,
    place: (row) => ({ id: row.id, keys: makers.map((make) => make(row)) }),
    compare(a, b) {
      for (let at = 0; at < signs.length; at += 1) {
        const one = a.keys[at] ?? null;
        const other = b.keys[at] ?? null;
        if (one === other) continue;
        if (one === null) return 1;
        if (other === null) return -1;
        return compareKeys(one, other) * (signs[at] ?? 1);
      }
      return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    },
  };
}

/** The same rows the other way round: what has no key stays last, and equal ones stay by id. `placed` is by one cell. */
export function turned(placed: readonly Placed[]): Placed[] {
  const next: Placed[] = [];
  const keyAt = (at: number): Key => placed[at]?.keys[0] ?? null;
  let end = placed.length;
  while (end > 0 && keyAt(end - 1) === null) end -= 1;
  const without = placed.slice(end);
  while (end > 0) {
    let from = end - 1;
    while (from > 0 && keyAt(from - 1) === keyAt(end - 1)) from -= 1;
    for (let at = from; at < end; at += 1) next.push(placed[at] as Placed);
    end = from;
  }
  return next.concat(without);
}

/** Of a cell that holds both, numbers come before texts. */
function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === 'number' ? -1 : 1;
}

function keyMaker(table: TableName, cell: string, lookup: Lookup, by: Set<TableName>): (row: Row) => Key {
  const read = cellReader(cell);
  const kind = tableOf(table).columns[cell]?.kind;
  if (cell === 'stage_id') {
    by.add('boards').add('board_stages');
    return (row) => stagePlace(read(row), lookup);
  }
  const reference = referencesOf(table).find(({ column }) => column === cell);
  if (reference) {
    for (const to of reference.tables) by.add(to);
    return (row) => {
      const id = read(row);
      const to = typeof id === 'string' ? reference.table(row) : null;
      return textKey(to && titleOf(lookup(to, id as string)));
    };
  }
  if (kind === 'timestamp') return (row) => momentKey(read(row));
  if (kind === 'date' || kind === 'uuid') return (row) => (read(row) as string | null) || null;
  return (row) => anyKey(read(row));
}

function stagePlace(id: unknown, lookup: Lookup): Key {
  const stage = typeof id === 'string' ? lookup('board_stages', id) : undefined;
  if (!stage) return null;
  const board = lookup('boards', String(stage['board_id']));
  const place = String(stage['position']).padStart(12, '0');
  return `${textOf(board?.['created_at'])}${board?.id ?? ''}${place}${stage.id}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function momentKey(value: unknown): Key {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

function anyKey(value: unknown): Key {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return textKey(Array.isArray(value) ? [...(value as unknown[])].map(String).sort().join(' ') : value);
}

const DIGITS = /\d+/g;
const HAS_DIGIT = /\d/;

/** Without case and accents, and "Deal 9" before "Deal 10"; empty texts come last, as nothing does. */
function textKey(value: unknown): Key {
  if (typeof value !== 'string' || value === '') return null;
  const text = fold(value);
  return HAS_DIGIT.test(text) ? text.replace(DIGITS, (digits) => digits.padStart(12, '0')) : text;
}
