// A custom field while it is typed: text in every box, and the config that its type wants of them.
import type { MutationInput, Rows } from '../../sync/index.ts';
import { fromMajor, toMajor } from '../ui/money.ts';
import { parseNumber } from '../ui/parse-number.ts';

export const FIELD_TYPES = [
  'text',
  'number',
  'currency',
  'date',
  'select',
  'multi_select',
  'boolean',
  'url',
  'link',
] as const satisfies readonly MutationInput<'define_custom_field'>['type'][];
export type FieldType = (typeof FIELD_TYPES)[number];

export type FieldDraft = {
  name: string;
  type: FieldType;
  searchable: boolean;
  required: boolean;
  /** One a line. */
  options: string;
  min: string;
  max: string;
  max_length: string;
  pattern: string;
  /** ISO 4217; empty: any. */
  currency: string;
  /** Of what a link leads to; empty: any. */
  record_type: string;
};

export const EMPTY_DRAFT: FieldDraft = {
  ...{ name: '', type: 'text', searchable: false, required: false, options: '', min: '', max: '' },
  ...{ max_length: '', pattern: '', currency: '', record_type: '' },
};

/** Which boxes a type has, beside name, required and searchable. */
export const BOXES: Readonly<Record<FieldType, readonly (keyof FieldDraft)[]>> = {
  text: ['max_length', 'pattern'],
  number: ['min', 'max'],
  currency: ['currency', 'min', 'max'],
  date: ['min', 'max'],
  select: ['options'],
  multi_select: ['options'],
  boolean: [],
  url: ['max_length'],
  link: ['record_type'],
};

const isType = (type: string): type is FieldType => (FIELD_TYPES as readonly string[]).includes(type);
const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export function draftOf({ name, type, searchable, config }: Rows['custom_fields']): FieldDraft {
  const currency = shown(config['currency']);
  const bound = (value: unknown) =>
    type === 'currency' && typeof value === 'number'
      ? String(toMajor(value, currency || null))
      : shown(value);
  return {
    ...{ name, searchable, currency, type: isType(type) ? type : 'text' },
    required: config['required'] === true,
    options: Array.isArray(config['options']) ? config['options'].join('\n') : '',
    min: bound(config['min']),
    max: bound(config['max']),
    max_length: shown(config['max_length']),
    pattern: shown(config['pattern']),
    record_type: shown(config['record_type']),
  };
}

/** The config as the field's type takes it; what is no number is left as it was typed, for the check to refuse. */
export function configOf(draft: FieldDraft): Readonly<Record<string, unknown>> {
  const { type, required, currency } = draft;
  const number = (text: string) => parseNumber(text) ?? text;
  const bound = (text: string) => {
    if (type === 'date') return text;
    const value = number(text);
    return type === 'currency' && typeof value === 'number' ? fromMajor(value, currency || null) : value;
  };
  const given = (box: keyof FieldDraft, value: (text: string) => unknown): Record<string, unknown> => {
    const text = String(draft[box]).trim();
    return BOXES[type].includes(box) && text !== '' ? { [box]: value(text) } : {};
  };
  return {
    ...(required ? { required } : {}),
    ...given('options', linesOf),
    ...given('min', bound),
    ...given('max', bound),
    ...given('max_length', number),
    ...given('pattern', String),
    ...given('currency', (text) => text.toUpperCase()),
    ...given('record_type', String),
  };
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
