// Values of custom fields are checked by the database against their definition, and the error names the field.
import type postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  become,
  clockAt,
  connect,
  creating,
  editing,
  newWorkspace,
  readRow,
  type Workspace,
} from './workspace-under-test.ts';

type Values = Record<string, postgres.JSONValue>;

const sql = connect();
let workspace: Workspace;
beforeAll(async () => {
  workspace = await newWorkspace(sql);
});
afterAll(() => sql.end());

let made = 0;
/** A field of contacts, or of what is said; gives its key. */
async function newField(
  type: string,
  config: Values = {},
  columns: Record<string, string> = {},
): Promise<string> {
  const key = `field_${++made}`;
  const row: Record<string, postgres.ParameterOrJSON<never>> = {
    workspace_id: workspace.id,
    record_type: 'contact',
    name: `Label ${made}`,
    key,
    type,
    config: sql.json(config),
    ...columns,
  };
  await sql`insert into custom_fields ${sql(row)}`;
  return key;
}
/** A contact with values, made past the definitions where `unchecked`. */
async function newContact(custom_fields: Values = {}, unchecked = false): Promise<string> {
  const id = v7();
  await sql.begin(async (tx) => {
    if (unchecked) await tx`alter table contacts disable trigger t5_custom_fields`;
    await tx`
      insert into contacts (id, workspace_id, name, custom_fields)
      values (${id}, ${workspace.id}, 'Ada', ${tx.json(custom_fields)})`;
    if (unchecked) await tx`alter table contacts enable trigger t5_custom_fields`;
  });
  return id;
}
type Refusal = { code: string; message: string; detail: string };
/** What the database says to the member; null: done. */
const asMember = (body: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<Refusal | null> =>
  sql
    .begin(async (tx) => {
      await become(tx, workspace.member.id);
      await body(tx);
      return null;
    })
    .catch((error: unknown) => error as Refusal);
const add = (custom_fields: unknown, table = 'contacts') =>
  asMember(
    (tx) => tx`
      insert into ${tx(table)} (id, workspace_id, name, custom_fields)
      values (${v7()}, ${workspace.id}, 'Ada', ${tx.json(custom_fields as postgres.JSONValue)})`,
  );
const edit = (id: string, custom_fields: Values) =>
  asMember((tx) => tx`update contacts set custom_fields = ${tx.json(custom_fields)} where id = ${id}`);
const valuesOf = async (id: string) => (await readRow(sql, 'contacts', id))['custom_fields'];

describe.each<[type: string, config: Values, fits: postgres.JSONValue[], unfit: unknown[], expected: string]>(
  [
    [
      'text',
      { max_length: 3 },
      ['abc', '', 'äöü'],
      ['abcd', 1, true, ['a'], {}],
      'text of at most 3 characters',
    ],
    ['text', { pattern: '[A-Z]{2}|x' }, ['AB', 'x'], ['ABC', 'ab', 'xx'], 'that matches [A-Z]{2}|x'],
    ['number', { min: -1, max: 10.5 }, [0, -1, 10.5], [-2, 11, '5', true], 'a number from -1 up to 10.5'],
    [
      'date',
      { min: '2020-01-01', max: '2020-12-31' },
      ['2020-02-29'],
      ['2019-12-31', '2021-01-01', '2020-02-30', '2020-1-1', 'infinity', 20200101],
      'a date (YYYY-MM-DD) from 2020-01-01 up to 2020-12-31',
    ],
    [
      'select',
      { options: ['North', 'South'] },
      ['North'],
      ['north', 'West', ['North'], 1],
      'one of North, South',
    ],
    [
      'multi_select',
      { options: ['a', 'b'] },
      [['a'], ['b', 'a'], []],
      [['c'], ['a', 'a'], 'a', [['a']], { a: true }],
      'a list of a, b',
    ],
    ['boolean', {}, [true, false], ['true', 1, []], 'true or false'],
    [
      'url',
      {},
      ['https://outpost.example/a?b=c#d', 'http://localhost:3000'],
      ['outpost.example', 'javascript:alert(1)', 'https://', 'https://a b', `https://a/${'x'.repeat(2048)}`],
      'a web address',
    ],
    [
      'currency',
      { currency: 'EUR', min: 0, max: 1000 },
      [{ value_cents: 1000, currency: 'EUR' }],
      [
        { value_cents: 1001, currency: 'EUR' },
        { value_cents: -1, currency: 'EUR' },
        { value_cents: 1.5, currency: 'EUR' },
        { value_cents: 1, currency: 'USD' },
        { value_cents: 1 },
        { currency: 'EUR' },
        { value_cents: 1, currency: 'EUR', more: 1 },
        12,
      ],
      'an amount {"value_cents": …, "currency": "EUR"}',
    ],
    [
      'link',
      { record_type: 'company' },
      ['018f0000-0000-7000-8000-000000000001'],
      ['Nordwind', '018f0000', 1],
      'the id of a company',
    ],
  ],
)('a value of the type %s with %j', (type, config, fits, unfit, expected) => {
  it('is taken where it fits', async () => {
    const key = await newField(type, config);
    for (const value of fits) expect([value, await add({ [key]: value })]).toEqual([value, null]);
  });

  it('is refused where it does not, with what is expected and which field it is', async () => {
    const key = await newField(type, config);
    for (const value of unfit) {
      const error = await add({ [key]: value });
      expect([value, error?.code, error?.detail]).toEqual([value, '23514', `custom_fields.${key}`]);
      expect(error?.message).toContain(`Label ${made} must be`);
      expect(error?.message).toContain(expected);
    }
  });
});

it('tells column and constraint to whoever speaks to the database itself', async () => {
  const key = await newField('boolean');
  const failure: unknown = await newContact({ [key]: 1 }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: '23514',
    table_name: 'contacts',
    column_name: 'custom_fields',
    constraint_name: `custom_fields.${key}`,
  });
});

it('a key that no definition knows is refused, also one of other records or another workspace', async () => {
  const ofDeals = await newField('text', {}, { record_type: 'deal' });
  const elsewhere = await newWorkspace(sql);
  await sql`
    insert into custom_fields (workspace_id, record_type, name, key, type)
    values (${elsewhere.id}, 'contact', 'Theirs', 'theirs', 'text')`;
  for (const key of ['nobody', ofDeals, 'theirs'])
    expect((await add({ [key]: 'x' }))?.message).toBe(`${key} is not a custom field of a contact`);
  expect(await add({ [ofDeals]: 'x' }, 'deals')).toBeNull();
  expect((await add({ theirs: 'x' }, 'companies'))?.message).toBe(
    'theirs is not a custom field of a company',
  );
  for (const odd of [[], 'text', 1]) expect((await add(odd))?.code).toBe('23514');
});

describe('an edit', () => {
  it('is not held up by old values that would be refused today', async () => {
    const [key, other] = [await newField('number'), await newField('text')];
    const id = await newContact({ [key]: 'not a number', gone: [1] }, true);
    expect(await edit(id, { [key]: 'not a number', gone: [1], [other]: 'new' })).toBeNull();
    expect((await edit(id, { [key]: 'nor this', gone: [1] }))?.code).toBe('23514');
    expect((await edit(id, { [key]: 1, gone: [2] }))?.message).toContain('gone is not a custom field');
    expect(await asMember((tx) => tx`update contacts set name = 'Grace' where id = ${id}`)).toBeNull();
    expect(await valuesOf(id)).toEqual({ [key]: 'not a number', gone: [1], [other]: 'new' });
  });

  it('removes a value by null or by leaving it out, a value without a definition too', async () => {
    const [key, other] = [await newField('text'), await newField('text')];
    const id = await newContact({ [key]: 'a', [other]: 'b', gone: 1 }, true);
    expect(await edit(id, { [key]: null, [other]: 'b', gone: null })).toBeNull();
    expect(await valuesOf(id)).toEqual({ [other]: 'b' });
    expect(await edit(id, {})).toBeNull();
    expect(await valuesOf(id)).toEqual({});
  });

  it('keeps a choice whose option is gone, and refuses it anew', async () => {
    const [one, many] = [
      await newField('select', { options: ['old', 'new'] }),
      await newField('multi_select', { options: ['old', 'new'] }),
    ];
    const id = await newContact({ [one]: 'old', [many]: ['old'] });
    await sql`update custom_fields set config = '{"options": ["new"]}' where key in ${sql([one, many])}`;
    expect(await edit(id, { [one]: 'old', [many]: ['old', 'new'] })).toBeNull();
    expect(await edit(id, { [one]: 'new', [many]: ['new'] })).toBeNull();
    expect((await edit(id, { [one]: 'old', [many]: ['new'] }))?.code).toBe('23514');
    expect((await edit(id, { [one]: 'new', [many]: ['old'] }))?.code).toBe('23514');
  });
});

it('a required field is demanded where a record is made or the field is touched, and nowhere else', async () => {
  const id = await newContact();
  const key = await newField('text', { required: true });
  const label = `Label ${made}`;
  const other = await newField('text');
  for (const empty of [{}, { [key]: null }, { [key]: '' }])
    expect((await add(empty))?.message).toBe(
      `${label} is required and must be text of at most 10000 characters`,
    );
  expect(await add({ [key]: 'there' })).toBeNull();
  expect(await edit(id, { [other]: 'x' })).toBeNull();
  expect(await edit(id, { [other]: 'x', [key]: 'x' })).toBeNull();
  for (const empty of [{ [other]: 'x' }, { [key]: null }, { [key]: '' }])
    expect((await edit(id, empty))?.detail).toBe(`custom_fields.${key}`);
  await sql`update custom_fields set deleted_at = now() where key = ${key}`;
  expect(await edit(id, {})).toBeNull();
  expect(await add({})).toBeNull();
});

it('a push is told which field is wrong, and applied where all fit', async () => {
  const key = await newField('number', { max: 5 });
  const write = (value: unknown) =>
    creating('contacts', { workspace_id: workspace.id, name: 'Ada', custom_fields: { [key]: value } });
  const [good, bad] = await workspace.member.push(write(5), write(6));
  expect(good).toMatchObject({ status: 'applied' });
  expect(bad).toMatchObject({
    status: 'refused',
    code: '23514',
    message: `Label ${made} must be a number up to 5`,
  });
  const row = await readRow(sql, 'contacts', good!.id);
  const removed = editing('contacts', row, { custom_fields: { [key]: null } }, clockAt(0));
  expect(await workspace.member.pushOne(removed)).toMatchObject({ row: { custom_fields: {} } });
});

describe('a definition', () => {
  it.each<[string, Values]>([
    ['text', { max_length: 0 }],
    ['text', { max_length: 10_001 }],
    ['text', { max_length: '5' }],
    ['text', { max_length: 1.5 }],
    ['text', { pattern: '(' }],
    ['text', { options: ['a'] }],
    ['number', { min: 'a' }],
    ['number', { min: 2, max: 1 }],
    ['date', { min: '2020-02-30' }],
    ['date', { min: '2021-01-01', max: '2020-01-01' }],
    ['select', {}],
    ['select', { options: [] }],
    ['select', { options: ['a', 'a'] }],
    ['select', { options: ['a', ''] }],
    ['multi_select', { options: ['a', 1] }],
    ['multi_select', { options: 'a' }],
    ['boolean', { required: 'yes' }],
    ['boolean', { min: 1 }],
    ['url', { max_length: 5000 }],
    ['currency', { currency: 'euro' }],
    ['link', { record_type: 'board' }],
  ])('of the type %s is refused with %j', async (type, config) => {
    const failure: unknown = await newField(type, config).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: '23514', column_name: 'config' });
    expect((failure as Error).message).toContain(`Label ${made}`);
  });

  it('keeps its key and its record type, whoever writes', async () => {
    const key = await newField('text');
    for (const change of [{ key: 'another' }, { record_type: 'deal' }])
      await expect(sql`update custom_fields set ${sql(change)} where key = ${key}`).rejects.toMatchObject({
        code: '23514',
        constraint_name: 'custom_fields_key_is_stable',
      });
  });

  it.each(['Key', '1st', 'with space', 'naïve', '', 'x'.repeat(64)])(
    'is refused with the key %j',
    async (key) => {
      await expect(newField('text', {}, { key })).rejects.toMatchObject({ code: '23514' });
    },
  );

  it('has a key of its own among those of its records; a deleted one makes room', async () => {
    const key = await newField('text');
    await expect(newField('text', {}, { key })).rejects.toMatchObject({ code: '23505' });
    await newField('text', {}, { key, record_type: 'company' });
    await sql`update custom_fields set deleted_at = now() where key = ${key} and record_type = 'contact'`;
    await newField('number', {}, { key });
    expect(await add({ [key]: 1 })).toBeNull();
  });
});
