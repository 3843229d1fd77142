// Says of a row, from wherever it comes, whether it is what its declaration says. What is not is never handed on: one
// text where a number belongs would end in an exception far from here.
import type { Column, ColumnKind } from './declare.ts';
import { tableOf, type TableName } from './tables.ts';

type Check = (value: unknown) => boolean;

const DAY = /^\d{4}-\d\d-\d\d/u;

const isText: Check = (value) => typeof value === 'string';
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
 * does not know are not looked at; one that is missing is one that an older server does not have.
 */
export function misfitOf(table: TableName, row: Readonly<Record<string, unknown>>): string | null {
  for (const { name, check, nullable, always } of checksOf(table)) {
    const value = row[name];
    if (value === undefined ? always : value === null ? !nullable : !check(value)) return name;
  }
  if (row['id'] === '') return 'id';
  return isClocks(row['clocks']) ? null : 'clocks';
}

type ColumnCheck = { name: string; check: Check; nullable: boolean; always: boolean };

/** Every row that is read goes through these, so they are made once. */
const made = new Map<TableName, readonly ColumnCheck[]>();

function checksOf(table: TableName): readonly ColumnCheck[] {
  const known = made.get(table);
  if (known) return known;
  const checks = Object.entries(tableOf(table).columns).map(([name, column]: [string, Column]) => ({
    name,
    check: CHECKS[column.kind],
    nullable: column.nullable,
    always: ALWAYS_THERE.includes(name),
  }));
  made.set(table, checks);
  return checks;
}

function isClocks(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const cell in value) if (typeof value[cell] !== 'string') return false;
  return true;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
