// What an edit sets and a clock dates: a column, or one element of a column whose elements are edited on their own.
// `custom_fields.budget` holds the value under that key, null where there is none; `tags.vip` is true where the tag is
// in the set. The server speaks of cells in the same words.
import type { MergeRule } from '../schema/declare.ts';
import { tableOf, type TableName } from '../schema/tables.ts';
import { sameJson } from './same-json.ts';

/** Cell to value. */
export type Cells = Readonly<Record<string, unknown>>;

const MARK = '.';

/** The column that `cell` is, or is a part of. */
export function columnOf(cell: string): string {
  const mark = cell.indexOf(MARK);
  return mark < 0 ? cell : cell.slice(0, mark);
}

/** The key or the member that `cell` stands for; null where it is a whole column. */
export function elementOf(cell: string): string | null {
  const mark = cell.indexOf(MARK);
  return mark < 0 ? null : cell.slice(mark + MARK.length);
}

const cellOf = (column: string, element: string) => `${column}${MARK}${element}`;

/** Undefined for a column that this version does not know. */
const ruleOf = (table: TableName, column: string): MergeRule | undefined =>
  tableOf(table).columns[column]?.rule;

export function readCell(table: TableName, row: Cells, cell: string): unknown {
  const element = elementOf(cell);
  const whole = row[columnOf(cell)];
  if (element === null) return whole;
  if (ruleOf(table, columnOf(cell)) === 'set') return membersOf(whole).includes(element);
  return keysOf(whole)[element] ?? null;
}

/** Sets a cell of `row`; the column that it is a part of is made anew, so that copies of the row keep theirs. */
export function writeCell(
  table: TableName,
  row: Record<string, unknown>,
  cell: string,
  value: unknown,
): void {
  const element = elementOf(cell);
  const column = columnOf(cell);
  if (element === null) {
    row[column] = value;
  } else if (ruleOf(table, column) === 'set') {
    const others = membersOf(row[column]).filter((member) => member !== element);
    row[column] = value === true ? [...others, element] : others;
  } else {
    const { [element]: _replaced, ...others } = keysOf(row[column]);
    row[column] = value === null ? others : { ...others, [element]: value };
  }
}

/**
 * `columns` as an edit of `row`: of a column whose elements are edited on their own, only those elements that differ.
 */
export function cellsOf(table: TableName, row: Cells, columns: Cells): Cells {
  const cells: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(columns)) {
    const rule = ruleOf(table, column);
    if (elementOf(column) !== null || (rule !== 'set' && rule !== 'keys')) cells[column] = value;
    else
      Object.assign(
        cells,
        rule === 'set' ? setCells(column, row[column], value) : keyCells(column, row[column], value),
      );
  }
  return cells;
}

function setCells(column: string, before: unknown, after: unknown): Cells {
  const [had, has] = [new Set(membersOf(before)), new Set(membersOf(after))];
  const changed = [...new Set([...had, ...has])].filter((member) => had.has(member) !== has.has(member));
  return Object.fromEntries(changed.map((member) => [cellOf(column, member), has.has(member)]));
}

function keyCells(column: string, before: unknown, after: unknown): Cells {
  const [had, has] = [keysOf(before), keysOf(after)];
  const changed = [...new Set([...Object.keys(had), ...Object.keys(has)])].filter(
    (key) => !sameJson(had[key], has[key]),
  );
  return Object.fromEntries(changed.map((key) => [cellOf(column, key), has[key] ?? null]));
}

const membersOf = (whole: unknown): readonly string[] => (Array.isArray(whole) ? (whole as string[]) : []);

const keysOf = (whole: unknown): Cells =>
  typeof whole === 'object' && whole !== null ? (whole as Cells) : {};
