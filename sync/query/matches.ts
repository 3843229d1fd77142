// Whether a row meets what is asked for: a text and conditions. Made once per query, so that it is quick for each row.
import { ME, type Condition, type ListQuery } from '../reads.ts';
import { dayAfter, dayAt, dayOf } from './days.ts';
import { fold, hasWord } from './fold.ts';
import { cellReader, type Row } from './row.ts';

/** Who looks, and when: ms since the epoch. Days are those of this machine's zone. */
export type Looking = { me: string; now: number };
export type Matches = (row: Row) => boolean;

const TEXT_CELLS = ['name', 'email', 'phone', 'title', 'domain'];
const PHONE = /^[+\d(][\d()/.-]{2,}$/;
const NOT_DIGITS = /\D+/g;

export function matcher(
  { text, conditions = [] }: Pick<ListQuery, 'text' | 'conditions'>,
  looking: Looking,
): Matches {
  const tests = conditions.map((condition) => conditionTest(condition, looking));
  const words = fold(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length > 0) tests.push(textTest(words));
  return (row) => tests.every((test) => test(row));
}

function textTest(words: readonly string[]): Matches {
  const forms = words.map((word) => {
    const digits = PHONE.test(word) ? word.replace(NOT_DIGITS, '') : '';
    return digits.length > 2 && digits !== word ? [word, digits] : [word];
  });
  return (row) => {
    const text = foldedText(row);
    return forms.every((form) => form.some((word) => hasWord(text, word)));
  };
}

const folded = new WeakMap<Row, string>();

/** All texts of a row that are looked into; a phone number also as its digits alone. */
function foldedText(row: Row): string {
  const known = folded.get(row);
  if (known !== undefined) return known;
  let text = '';
  for (const cell of TEXT_CELLS) {
    const value = row[cell];
    if (typeof value !== 'string' || value === '') continue;
    text += `${value}\n`;
    if (cell === 'phone') text += `${value.replace(NOT_DIGITS, '')}\n`;
  }
  const made = fold(text);
  folded.set(row, made);
  return made;
}

function conditionTest(condition: Condition, looking: Looking): Matches {
  const read = cellReader(condition.cell);
  switch (condition.kind) {
    case 'any_of':
    case 'none_of': {
      const isAnyOf = anyOf(condition.values, looking.me);
      return condition.kind === 'any_of' ? (row) => isAnyOf(read(row)) : (row) => !isAnyOf(read(row));
    }
    case 'contains': {
      const part = fold(condition.text);
      return (row) => textsOf(read(row)).some((text) => fold(text).includes(part));
    }
    case 'between': {
      const { from, to } = condition;
      return (row) => isBetween(read(row), from, to);
    }
    case 'days': {
      const today = dayAt(looking.now);
      const from = condition.from === null ? null : dayAfter(today, condition.from);
      const to = condition.to === null ? null : dayAfter(today, condition.to);
      return (row) => {
        const value = read(row);
        return typeof value === 'string' && value !== '' && isBetween(dayOf(value), from, to);
      };
    }
  }
}

function anyOf(
  values: readonly (string | number | boolean | null)[],
  me: string,
): (value: unknown) => boolean {
  const asked = new Set<unknown>(values.map((value) => (value === ME ? me : value)));
  const empty = asked.has(null);
  return (value) => {
    if (isEmpty(value)) return empty;
    return Array.isArray(value) ? value.some((member) => asked.has(member)) : asked.has(value);
  };
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' ? [String(one)] : [],
  );

type Bound = string | number | null;

/** A bound that is a day includes all moments of that day. */
function isBetween(value: unknown, from: Bound, to: Bound): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  return !isBefore(value, from) && !isAfter(value, to);
}
const isBefore = (value: string | number, bound: Bound) =>
  bound !== null && (typeof bound !== typeof value || alike(value, bound) < bound);
const isAfter = (value: string | number, bound: Bound) =>
  bound !== null && (typeof bound !== typeof value || alike(value, bound) > bound);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T/;
const alike = (value: string | number, bound: string | number) =>
  typeof value === 'string' && typeof bound === 'string' && DAY.test(bound) && MOMENT.test(value)
    ? dayOf(value)
    : value;
