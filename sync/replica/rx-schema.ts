// The RxDB schema of each collection, derived from the table declarations. A change here is a migration of every
// laptop: rx-schema.test.ts holds the fingerprints and fails until the version is raised with it.
import type { RxJsonSchema } from 'rxdb';
import type { Column, SyncedRow, Table } from '../schema/declare.ts';
import { TABLE_NAMES, tableOf, type TableName } from '../schema/tables.ts';
import type { Mutation } from '../core/journal.ts';
import type { Document } from './migrations.ts';

/** A row as a collection holds it; `table` only where several tables share the collection. */
export type StoredRow = SyncedRow & { table?: TableName };
export type StoredFact = { id: string; value: unknown };

/** The collection that the small tables share, under a `table` tag: RxDB opens at most 13 at a time. */
export const CATALOG = 'catalog';

const VERSIONS: Readonly<Record<string, number>> = {};

const TYPES: Record<Column['kind'], string> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  timestamp: 'string',
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  texts: 'array',
  json: 'object',
  list: 'array',
};

const typesOf = ({ kind, nullable }: Column) => (nullable ? [TYPES[kind], 'null'] : [TYPES[kind]]);

/** What a column of this name holds in any of the tables that share a collection. */
function property(tables: readonly Table[], name: string) {
  const columns = tables.flatMap(({ columns }) => columns[name] ?? []);
  const types = [...new Set(columns.flatMap(typesOf))].sort();
  const limits = columns.map(({ maxLength }) => maxLength ?? Infinity);
  const maxLength = Math.max(...limits);
  return types.length > 1 ? { type: types } : { type: types[0], ...(maxLength < Infinity && { maxLength }) };
}

export const collectionOf = (table: TableName): string => tableOf(table).collection;

const tablesIn = (collection: string): Table[] =>
  TABLE_NAMES.map((name) => tableOf(name)).filter((table) => table.collection === collection);

function rowSchema(collection: string): RxJsonSchema<StoredRow> {
  const tables = tablesIn(collection);
  const names = new Set(tables.flatMap((table) => Object.keys(table.columns)));
  const shared = collection === CATALOG;
  const indexes = [...(shared ? [['table']] : []), ...tables.flatMap((table) => table.indexes)];
  return {
    version: VERSIONS[collection] ?? 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      ...Object.fromEntries([...names].map((name) => [name, property(tables, name)])),
      clocks: { type: 'object' },
      ...(shared ? { table: { type: 'string', maxLength: 40 } } : {}),
    },
    required: [...new Set(['id', ...indexes.flat()])],
    indexes,
  };
}

export const ROW_COLLECTIONS: readonly string[] = [
  ...new Set(TABLE_NAMES.map((table) => collectionOf(table))),
];

export const ROW_SCHEMAS: Readonly<Record<string, RxJsonSchema<StoredRow>>> = Object.fromEntries(
  ROW_COLLECTIONS.map((collection) => [collection, rowSchema(collection)]),
);

export const JOURNAL_SCHEMA: RxJsonSchema<Mutation> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    name: { type: 'string', maxLength: 60 },
    clock: { type: 'string', maxLength: 27 },
    state: { type: 'string', maxLength: 10 },
    writes: { type: 'array' },
    gesture: { type: 'string' },
    inverts: { type: 'string' },
    replaces: { type: 'string' },
  },
  required: ['id', 'name', 'clock', 'state', 'writes'],
  indexes: [['state', 'clock']],
};

export const FACT_SCHEMA: RxJsonSchema<StoredFact> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 60 }, value: {} },
  required: ['id'],
};

/** Every collection of a replica. */
export const SCHEMAS = {
  ...ROW_SCHEMAS,
  mutations: JOURNAL_SCHEMA,
  facts: FACT_SCHEMA,
} as unknown as Readonly<Record<string, RxJsonSchema<Document>>>;
