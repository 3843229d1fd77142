// What an import would do: the records it would make, the rows it cannot take and why, and those that are here already.
import type { InvalidCode, RecordType } from '../../sync/index.ts';
import { faultOf } from '../fields/check-value.ts';
import type { Field } from '../fields/field.ts';
import { readText } from '../fields/typed-text.ts';
import { parseDay } from '../ui/parse-day.ts';
import { inSlices } from './pause.ts';
import { CURRENCY, FIRST_NAME, LAST_NAME, type Target } from './targets.ts';
import type { SheetTable } from './table-file.ts';

export type Fault = { kind: 'invalid'; field: Field; code: InvalidCode; text: string } | { kind: 'no_name' };

/** `at` is the place of the row in the file. */
export type PlannedRow = { at: number; cells: Readonly<Record<string, unknown>>; company: string | null };
export type Plan = {
  rows: readonly PlannedRow[];
  faults: readonly { at: number; fault: Fault }[];
  /** Left out, because one like them is here or came before. */
  duplicates: readonly number[];
  /** Names of companies that are not here. */
  new_companies: readonly string[];
};

/** What names stand for; null where nothing is called so. */
export type Lookup = (field: Field, text: string) => string | null;

export type PlanInput = {
  record_type: RecordType;
  table: SheetTable;
  /** Target by column; null leaves it out. */
  mapping: readonly (string | null)[];
  targets: readonly Target[];
  lookup: Lookup;
  /** E-mails of contacts or domains of companies that are here, in small letters. */
  known: ReadonlySet<string>;
  skip_duplicates: boolean;
  currency: string;
  /** Whose the records become where no column says whose they are. */
  owner_id: string;
  /** ISO 8601. */
  today: string;
  locale: string | undefined;
};

/** What tells that two records are one. */
const IDENTITY: Readonly<Record<RecordType, string | null>> = {
  contact: 'email',
  company: 'domain',
  deal: null,
};

export async function planOf(input: PlanInput): Promise<Plan> {
  const { record_type, table, mapping, skip_duplicates, known } = input;
  const rows: PlannedRow[] = [];
  const faults: { at: number; fault: Fault }[] = [];
  const duplicates: number[] = [];
  const new_companies = new Map<string, string>();
  const seen = new Set(known);
  const identity = IDENTITY[record_type];
  await inSlices(table.rows, (texts, at) => {
    const read = readRow(input, new Map(mapping.map((id, nth) => [id, (texts[nth] ?? '').trim()])));
    if ('fault' in read) {
      faults.push({ at, fault: read.fault });
      return;
    }
    const own = identity === null ? null : read.cells[identity];
    if (typeof own === 'string') {
      if (skip_duplicates && seen.has(own.toLowerCase())) {
        duplicates.push(at);
        return;
      }
      seen.add(own.toLowerCase());
    }
    if (read.company !== null) new_companies.set(read.company.toLowerCase(), read.company);
    rows.push({ at, ...read });
  });
  return { rows, faults, duplicates, new_companies: [...new_companies.values()] };
}

type Read = { cells: Record<string, unknown>; company: string | null };

function readRow(input: PlanInput, texts: ReadonlyMap<string | null, string>): Read | { fault: Fault } {
  const cells: Record<string, unknown> = texts.has('owner_id') ? {} : { owner_id: input.owner_id };
  const custom: Record<string, unknown> = {};
  let company: string | null = null;
  const currency = texts.get(CURRENCY)?.toUpperCase() || input.currency;
  for (const { id, field } of input.targets) {
    const text = texts.get(id);
    if (field === null || text === undefined || text === '') continue;
    const value = readValue(input, field, text, currency);
    if (value === NOT_HERE) {
      company = text;
      continue;
    }
    if (value instanceof Unfit) return { fault: { kind: 'invalid', field, code: value.code, text } };
    if (field.custom) custom[id.slice('custom_fields.'.length)] = value;
    else if (field.kind === 'money') Object.assign(cells, value);
    else cells[id] = value;
  }
  const whole = [texts.get(FIRST_NAME), texts.get(LAST_NAME)].filter(Boolean).join(' ');
  if (cells['name'] === undefined && whole !== '') cells['name'] = whole;
  if (cells['name'] === undefined && typeof cells['email'] === 'string') cells['name'] = cells['email'];
  if (cells['name'] === undefined) return { fault: { kind: 'no_name' } };
  if (Object.keys(custom).length > 0) cells['custom_fields'] = custom;
  return { cells, company };
}

/** A company that is to be made. */
const NOT_HERE = Symbol('not here');
class Unfit {
  readonly code: InvalidCode;
  constructor(code: InvalidCode) {
    this.code = code;
  }
}

const YES = new Set(['true', 'yes', 'y', '1', 'x', 'ja', 'j', 'wahr', '✓']);
const NO = new Set(['false', 'no', 'n', '0', 'nein', 'falsch', '-']);

function readValue(input: PlanInput, field: Field, text: string, currency: string): unknown {
  const checked = (value: unknown) => {
    const code = faultOf(field, value);
    return code ? new Unfit(code) : value;
  };
  switch (field.kind) {
    case 'boolean': {
      const said = text.toLowerCase();
      return YES.has(said) ? true : NO.has(said) ? false : new Unfit('wrong_kind');
    }
    case 'date': {
      const day = /^\d{4}-\d{2}-\d{2}T/u.test(text) ? text.slice(0, 10) : text;
      const read = parseDay(day, input.today, { locale: input.locale });
      return read === null ? new Unfit('malformed') : checked(read);
    }
    case 'choice':
      return optionOf(field, text) ?? new Unfit('not_an_option');
    case 'choices': {
      const options = listed(text).map((one) => optionOf(field, one));
      return options.includes(undefined) ? new Unfit('not_an_option') : [...new Set(options)];
    }
    case 'tags':
      return [...new Set(listed(text))];
    case 'person':
    case 'team':
    case 'stage':
    case 'contact':
    case 'company':
    case 'deal':
    case 'record': {
      const id = input.lookup(field, text);
      if (id !== null) return id;
      return field.cell === 'company_id' ? NOT_HERE : new Unfit('not_found');
    }
    default: {
      const read = readText(field, text, currency, input.locale);
      return read.ok ? read.value : new Unfit(read.code);
    }
  }
}

const listed = (text: string): string[] =>
  text
    .split(/[,;|]/u)
    .map((one) => one.trim())
    .filter(Boolean);

const optionOf = ({ options }: Field, text: string): string | undefined =>
  options.find((one) => one.toLowerCase() === text.toLowerCase());
