// Says of a row, from wherever it comes, whether it is what its declaration says. What is not is never handed on: one
// text where a number belongs would end in an exception far from here.
import type { Column, ColumnKind } from './declare.ts';
import { tableOf, type TableName } from './tables.ts';

type Check = (value: unknown, column: Column) => boolean;

const DAY = /^\d{4}-\d\d-\d\d/u;

const isText: Check = (value, { maxLength = Infinity }) =>
  typeof value === 'string' && value.length <= maxLength;
const isTime: Check = (value) => typeof value === 'string' && DAY.test(value);

const CHECKS: Readonly<Record<ColumnKind, Check>> = {
  text: isText,
  uuid: isText,
  date: isTime,
  timestamp: isTime,
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => Number.isFinite(value),
  texts: (value) => Array.isArray(value) && value.every((text) => typeof text === 'string'),
  json: isObject,
  list: (value) => Array.isArray(value),
};

/** What every row has, also one of an older server. */
const ALWAYS_THERE: readonly string[] = ['id', 'row_version', 'deleted_at'];

/**
 * The first column in which `row` is not what `table` declares; null where it can be used. Columns that this version
 * does not know are not looked at; one that is missing is none of an older server, and no misfit.
 */
export function misfitOf(table: TableName, row: Readonly<Record<string, unknown>>): string | null {
  for (const [name, column] of Object.entries(tableOf(table).columns)) {
    const value = row[name];
    if (value === undefined ? ALWAYS_THERE.includes(name) : !isHeldBy(column, value)) return name;
  }
  if (row['id'] === '') return 'id';
  return isClocks(row['clocks']) ? null : 'clocks';
}

const isHeldBy = (column: Column, value: unknown) =>
  value === null ? column.nullable : CHECKS[column.kind](value, column);

function isClocks(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const cell in value) if (typeof value[cell] !== 'string') return false;
  return true;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
