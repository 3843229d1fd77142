// How a list is looked at: what it is narrowed to, its order and its columns. A saved view holds one; so does the setting
// `lists`, for the list as it was left. Both come from outside: what is not understood in them is left out.
import type { Condition, RecordType } from '../../sync/index.ts';
import type { Layout } from '../ui/data-table/layout.ts';
import type { Sort } from '../ui/data-table/sort.ts';

export type ListState = {
  conditions: readonly Condition[];
  text: string;
  order: Sort;
  columns: Layout;
};

/** Pixels by column, where the kind of the field does not say it well enough. */
const USUAL: Readonly<Record<RecordType, Layout>> = {
  contact: [
    { id: 'name', width: 210 },
    { id: 'email', width: 210 },
    { id: 'phone', width: 140 },
    { id: 'title', width: 150 },
    { id: 'company_id', width: 170 },
    { id: 'tags', width: 160 },
    { id: 'owner_id', width: 140 },
  ],
  company: [
    { id: 'name', width: 260 },
    { id: 'domain', width: 180 },
    { id: 'industry', width: 160 },
    { id: 'size', width: 110 },
    { id: 'parent_id', width: 180 },
    { id: 'owner_id', width: 150 },
  ],
  deal: [
    { id: 'name', width: 260 },
    { id: 'value_cents', width: 150 },
    { id: 'stage_id', width: 140 },
    { id: 'close_date', width: 110 },
    { id: 'company_id', width: 180 },
    { id: 'owner_id', width: 150 },
  ],
};

export const usualState = (record_type: RecordType): ListState => ({
  conditions: [],
  text: '',
  order: [{ id: 'name', direction: 'ascending' }],
  columns: USUAL[record_type],
});

/** The same view, whatever the widths are. */
export const sameState = (one: ListState, other: ListState): boolean => facts(one) === facts(other);

const facts = ({ conditions, text, order, columns }: ListState): string =>
  JSON.stringify([
    conditions.map((condition) => Object.entries(condition).sort(([a], [b]) => (a < b ? -1 : 1))),
    text.trim(),
    order.map(({ id, direction }) => [id, direction]),
    columns.map(({ id }) => id),
  ]);

/** What a view's `definition` holds. */
export const definitionOf = ({ conditions, text, order, columns }: ListState) => ({
  conditions,
  text,
  order: order.map(({ id, direction }) => ({ cell: id, direction })),
  columns: columns.map(({ id, width }) => ({ cell: id, width })),
});

export function parseState(definition: unknown, record_type: RecordType): ListState {
  const { conditions, text, order, columns } = objectOf(definition);
  const usual = usualState(record_type);
  const shown = listOf(columns).flatMap((column) => {
    const { cell, width } = objectOf(column);
    return typeof cell === 'string'
      ? { id: cell, width: typeof width === 'number' && width > 0 ? width : 160 }
      : [];
  });
  const named = shown.filter(({ id }) => id === 'name');
  const others = shown.filter(
    ({ id }, at) => id !== 'name' && shown.findIndex((one) => one.id === id) === at,
  );
  return {
    conditions: listOf(conditions).flatMap((condition) => (isCondition(condition) ? condition : [])),
    text: typeof text === 'string' ? text : '',
    order: listOf(order).flatMap((one) => {
      const { cell, direction } = objectOf(one);
      return typeof cell === 'string' && (direction === 'ascending' || direction === 'descending')
        ? { id: cell, direction }
        : [];
    }),
    columns: shown.length === 0 ? usual.columns : [...named, ...usual.columns].slice(0, 1).concat(others),
  };
}

function isCondition(value: unknown): value is Condition {
  const { kind, cell, values, text, from, to } = objectOf(value);
  if (typeof cell !== 'string') return false;
  switch (kind) {
    case 'any_of':
    case 'none_of':
      return Array.isArray(values) && values.every((one) => one === null || PLAIN.has(typeof one));
    case 'contains':
      return typeof text === 'string';
    case 'between':
      return [from, to].every((bound) => bound === null || BOUNDS.has(typeof bound));
    case 'days':
      return [from, to].every((bound) => bound === null || typeof bound === 'number');
    default:
      return false;
  }
}

const PLAIN = new Set(['string', 'number', 'boolean']);
const BOUNDS = new Set(['string', 'number']);
const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
