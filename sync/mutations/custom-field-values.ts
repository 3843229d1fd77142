// Values and definitions of custom fields, by the rules and the keys of config of the SQL: private.custom_value_fits,
// private.custom_config_fault and private.check_custom_fields. Only keys whose value changes are checked.
import { elementOf, type Cells } from '../core/cells.ts';
import type { Rows } from '../schema/tables.ts';
import type { Change } from './edits.ts';
import { isDate, lengthOf, UUID } from './forms.ts';
import { InvalidInput, type InvalidCode } from './invalid-input.ts';

type Definition = Rows['custom_fields'];
type Config = Readonly<Record<string, unknown>>;

const COLUMN = 'custom_fields';
const TEXT_LIMIT = 10_000;
const URL_LIMIT = 2_048;

/** `definitions`: those of the record's type. `cells`: what changes of the record. */
export function customFieldsFault(
  definitions: readonly Definition[],
  change: Change,
  cells: Cells,
): InvalidInput | undefined {
  const isNew = 'id' in change;
  const before = isNew ? {} : asObject(change.row[COLUMN]);
  const values = isNew ? asObject(cells[COLUMN]) : touched(cells);
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const required = isNew ? definitions.filter(({ config }) => config['required'] === true) : [];
  for (const key of new Set([...Object.keys(values), ...required.map((definition) => definition.key)])) {
    const definition = byKey.get(key);
    const value = values[key] ?? null;
    if (!definition) {
      if (value === null) continue;
      return new InvalidInput('not_found', `${COLUMN}.${key}`, `${key} is not a field of these records.`);
    }
    const code = valueFault(definition, value, before[key]);
    if (code) return new InvalidInput(code, `${COLUMN}.${key}`, `${definition.name} ${WORDS[code]}`);
  }
  return undefined;
}

const WORDS: Partial<Record<InvalidCode, string>> = {
  empty: 'is required.',
  too_long: 'is too long.',
  wrong_kind: 'is not of its kind.',
  out_of_range: 'is out of its range.',
  not_an_option: 'is none of its options.',
  malformed: 'is not in its form.',
};

function touched(cells: Cells): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [cell, value] of Object.entries(cells)) {
    const key = elementOf(cell);
    if (key !== null && cell.startsWith(`${COLUMN}.`)) values[key] = value;
  }
  return values;
}

function valueFault({ type, config }: Definition, value: unknown, before: unknown): InvalidCode | undefined {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    if (config['required'] === true) return 'empty';
    if (value === null) return undefined;
  }
  return TYPES[type]?.(value, config, before);
}

type Judge = (value: unknown, config: Config, before: unknown) => InvalidCode | undefined;

const TYPES: Readonly<Record<string, Judge>> = {
  text(value, config) {
    if (typeof value !== 'string') return 'wrong_kind';
    if (lengthOf(value) > limit(config, TEXT_LIMIT)) return 'too_long';
    return matches(value, config['pattern']) ? undefined : 'malformed';
  },
  number: (value, config) =>
    typeof value !== 'number' || !Number.isFinite(value) ? 'wrong_kind' : rangeFault(value, config),
  date: (value, config) => (isDate(value) ? rangeFault(value as string, config) : 'malformed'),
  select: (value, config) =>
    typeof value !== 'string'
      ? 'wrong_kind'
      : optionsOf(config).includes(value)
        ? undefined
        : 'not_an_option',
  multi_select(value, config, before) {
    if (!Array.isArray(value) || new Set(value).size !== value.length) return 'wrong_kind';
    // What was chosen before may stay, though its option is gone.
    const allowed = [...optionsOf(config), ...asList(before)];
    return value.every((one) => allowed.includes(one)) ? undefined : 'not_an_option';
  },
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'wrong_kind'),
  url(value, config) {
    if (typeof value !== 'string' || !/^https?:\/\/[^\s/?#]+\S*$/i.test(value)) return 'malformed';
    return lengthOf(value) > limit(config, URL_LIMIT) ? 'too_long' : undefined;
  },
  currency(value, config) {
    const { value_cents, currency, ...others } = asObject(value);
    if (Object.keys(others).length > 0 || !Number.isSafeInteger(value_cents)) return 'wrong_kind';
    if (typeof currency !== 'string' || !CURRENCY.test(currency)) return 'malformed';
    if (currency !== (config['currency'] ?? currency)) return 'not_an_option';
    return rangeFault(value_cents as number, config);
  },
  link: (value) =>
    typeof value === 'string' && UUID.test(value) && value === value.toLowerCase() ? undefined : 'malformed',
};

const CURRENCY = /^[A-Z]{3}$/;
const limit = (config: Config, most: number) =>
  typeof config['max_length'] === 'number' ? config['max_length'] : most;
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const optionsOf = (config: Config) => asList(config['options']);

/** Days compare as their text does. */
function rangeFault(value: number | string, { min, max }: Config): InvalidCode | undefined {
  return (isBoundary(min) && value < min) || (isBoundary(max) && value > max) ? 'out_of_range' : undefined;
}

const isBoundary = (bound: unknown): bound is number | string =>
  typeof bound === 'number' || typeof bound === 'string';

/** True also for a pattern that only the server can read. */
function matches(value: string, pattern: unknown): boolean {
  const form = typeof pattern === 'string' ? regularExpression(pattern) : null;
  return form?.test(value) ?? true;
}

function regularExpression(pattern: string): RegExp | null {
  for (const flags of ['su', 's'])
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      continue;
    }
  return null;
}

// definitions ------------------------------------------------------------------------------------------------------

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  text: ['max_length', 'pattern'],
  number: ['min', 'max'],
  date: ['min', 'max'],
  select: ['options'],
  multi_select: ['options'],
  boolean: [],
  url: ['max_length'],
  currency: ['currency', 'min', 'max'],
  link: ['record_type'],
};

/** Raises InvalidInput where the config says what its type does not know. */
export function checkConfig(type: string, config: Config): void {
  const fault = (code: InvalidCode, key: string, message: string) =>
    new InvalidInput(code, `config.${key}`, message);
  if ((type === 'select' || type === 'multi_select') && !('options' in config))
    throw fault('empty', 'options', 'There are no options to choose from.');
  for (const [key, value] of Object.entries(config)) {
    if (key !== 'required' && !KNOWN[type]?.includes(key))
      throw fault('not_editable', key, `${key} means nothing for a field of this type.`);
    if (!CONFIG[key]?.(value, type))
      throw fault('malformed', key, `${key} does not fit a field of this type.`);
  }
  const [min, max] = [config['min'], config['max']];
  if (min !== undefined && max !== undefined && (min as number) > (max as number))
    throw fault('out_of_range', 'min', 'The smallest value is greater than the largest.');
}

const CONFIG: Readonly<Record<string, (value: unknown, type: string) => boolean>> = {
  required: (value) => typeof value === 'boolean',
  max_length: (value, type) =>
    Number.isSafeInteger(value) &&
    (value as number) >= 1 &&
    (value as number) <= (type === 'url' ? URL_LIMIT : TEXT_LIMIT),
  pattern: (value) =>
    typeof value === 'string' &&
    lengthOf(value) >= 1 &&
    lengthOf(value) <= 200 &&
    regularExpression(value) !== null,
  min: isBound,
  max: isBound,
  options: (value) =>
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= 500 &&
    new Set(value).size === value.length &&
    value.every((one) => typeof one === 'string' && lengthOf(one) >= 1 && lengthOf(one) <= 200),
  currency: (value) => typeof value === 'string' && CURRENCY.test(value),
  record_type: (value) => value === 'contact' || value === 'company' || value === 'deal',
};

function isBound(value: unknown, type: string): boolean {
  return type === 'date' ? isDate(value) : typeof value === 'number' && Number.isFinite(value);
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
