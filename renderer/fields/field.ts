// What a cell of a record is: its name in words, what kind of value it holds and what fits it. Built-in columns and the
// fields that people define are one list; a deal's value is one field, though it lies in two columns.
import type { RecordTable, RecordType, Rows } from '../../sync/index.ts';
import type { records } from '../words/en/records.ts';
import { t } from '../words/t.ts';

export type FieldKind =
  | 'text'
  | 'email'
  | 'phone'
  | 'url'
  | 'domain'
  | 'number'
  | 'percent'
  | 'money'
  | 'date'
  | 'timestamp'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'tags'
  | 'person'
  | 'team'
  | 'stage'
  | RecordType
  /** A record of any type. */
  | 'record';

export type Field = {
  /** Where the value lies: `owner_id`, `custom_fields.budget`. A deal's value is at `value_cents`. */
  cell: string;
  name: string;
  kind: FieldKind;
  editable: boolean;
  required: boolean;
  custom: boolean;
  /** Of a choice, in their order. */
  options: readonly string[];
  /** ISO 4217, of an amount that is always in one currency. */
  currency: string | null;
  /** Numbers, minor units or days; both included. */
  min: number | string | null;
  max: number | string | null;
  /** In characters. */
  max_length: number | null;
  /** A regular expression for the whole text. */
  pattern: string | null;
};

/** Cell to value, as the mutations take them. */
export type Cells = Readonly<Record<string, unknown>>;
export type Money = { value_cents: number; currency: string };

const NAME_LENGTH = 500;

const PLAIN = {
  required: false,
  custom: false,
  editable: true,
  options: [],
  currency: null,
  min: null,
  max: null,
  max_length: null,
  pattern: null,
} as const satisfies Partial<Field>;

type BuiltIn = keyof (typeof records)['fields'];
const fieldName = (cell: BuiltIn): string => t(`records.fields.${cell}`);

const COLUMNS: Readonly<Record<RecordType, readonly (readonly [cell: BuiltIn, kind: FieldKind])[]>> = {
  contact: [
    ['name', 'text'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['title', 'text'],
    ['company_id', 'company'],
    ['tags', 'tags'],
    ['owner_id', 'person'],
    ['team_id', 'team'],
  ],
  company: [
    ['name', 'text'],
    ['domain', 'domain'],
    ['industry', 'text'],
    ['size', 'text'],
    ['parent_id', 'company'],
    ['owner_id', 'person'],
    ['team_id', 'team'],
  ],
  deal: [
    ['name', 'text'],
    ['value_cents', 'money'],
    ['stage_id', 'stage'],
    ['close_date', 'date'],
    ['probability', 'percent'],
    ['company_id', 'company'],
    ['primary_contact_id', 'contact'],
    ['owner_id', 'person'],
    ['team_id', 'team'],
  ],
};

/** Every field of a record: the name first, what people defined behind what is built in, the server's columns last. */
export const fieldsOf = (
  record_type: RecordType,
  custom_fields: readonly Rows['custom_fields'][],
): readonly Field[] => [
  ...COLUMNS[record_type].map(([cell, kind]): Field => ({
    ...PLAIN,
    cell,
    name: fieldName(cell),
    kind,
    ...(cell === 'name' ? { required: true, max_length: NAME_LENGTH } : {}),
    ...(kind === 'percent' ? { min: 0, max: 100 } : {}),
  })),
  ...custom_fields
    .filter((field) => field.record_type === record_type)
    .sort((one, other) => one.position - other.position)
    .map(customField),
  ...(['created_at', 'updated_at'] as const).map((cell): Field => ({
    ...PLAIN,
    cell,
    name: fieldName(cell),
    kind: 'timestamp',
    editable: false,
  })),
];

const CUSTOM_KINDS: Readonly<Record<string, FieldKind>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  select: 'choice',
  multi_select: 'choices',
  boolean: 'boolean',
  url: 'url',
  currency: 'money',
  link: 'record',
};

function customField({ key, name, type, config }: Rows['custom_fields']): Field {
  const kind = CUSTOM_KINDS[type];
  const linked = config['record_type'];
  return {
    ...PLAIN,
    cell: `custom_fields.${key}`,
    name,
    kind: kind === 'record' && isRecordType(linked) ? linked : (kind ?? 'text'),
    custom: true,
    // A type that this version does not know is shown, and left alone.
    editable: kind !== undefined,
    required: config['required'] === true,
    options: Array.isArray(config['options'])
      ? config['options'].filter((one) => typeof one === 'string')
      : [],
    currency: textIn(config['currency']),
    min: boundIn(config['min']),
    max: boundIn(config['max']),
    max_length: typeof config['max_length'] === 'number' ? config['max_length'] : null,
    pattern: textIn(config['pattern']),
  };
}

const isRecordType = (value: unknown): value is RecordType =>
  value === 'contact' || value === 'company' || value === 'deal';
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const boundIn = (value: unknown): number | string | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null;

const CUSTOM = 'custom_fields.';

/** The tables a reference may lead to; none for a field that is no reference to a record. */
export function tablesOf({ kind }: Pick<Field, 'kind'>): readonly RecordTable[] {
  if (kind === 'record') return ['companies', 'contacts', 'deals'];
  if (kind === 'contact') return ['contacts'];
  if (kind === 'company') return ['companies'];
  return kind === 'deal' ? ['deals'] : [];
}

/** The value of a row in one piece; null where it is empty. An amount is `Money`. */
export function readField({ cell }: Pick<Field, 'cell'>, row: Cells): unknown {
  const value = cell.startsWith(CUSTOM)
    ? (row['custom_fields'] as Cells | undefined)?.[cell.slice(CUSTOM.length)]
    : row[cell];
  if (isEmpty(value)) return null;
  if (cell !== 'value_cents') return value;
  return { value_cents: value, currency: row['currency'] ?? null };
}

/** What is written for a value; null empties the field. */
export function cellsOf({ cell }: Pick<Field, 'cell'>, value: unknown): Cells {
  if (cell !== 'value_cents') return { [cell]: cell === 'tags' ? (value ?? []) : value };
  return value === null ? { value_cents: null } : { ...(value as Money) };
}

/** A row with cells laid over it, as the mutation will have it; those of custom fields lie in their column. */
export function withCells(row: Cells, cells: Cells): Cells {
  const next: Record<string, unknown> = { ...row };
  for (const [cell, value] of Object.entries(cells)) {
    const [column = '', key] = cell.split('.', 2);
    next[column] = key === undefined ? value : { ...(next[column] as object | undefined), [key]: value };
  }
  return next;
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether its values stand at the end of their column. */
export const isNumeric = ({ kind }: Pick<Field, 'kind'>): boolean =>
  kind === 'number' || kind === 'percent' || kind === 'money';

/** Whether two values of a field are one. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
