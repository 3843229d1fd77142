// What a saved view of a board says: which cards are shown, and what stands on them.
import type { Condition } from '../../sync/index.ts';
import type { Filter } from './board-state.ts';
import { MOST_FIELDS } from './cards-setting.ts';

export const VIEW_KIND = 'board';
export type BoardDefinition = Filter & { board_id: string; fields: readonly string[] | null };

const KINDS: readonly string[] = [
  'any_of',
  'none_of',
  'contains',
  'between',
  'days',
] satisfies Condition['kind'][];

/** What this version knows of a definition; null where it is of no board. */
export function readView(definition: Readonly<Record<string, unknown>>): BoardDefinition | null {
  const { board_id, conditions, text, fields } = definition;
  if (typeof board_id !== 'string') return null;
  return {
    board_id,
    conditions: Array.isArray(conditions) ? conditions.filter(isCondition) : [],
    text: typeof text === 'string' ? text : '',
    fields: Array.isArray(fields)
      ? fields.filter((field) => typeof field === 'string').slice(0, MOST_FIELDS)
      : null,
  };
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, cell, values, text, from, to } = value as Record<string, unknown>;
  if (typeof cell !== 'string' || typeof kind !== 'string' || !KINDS.includes(kind)) return false;
  if (kind === 'contains') return typeof text === 'string';
  if (kind === 'any_of' || kind === 'none_of') return Array.isArray(values);
  return from !== undefined && to !== undefined;
}

export const isSameView = (one: BoardDefinition | null, other: BoardDefinition): boolean =>
  one !== null && JSON.stringify(readView(one)) === JSON.stringify(readView(other));
