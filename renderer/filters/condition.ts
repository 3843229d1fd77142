// A condition as a person puts it together: an operator for the kind of the field, then a value. What is not complete yet
// is no condition: it filters nothing.
import type { Condition } from '../../sync/index.ts';
import type { Field, FieldKind } from '../fields/field.ts';

export type Operator = 'is' | 'is_not' | 'contains' | 'range' | 'when' | 'empty' | 'set';

type Shape = 'text' | 'list' | 'yes_no' | 'range' | 'when';
const SHAPES: Readonly<Record<FieldKind, Shape>> = {
  text: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  domain: 'text',
  number: 'range',
  percent: 'range',
  money: 'range',
  date: 'when',
  timestamp: 'when',
  boolean: 'yes_no',
  choice: 'list',
  choices: 'list',
  tags: 'list',
  person: 'list',
  team: 'list',
  stage: 'list',
  contact: 'list',
  company: 'list',
  deal: 'list',
  record: 'list',
};
export const shapeOf = ({ kind }: Pick<Field, 'kind'>): Shape => SHAPES[kind];

const OPERATORS: Readonly<Record<Shape, readonly Operator[]>> = {
  text: ['contains', 'empty', 'set'],
  list: ['is', 'is_not', 'empty', 'set'],
  yes_no: ['is'],
  range: ['range', 'empty', 'set'],
  when: ['when', 'empty', 'set'],
};

/** What can be asked of a field, the likeliest first. One that is never empty is not asked whether it is. */
export function operatorsOf(field: Pick<Field, 'kind' | 'required'>): readonly Operator[] {
  const operators = OPERATORS[shapeOf(field)];
  const filled = field.required || field.kind === 'timestamp';
  return filled ? operators.filter((one) => one !== 'empty' && one !== 'set') : operators;
}

export function operatorOf(condition: Condition): Operator {
  switch (condition.kind) {
    case 'contains':
      return 'contains';
    case 'days':
      return 'when';
    case 'between':
      return typeof (condition.from ?? condition.to) === 'string' ? 'when' : 'range';
    default:
      if (condition.values.length === 1 && condition.values[0] === null)
        return condition.kind === 'any_of' ? 'empty' : 'set';
      return condition.kind === 'any_of' ? 'is' : 'is_not';
  }
}

/** Where an operator begins, with what was chosen before as far as it fits; null where a value is still to be told. */
export function withOperator(cell: string, operator: Operator, before: Condition | null): Condition | null {
  const values = before && 'values' in before ? before.values.filter((value) => value !== null) : [];
  switch (operator) {
    case 'empty':
      return { kind: 'any_of', cell, values: [null] };
    case 'set':
      return { kind: 'none_of', cell, values: [null] };
    case 'is':
    case 'is_not':
      return complete({ kind: operator === 'is' ? 'any_of' : 'none_of', cell, values });
    default:
      return before && operatorOf(before) === operator ? before : null;
  }
}

/** The condition where it asks something, else null. */
export function complete(condition: Condition): Condition | null {
  switch (condition.kind) {
    case 'contains':
      return condition.text.trim() === '' ? null : condition;
    case 'any_of':
    case 'none_of':
      return condition.values.length === 0 ? null : condition;
    default:
      return condition.from === null && condition.to === null ? null : condition;
  }
}

/** Days from today, by the name that people have for them. */
export const SPANS = {
  overdue: { from: null, to: -1 },
  today: { from: 0, to: 0 },
  next_7: { from: 0, to: 7 },
  next_30: { from: 0, to: 30 },
  next_90: { from: 0, to: 90 },
  last_7: { from: -7, to: 0 },
  last_30: { from: -30, to: 0 },
  last_90: { from: -90, to: 0 },
} as const;
export type Span = keyof typeof SPANS;

/** Those that make sense: what happened lies behind. */
export const spansOf = ({ kind }: Pick<Field, 'kind'>): readonly Span[] =>
  kind === 'timestamp'
    ? ['today', 'last_7', 'last_30', 'last_90']
    : ['overdue', 'today', 'next_7', 'next_30', 'next_90', 'last_7', 'last_30', 'last_90'];

export const spanOf = (condition: Condition): Span | null =>
  condition.kind === 'days'
    ? ((Object.keys(SPANS) as Span[]).find(
        (name) => SPANS[name].from === condition.from && SPANS[name].to === condition.to,
      ) ?? null)
    : null;

/** `conditions` with the one at `at` instead of what is there, or without it; at the end where there is none. */
export function replaced(
  conditions: readonly Condition[],
  at: number,
  condition: Condition | null,
): readonly Condition[] {
  const before = conditions.slice(0, at);
  const after = conditions.slice(at + 1);
  return condition ? [...before, condition, ...after] : [...before, ...after];
}
