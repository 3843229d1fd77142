// Says of an entry of the journal whether it can be read. One that cannot is left where it is, since it holds what
// somebody did, and is never handed on.
import { isObject } from '../schema/check-row.ts';
import { isTable } from '../schema/tables.ts';
import { MUTATION_STATES, type WriteState } from './journal.ts';

const CLOCK = /^\d{13}-[0-9a-f]{4}-[0-9a-f]{8}$/u;
const WRITE_STATES: Readonly<Record<WriteState['kind'], true>> = {
  waiting: true,
  sent: true,
  merged: true,
  refused: true,
  discarded: true,
  local: true,
};

/** The first part of `mutation` that is not what it should be; null where it can be used. */
export function misfitOfMutation(mutation: Readonly<Record<string, unknown>>): string | null {
  const { id, name, clock, state, writes } = mutation;
  if (typeof id !== 'string') return 'id';
  if (typeof name !== 'string') return 'name';
  if (typeof clock !== 'string' || !CLOCK.test(clock)) return 'clock';
  if (!MUTATION_STATES.some((known) => known === state)) return 'state';
  return Array.isArray(writes) && writes.every(isWrite) ? null : 'writes';
}

function isWrite(write: unknown): boolean {
  if (!isObject(write)) return false;
  const { table, id, columns, before, base, state } = write;
  return (
    isTable(String(table)) &&
    typeof id === 'string' &&
    isObject(columns) &&
    (before === null || isObject(before)) &&
    (base === null || isObject(base)) &&
    isObject(state) &&
    Object.hasOwn(WRITE_STATES, String(state['kind'])) &&
    (state['kind'] !== 'merged' || (isObject(state['lost']) && isObject(state['won'])))
  );
}
