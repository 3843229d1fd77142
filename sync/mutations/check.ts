// What the server would refuse is refused here first, as far as the replica can know, with the column named: kinds,
// lengths, ranges, choices, references, values of custom fields, and what the person's role allows. The SQL that this
// follows is the checks, grants and policies of the tables.
import { columnOf, elementOf, type Cells } from '../core/cells.ts';
import type { Column } from '../schema/declare.ts';
import { isTable, tableOf, type TableName } from '../schema/tables.ts';
import type { Context } from './context.ts';
import { CURRENCIES } from './currencies.ts';
import { customFieldsFault } from './custom-field-values.ts';
import { writeOf, type Change } from './edits.ts';
import { isDate, lengthOf, UUID } from './forms.ts';
import { InvalidInput } from './invalid-input.ts';
import { permissionsOf } from './permissions.ts';
import { find, isLive } from './read-rows.ts';
import { RECORD_TABLES } from './record-types.ts';

/** Raises the first fault. */
export async function check(context: Context, changes: readonly Change[]): Promise<void> {
  const [fault] = (await faultsOf(context, changes)).values();
  if (fault) throw fault;
}

/** What is wrong with each change; those with which nothing is are not among them. */
export async function faultsOf(
  context: Context,
  changes: readonly Change[],
): Promise<ReadonlyMap<Change, InvalidInput>> {
  const faults = new Map<Change, InvalidInput>();
  const [missing, definitions, permissions] = await Promise.all([
    missingReferences(context, changes),
    changes.some(({ table }) => table in RECORD_TYPE_OF) ? find(context, 'custom_fields') : [],
    permissionsOf(context),
  ]);
  const defined = definitions.filter(isLive);
  for (const change of changes) {
    const { table } = change;
    const cells = changedCells(change);
    const record_type = RECORD_TYPE_OF[table];
    const fault =
      cellsFault(change, cells) ??
      referencesFault(table, cells, missing) ??
      (record_type &&
        customFieldsFault(
          defined.filter((field) => field.record_type === record_type),
          change,
          cells,
        )) ??
      permissions.fault(change, cells);
    if (fault) faults.set(change, fault);
  }
  return faults;
}

const RECORD_TYPE_OF: Partial<Record<TableName, string>> = Object.fromEntries(
  Object.entries(RECORD_TABLES).map(([record_type, table]) => [table, record_type]),
);

const changedCells = (change: Change): Cells => writeOf(change)?.columns ?? {};

// cells ------------------------------------------------------------------------------------------------------------

function cellsFault(change: Change, cells: Cells): InvalidInput | undefined {
  const { columns } = tableOf(change.table);
  for (const [cell, value] of Object.entries(cells)) {
    const column = columns[columnOf(cell)];
    if (!column || (column.rule === 'server' && !('id' in change && cell === 'workspace_id')))
      return new InvalidInput('not_editable', cell, `${cell} cannot be set.`);
    if (column.rule === 'fixed' && !('id' in change))
      return new InvalidInput('not_editable', cell, `${cell} stays as it was made.`);
    const fault =
      elementOf(cell) === null ? valueFault(change.table, cell, column, value) : elementFault(cell);
    if (fault) return fault;
  }
  return undefined;
}

/** A key is for the definitions to judge. */
const elementFault = (cell: string): InvalidInput | undefined =>
  elementOf(cell)?.trim() === '' || cell.includes(NUL)
    ? new InvalidInput('empty', columnOf(cell), 'An element needs a name.')
    : undefined;

function valueFault(
  table: TableName,
  name: string,
  column: Column,
  value: unknown,
): InvalidInput | undefined {
  if (value === null && column.nullable) return undefined;
  if (value === null || value === undefined) return new InvalidInput('empty', name, `${name} is missing.`);
  if (!isOfKind[column.kind](value))
    return new InvalidInput(
      MALFORMED.has(column.kind) ? 'malformed' : 'wrong_kind',
      name,
      `${name} must be ${KIND_NAMES[column.kind]}.`,
    );
  if (JSON.stringify(value).includes(ESCAPED_NUL))
    return new InvalidInput('malformed', name, `${name} holds a character that cannot be stored.`);
  if (column.kind === 'text' && column.maxLength !== undefined) {
    if (value === '') return new InvalidInput('empty', name, `${name} must not be empty.`);
    if (lengthOf(value as string) > column.maxLength)
      return new InvalidInput('too_long', name, `${name} has more than ${column.maxLength} characters.`);
  }
  return RULES[`${table}.${name}`]?.(value, name);
}

// As text in JSON: the database takes every character but this one.
const NUL = String.fromCharCode(0);
const ESCAPED_NUL = '\\u0000';

const isPlainObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOfKind: Readonly<Record<Column['kind'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  uuid: (value) => typeof value === 'string' && UUID.test(value),
  date: isDate,
  timestamp: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => Number.isFinite(value),
  texts: (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string' && one.trim() !== ''),
  json: isPlainObject,
  list: (value) => Array.isArray(value),
};
const MALFORMED = new Set<Column['kind']>(['uuid', 'date', 'timestamp']);
const KIND_NAMES: Readonly<Record<Column['kind'], string>> = {
  text: 'text',
  uuid: 'an id',
  date: 'a date (YYYY-MM-DD)',
  timestamp: 'a time',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  texts: 'a list of words',
  json: 'an object',
  list: 'a list',
};

type Rule = (value: unknown, name: string) => InvalidInput | undefined;

const oneOf =
  (...options: readonly string[]): Rule =>
  (value, name) =>
    options.includes(value as string)
      ? undefined
      : new InvalidInput('not_an_option', name, `${name} must be one of ${options.join(', ')}.`);
const between =
  (min: number, max: number): Rule =>
  (value, name) =>
    (value as number) >= min && (value as number) <= max
      ? undefined
      : new InvalidInput('out_of_range', name, `${name} must be from ${min} to ${max}.`);
const matching =
  (form: RegExp, words: string): Rule =>
  (value, name) =>
    form.test(value as string) ? undefined : new InvalidInput('malformed', name, `${name} must be ${words}.`);

const recordType = oneOf('contact', 'company', 'deal');
const percent = between(0, 100);
const PG_INT = 2 ** 31 - 1;

/** The checks that the SQL has on single columns. */
const RULES: Readonly<Record<string, Rule>> = {
  'boards.record_type': recordType,
  'board_stages.stage_type': oneOf('open', 'won', 'lost'),
  'board_stages.probability': percent,
  'board_stages.position': between(-PG_INT - 1, PG_INT),
  'deals.currency': (value, name) =>
    CURRENCIES.has(value as string)
      ? undefined
      : new InvalidInput('not_an_option', name, 'This is not a currency of ISO 4217.'),
  'deals.probability': percent,
  'timeline_entries.record_type': recordType,
  'timeline_entries.entry_type': oneOf('note', 'call', 'email', 'meeting', 'task'),
  'tasks.record_type': recordType,
  'tasks.status': oneOf('open', 'in_progress', 'done'),
  'attachments.record_type': recordType,
  'attachments.size_bytes': between(0, Number.MAX_SAFE_INTEGER),
  'custom_fields.record_type': recordType,
  'custom_fields.key': matching(
    /^[a-z][a-z0-9_]{0,62}$/,
    'lower case letters, digits and _, a letter first, at most 63 characters',
  ),
  'custom_fields.type': oneOf(
    'text',
    'number',
    'date',
    'select',
    'multi_select',
    'boolean',
    'url',
    'currency',
    'link',
  ),
  'saved_views.record_type': oneOf('contact', 'company', 'deal', 'task'),
  'invitations.email': matching(/^[^@\s]+@[^@\s]+$/, 'an e-mail address'),
  'permissions.resource_type': oneOf(
    'contact',
    'company',
    'deal',
    'board',
    'timeline_entry',
    'task',
    'attachment',
    'saved_view',
    'custom_field',
    'automation',
    'audit_log',
  ),
};

// references -------------------------------------------------------------------------------------------------------

/** `table/id` of what is referred to and is neither here nor being made. */
async function missingReferences(
  { reader }: Context,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const wanted = new Map<TableName, Set<string>>();
  for (const change of changes)
    for (const { table, id } of referencesOf(change.table, changedCells(change)))
      wanted.set(table, (wanted.get(table) ?? new Set()).add(id));
  const made = new Set(changes.flatMap((change) => ('id' in change ? `${change.table}/${change.id}` : [])));
  const missing = new Set<string>();
  for (const [table, ids] of wanted) {
    const rows = await reader.read(table, [...ids]);
    for (const id of ids) {
      const row = rows.get(id);
      if ((!row || row.deleted_at !== null) && !made.has(`${table}/${id}`)) missing.add(`${table}/${id}`);
    }
  }
  return missing;
}

function referencesOf(table: TableName, cells: Cells): { column: string; table: TableName; id: string }[] {
  return Object.entries(cells).flatMap(([column, id]) => {
    const references = tableOf(table).columns[column]?.references;
    if (references === undefined || column === 'workspace_id' || typeof id !== 'string') return [];
    return isTable(references) ? [{ column, table: references, id }] : [];
  });
}

function referencesFault(
  table: TableName,
  cells: Cells,
  missing: ReadonlySet<string>,
): InvalidInput | undefined {
  const lost = referencesOf(table, cells).find((to) => missing.has(`${to.table}/${to.id}`));
  return lost && new InvalidInput('not_found', lost.column, 'What this refers to is not here any more.');
}
