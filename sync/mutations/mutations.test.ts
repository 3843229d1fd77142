import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { pairId } from '../core/pair-id.ts';
import { tableOf, type Rows, type TableName } from '../schema/tables.ts';
import * as seed from '../test/seeded-replica.ts';
import { openSeededReplica, type SeededReplica } from '../test/seeded-replica.ts';
import { BATCH } from './batches.ts';
import { CURRENCIES } from './currencies.ts';
import { importRecords } from './import-records.ts';
import { INVALID_CODES, type InvalidCode } from './invalid-input.ts';
import { mergedInto } from './merge-records.ts';
import { editsOfMoves, type ShownBoard } from './move-card.ts';
import { cardsIn } from './places.ts';

let replica: SeededReplica;
beforeEach(async () => {
  replica = await openSeededReplica();
});

const rows = <T extends TableName>(table: T) => replica.stores.all(table) as unknown as Rows[T][];
const live = <T extends TableName>(table: T) =>
  rows(table).filter((row) => (row as { deleted_at: string | null }).deleted_at === null);
const stage = (stage_id: string) => cardsIn(rows('board_cards'), stage_id).map(({ record_id }) => record_id);
const invalid = (code: InvalidCode, column: string) =>
  expect.objectContaining({ name: 'InvalidInput', code: INVALID_CODES[code], column }) as Error;

describe('create_record', () => {
  it('fills every column that the server would, and signs it', async () => {
    const { id } = await replica.mutate('create_record', {
      record_type: 'contact',
      columns: { name: ' Zoe ' },
    });
    const row = replica.row('contacts', id);
    expect(Object.keys(row).sort()).toEqual([...Object.keys(tableOf('contacts').columns), 'clocks'].sort());
    expect(row).toMatchObject({
      name: 'Zoe',
      tags: [],
      custom_fields: {},
      email: null,
      created_by: seed.ANN,
    });
  });

  it('sends no column that is the server’s', async () => {
    await replica.mutate('add_entry', {
      ...{ record_type: 'deal', record_id: seed.FIRST, entry_type: 'note', body: 'Hi' },
    });
    const [write] = replica.last().writes;
    expect(Object.keys(write?.columns ?? {})).not.toContain('author_id');
    expect(live('timeline_entries').find(({ body }) => body === 'Hi')?.author_id).toBe(seed.ANN);
  });

  it('puts a deal into a stage with its card, at the top or the end', async () => {
    const create = (spot: 'top' | 'end') =>
      replica.mutate('create_record', {
        ...{ record_type: 'deal', columns: { name: spot }, stage_id: seed.LEAD, spot },
      });
    const [top, end] = [await create('top'), await create('end')];
    expect(stage(seed.LEAD)).toEqual([top.id, seed.FIRST, seed.SECOND, seed.THIRD, end.id]);
    expect(replica.row('deals', top.id)['stage_id']).toBe(seed.LEAD);
    expect(top.card_id).toBe(pairId('board_cards', { board_id: seed.PIPELINE, record_id: top.id }));
  });
});

describe('edit_records', () => {
  it('sets columns and stage of a deal in one edit', async () => {
    await replica.mutate('edit_records', {
      ...{ record_type: 'deal', ids: [seed.FIRST], columns: { name: 'Moved', stage_id: seed.QUALIFIED } },
    });
    expect(replica.row('deals', seed.FIRST)).toMatchObject({ name: 'Moved', stage_id: seed.QUALIFIED });
    expect(stage(seed.QUALIFIED)).toEqual([seed.ELSEWHERE, seed.FIRST]);
  });

  it('takes a deal without a stage off its board', async () => {
    await replica.mutate('edit_records', {
      record_type: 'deal',
      ids: [seed.FIRST],
      columns: { stage_id: null },
    });
    expect(stage(seed.LEAD)).toEqual([seed.SECOND, seed.THIRD]);
  });

  it('edits one tag and one field without touching the others', async () => {
    await replica.mutate('edit_records', {
      ...{
        record_type: 'contact',
        ids: [seed.ERIKA],
        columns: { 'tags.new': true, 'custom_fields.region': 'South' },
      },
    });
    expect(replica.last().writes[0]?.columns).toEqual({ 'tags.new': true, 'custom_fields.region': 'South' });
  });

  it('holds nothing where text was cleared', async () => {
    await replica.mutate('edit_records', {
      record_type: 'contact',
      ids: [seed.OLE],
      columns: { email: '  ' },
    });
    expect(replica.row('contacts', seed.OLE)['email']).toBeNull();
  });
});

describe('what the server would refuse', () => {
  const contact = (columns: object) =>
    ({ record_type: 'contact', columns: { name: 'Zoe', ...columns } }) as const;
  const deal = (columns: object) =>
    ({ record_type: 'deal', ids: [seed.FIRST], columns: { ...columns } }) as const;

  it.each<[InvalidCode, string, object]>([
    ['empty', 'name', { name: '  ' }],
    ['empty', 'name', { name: null }],
    ['too_long', 'name', { name: 'x'.repeat(501) }],
    ['wrong_kind', 'email', { email: 5 }],
    ['wrong_kind', 'tags', { tags: 'vip' }],
    ['malformed', 'phone', { phone: `1${String.fromCharCode(0)}2` }],
    ['malformed', 'owner_id', { owner_id: 'me' }],
    ['not_found', 'company_id', { company_id: seed.id(9999) }],
    ['not_editable', 'created_by', { created_by: seed.BEN }],
    ['not_editable', 'nickname', { nickname: 'Z' }],
    ['not_an_option', 'custom_fields.region', { custom_fields: { region: 'West' } }],
    ['not_found', 'custom_fields.shoe', { custom_fields: { shoe: 38 } }],
  ])('is refused here as %s of %s', async (code, column, columns) => {
    await expect(replica.mutate('create_record', contact(columns))).rejects.toEqual(invalid(code, column));
    expect(replica.stores.mutations()).toEqual([]);
  });

  it.each<[InvalidCode, string, object]>([
    ['not_an_option', 'currency', { currency: 'XYZ' }],
    ['out_of_range', 'probability', { probability: 101 }],
    ['wrong_kind', 'value_cents', { value_cents: 1.5 }],
    ['malformed', 'close_date', { close_date: '2026-02-30' }],
    [
      'out_of_range',
      'custom_fields.budget',
      { 'custom_fields.budget': { value_cents: -1, currency: 'EUR' } },
    ],
    ['not_editable', 'workspace_id', { workspace_id: seed.id(2) }],
  ])('is refused here as %s of %s of a deal', async (code, column, columns) => {
    await expect(replica.mutate('edit_records', deal(columns))).rejects.toEqual(invalid(code, column));
  });

  it('is not asked of a value that stays', async () => {
    await replica.comes('deals', seed.FIRST, { currency: 'DEM' });
    await replica.mutate('edit_records', deal({ currency: 'DEM', name: 'Old money' }));
    expect(replica.row('deals', seed.FIRST)['name']).toBe('Old money');
  });

  it('is a required field that is missing when the record is made', async () => {
    const config = { required: true, options: ['North'] };
    await replica.mutate('edit_custom_field', { field_id: seed.REGION, columns: { config } });
    await expect(replica.mutate('create_record', contact({}))).rejects.toEqual(
      invalid('empty', 'custom_fields.region'),
    );
    await replica.mutate('edit_records', {
      record_type: 'contact',
      ids: [seed.OLE],
      columns: { title: 'CTO' },
    });
  });

  it('is a company that would belong to itself', async () => {
    const columns = { parent_id: seed.DAUGHTER };
    const ids = [seed.NORDWIND_TWICE];
    await expect(replica.mutate('edit_records', { record_type: 'company', ids, columns })).rejects.toEqual(
      invalid('not_an_option', 'parent_id'),
    );
  });

  it('is what the role of the person does not allow', async () => {
    const ben = await openSeededReplica(seed.BEN);
    await ben.mutate('create_record', { record_type: 'contact', columns: { name: 'Zoe' } });
    await expect(ben.mutate('edit_records', deal({ name: 'Mine' }))).rejects.toEqual(
      invalid('not_allowed', 'name'),
    );
    await expect(ben.mutate('edit_workspace', { columns: { name: 'Mine' } })).rejects.toEqual(
      invalid('not_allowed', 'name'),
    );
    await expect(ben.mutate('delete_view', { view_id: seed.VIEW })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await ben.mutate('remove_member', { user_id: seed.BEN });
  });

  it('is the last admin leaving', async () => {
    await expect(replica.mutate('remove_member', { user_id: seed.ANN })).rejects.toEqual(
      invalid('in_use', 'role'),
    );
    const demoted = replica.mutate('set_member_role', { user_id: seed.ANN, role: 'member' });
    await expect(demoted).rejects.toEqual(invalid('in_use', 'role'));
  });

  it('has the currencies of the server', () => {
    const sql = readFileSync('supabase/migrations/20261121100150_currencies.sql', 'utf8');
    expect([...CURRENCIES].sort()).toEqual([...sql.matchAll(/'([A-Z]{3})'/g)].map(([, code]) => code).sort());
  });
});

describe('move_cards', () => {
  it('keeps the order in which the cards are named', async () => {
    const card_ids = [seed.THIRD, seed.FIRST].map((id) => seed.cardOf(id));
    const spot = { before_id: seed.cardOf(seed.ELSEWHERE) };
    await replica.mutate('move_cards', { card_ids, stage_id: seed.QUALIFIED, spot });
    expect(stage(seed.QUALIFIED)).toEqual([seed.THIRD, seed.FIRST, seed.ELSEWHERE]);
    expect(replica.row('deals', seed.THIRD)['stage_id']).toBe(seed.QUALIFIED);
  });

  it('changes nothing where the cards lie there already', async () => {
    const card_ids = [seed.SECOND, seed.THIRD].map((id) => seed.cardOf(id));
    await replica.mutate('move_cards', { card_ids, stage_id: seed.LEAD, spot: 'end' });
    const spot = { before_id: seed.cardOf(seed.SECOND) };
    await replica.mutate('move_cards', { card_ids: [seed.cardOf(seed.FIRST)], stage_id: seed.LEAD, spot });
    expect(replica.stores.mutations()).toEqual([]);
  });

  it('drops a selection before one of its own cards in its place', async () => {
    const card_ids = [seed.THIRD, seed.SECOND].map((id) => seed.cardOf(id));
    const spot = { before_id: seed.cardOf(seed.SECOND) };
    await replica.mutate('move_cards', { card_ids, stage_id: seed.LEAD, spot });
    expect(stage(seed.LEAD)).toEqual([seed.FIRST, seed.THIRD, seed.SECOND]);
  });

  it('takes a deal to another board, and back onto the card that it had there', async () => {
    const there = { card_ids: [seed.cardOf(seed.FIRST)], stage_id: seed.RENEWING };
    const { card_ids } = await replica.mutate('move_cards', there);
    expect(stage(seed.LEAD)).not.toContain(seed.FIRST);
    expect(replica.row('deals', seed.FIRST)['stage_id']).toBe(seed.RENEWING);
    const back = await replica.mutate('move_cards', { card_ids, stage_id: seed.LEAD, spot: 'top' });
    expect(back.card_ids).toEqual([seed.cardOf(seed.FIRST)]);
    expect(stage(seed.LEAD)).toEqual([seed.FIRST, seed.SECOND, seed.THIRD]);
  });

  it('refuses a board for other records', async () => {
    const card_ids = [seed.cardOf(seed.FIRST)];
    await expect(replica.mutate('move_cards', { card_ids, stage_id: seed.SCOUTING })).rejects.toEqual(
      invalid('not_an_option', 'stage_id'),
    );
  });
});

describe('a drop on a board that is shown', () => {
  /** The board as it holds its rows. */
  const shown = (): ShownBoard => ({
    card: (id) => rows('board_cards').find((card) => card.id === id),
    record: (id) => replica.stores.all('deals').find((deal) => deal.id === id),
    stageCards: (stage_id) => cardsIn(rows('board_cards'), stage_id),
  });
  const drop = (record_ids: readonly string[], stage_id: string, before: string | null) =>
    editsOfMoves(
      shown(),
      {
        card_ids: record_ids.map((id) => seed.cardOf(id)),
        stage_id,
        before_id: before && seed.cardOf(before),
      },
      () => 0.4,
    );

  it('makes the same edits as the mutation, and is undone like it', async () => {
    const edits = drop([seed.THIRD, seed.FIRST], seed.QUALIFIED, seed.ELSEWHERE);
    await replica.commit('move_cards', edits ?? []);
    expect(stage(seed.QUALIFIED)).toEqual([seed.THIRD, seed.FIRST, seed.ELSEWHERE]);
    expect(replica.row('deals', seed.FIRST)['stage_id']).toBe(seed.QUALIFIED);
    await replica.undo();
    expect(stage(seed.LEAD)).toEqual([seed.FIRST, seed.SECOND, seed.THIRD]);
    expect(replica.row('deals', seed.FIRST)['stage_id']).toBe(seed.LEAD);
  });

  it('makes none where the card lies there already, and says when it is not there', () => {
    expect(drop([seed.FIRST], seed.LEAD, seed.SECOND)).toEqual([]);
    expect(drop([seed.FIRST], seed.LEAD, seed.FIRST)).toEqual([]);
    expect(drop([seed.LOOSE], seed.LEAD, null)).toBeNull();
  });
});

describe('close_deal', () => {
  it('moves the deal, dates it, and keeps the reason on its timeline', async () => {
    const close_date = '2026-11-03';
    await replica.mutate('close_deal', {
      deal_id: seed.FIRST,
      outcome: 'lost',
      reason: 'Too dear',
      close_date,
    });
    expect(stage(seed.LOST)).toEqual([seed.FIRST]);
    expect(replica.row('deals', seed.FIRST)).toMatchObject({
      stage_id: seed.LOST,
      close_date,
      probability: null,
    });
    expect(
      live('timeline_entries').find(
        ({ entry_type, record_id }) => entry_type === 'note' && record_id === seed.FIRST,
      ),
    ).toMatchObject({
      body: 'Too dear',
      payload: { kind: 'closed', outcome: 'lost' },
    });
  });

  it('closes several in their order, each with the reason of its own timeline', async () => {
    const both = [seed.SECOND, seed.FIRST];
    await replica.mutate('close_deal', {
      deal_id: seed.SECOND,
      and_ids: [seed.FIRST],
      outcome: 'lost',
      reason: 'Too dear',
    });
    expect(stage(seed.LOST)).toEqual(both);
    for (const id of both) expect(replica.row('deals', id)).toMatchObject({ stage_id: seed.LOST });
    const notes = live('timeline_entries').filter(({ body }) => body === 'Too dear');
    expect(notes.map(({ record_id }) => record_id).sort()).toEqual([...both].sort());
  });
});

describe('remove_card', () => {
  it('takes several off the board, and their deals from its stages', async () => {
    const both = [seed.FIRST, seed.SECOND];
    const [card_id = '', ...and_ids] = both.map((id) => seed.cardOf(id));
    await replica.mutate('remove_card', { card_id, and_ids });
    for (const id of both) expect(replica.row('deals', id)).toMatchObject({ stage_id: null });
    expect(live('board_cards').filter(({ record_id }) => both.includes(record_id))).toEqual([]);
  });
});

describe('stages', () => {
  it('come between two others without touching them, as long as there is a gap', async () => {
    const add = (name: string) =>
      replica.mutate('add_stage', { board_id: seed.PIPELINE, name, before_id: seed.QUALIFIED });
    await add('A');
    expect(replica.last().writes).toHaveLength(1);
    for (let nth = 0; nth < 12; nth += 1) await add(`B${String(nth)}`);
    const order = live('board_stages')
      .filter(({ board_id }) => board_id === seed.PIPELINE)
      .sort((a, b) => a.position - b.position)
      .map(({ name }) => name);
    const added = Array.from({ length: 12 }, (_, nth) => `B${String(nth)}`);
    expect(order).toEqual(['Lead', 'A', ...added, 'Qualified', 'Won', 'Lost']);
  });

  it('are deleted only with a place for their cards, those of deleted deals too', async () => {
    const deleted = { stage_id: seed.LEAD };
    await expect(replica.mutate('delete_stage', deleted)).rejects.toEqual(invalid('in_use', 'move_to'));
    await replica.mutate('delete_records', { record_type: 'deal', ids: [seed.SECOND] });
    await replica.mutate('delete_stage', { ...deleted, move_to: seed.QUALIFIED });
    expect(stage(seed.QUALIFIED)).toEqual([seed.ELSEWHERE, seed.FIRST, seed.SECOND, seed.THIRD]);
    expect(live('deals').every(({ stage_id }) => stage_id !== seed.LEAD)).toBe(true);
  });
});

describe('link_contact', () => {
  it('brings a link back that was taken away, and keeps its role', async () => {
    const pair = { deal_id: seed.FIRST, contact_id: seed.ERIKA };
    await replica.mutate('unlink_contact', pair);
    const { id } = await replica.mutate('link_contact', pair);
    expect(replica.row('deal_contacts', id)).toMatchObject({ role: 'champion', deleted_at: null });
    expect(id).toBe(pairId('deal_contacts', pair));
  });
});

describe('entries', () => {
  it('need words in a note, and stay where the server wrote them', async () => {
    const empty = { record_type: 'deal', record_id: seed.FIRST, entry_type: 'note', body: ' ' } as const;
    await expect(replica.mutate('add_entry', empty)).rejects.toEqual(invalid('empty', 'body'));
    await replica.comes('timeline_entries', seed.id(602), {
      entry_type: 'field_edit',
      record_id: seed.FIRST,
    });
    await expect(replica.mutate('delete_entry', { entry_id: seed.id(602) })).rejects.toEqual(
      invalid('not_editable', 'entry_id'),
    );
  });
});

describe('tasks', () => {
  it('come back from the trash, and are not found there as long as they are deleted', async () => {
    const edit = () => replica.mutate('edit_tasks', { ids: [seed.DELETED_TASK], columns: { title: 'Back' } });
    await expect(edit()).rejects.toEqual(invalid('not_found', 'ids'));
    await replica.mutate('restore_tasks', { ids: [seed.DELETED_TASK] });
    expect(replica.row('tasks', seed.DELETED_TASK)['deleted_at']).toBe(null);
    await edit();
    expect(replica.row('tasks', seed.DELETED_TASK)['title']).toBe('Back');
  });
});

describe('define_custom_field', () => {
  it('makes a key from the name that no other field has', async () => {
    const define = (name: string) =>
      replica.mutate('define_custom_field', { record_type: 'deal', name, type: 'text' });
    expect((await define('Größe (m²)')).key).toBe('grosse_m2');
    expect((await define('Größe (m²)')).key).toBe('grosse_m2_2');
    expect((await define('24h')).key).toBe('field_24h');
    expect((await define('客户')).key).toBe('field');
  });

  it('refuses a config that its type does not know', async () => {
    const field = { record_type: 'deal', name: 'Size', type: 'number' } as const;
    await expect(
      replica.mutate('define_custom_field', { ...field, config: { options: ['S'] } }),
    ).rejects.toEqual(invalid('not_editable', 'config.options'));
    await expect(
      replica.mutate('define_custom_field', { ...field, config: { min: 3, max: 2 } }),
    ).rejects.toEqual(invalid('out_of_range', 'config.min'));
  });
});

describe('reorder_custom_fields', () => {
  const reorder = (field_ids: readonly string[]) =>
    replica.mutate('reorder_custom_fields', { record_type: 'deal', field_ids });

  it('puts all fields of the records in their new order, behind which the next one comes', async () => {
    const define = (name: string) =>
      replica.mutate('define_custom_field', { record_type: 'deal', name, type: 'text' });
    const [size, mood] = [(await define('Size')).id, (await define('Mood')).id];
    await reorder([mood, seed.BUDGET, size]);
    const next = (await define('Next')).id;
    const places = [mood, seed.BUDGET, size, next].map((id) => replica.row('custom_fields', id)['position']);
    expect(places).toEqual([1, 2, 3, 4]);
  });

  it('refuses an order of other fields than there are', async () => {
    await expect(reorder([])).rejects.toEqual(invalid('not_found', 'field_ids'));
    await expect(reorder([seed.REGION])).rejects.toEqual(invalid('not_found', 'field_ids'));
  });
});

describe('merge_records', () => {
  it('gives what hung on the other contact to the one that is kept', async () => {
    const merge = { record_type: 'contact', keep_id: seed.ERIKA, other_id: seed.ERIKA_TWICE } as const;
    await replica.mutate('merge_records', { ...merge, columns: { title: 'CTO' } });
    expect(replica.row('contacts', seed.ERIKA_TWICE).deleted_at).not.toBeNull();
    expect(replica.row('deals', seed.FIRST)['primary_contact_id']).toBe(seed.ERIKA);
    expect(live('deal_contacts').map(({ deal_id, contact_id, role }) => [deal_id, contact_id, role])).toEqual(
      [
        [seed.FIRST, seed.ERIKA, 'champion'],
        [seed.SECOND, seed.ERIKA, 'buyer'],
      ],
    );
    expect(live('tasks')).toMatchObject([
      { record_id: seed.ERIKA, title: 'Call', source_entry_id: seed.NOTE },
    ]);
    expect(await mergedInto(replica.context, seed.ERIKA)).toEqual([seed.ERIKA_TWICE]);
  });

  it('gives contacts, deals, daughters and the place on a board to the company that is kept', async () => {
    const merge = { record_type: 'company', keep_id: seed.NORDWIND, other_id: seed.NORDWIND_TWICE } as const;
    await replica.mutate('merge_records', { ...merge, columns: {} });
    expect(replica.row('contacts', seed.ERIKA_TWICE)['company_id']).toBe(seed.NORDWIND);
    expect(replica.row('deals', seed.FIRST)['company_id']).toBe(seed.NORDWIND);
    expect(replica.row('companies', seed.DAUGHTER)['parent_id']).toBe(seed.NORDWIND);
    expect(stage(seed.SCOUTING)).toEqual([seed.NORDWIND, seed.NORDWIND_TWICE]);
  });

  it('leaves no company its own mother', async () => {
    const merge = { record_type: 'company', keep_id: seed.DAUGHTER, other_id: seed.NORDWIND_TWICE } as const;
    await replica.mutate('merge_records', { ...merge, columns: {} });
    expect(replica.row('companies', seed.DAUGHTER)['parent_id']).toBeNull();
  });

  it('finds what was merged through several records', async () => {
    await replica.mutate('merge_records', {
      ...{ record_type: 'contact', keep_id: seed.ERIKA_TWICE, other_id: seed.OLE, columns: {} },
    });
    await replica.mutate('merge_records', {
      ...{ record_type: 'contact', keep_id: seed.ERIKA, other_id: seed.ERIKA_TWICE, columns: {} },
    });
    expect(await mergedInto(replica.context, seed.ERIKA)).toEqual([seed.ERIKA_TWICE, seed.OLE]);
  });
});

describe('import_records', () => {
  const run = async (input: Parameters<typeof importRecords>[1]) => {
    const ids = new Map<number, string>();
    const rejected = new Map<number, Error>();
    for await (const { changes, result } of importRecords(replica.context, input)) {
      expect(changes.length).toBeLessThanOrEqual(BATCH);
      await replica.commit('import_records', changes, { gesture: 'import' });
      for (const [at, id] of result.ids) ids.set(at, id);
      for (const [at, error] of result.rejected) rejected.set(at, error);
    }
    return { ids, rejected };
  };

  it('takes all rows but those that it rejects, and is undone in one go', async () => {
    const before = live('contacts').length;
    const file = Array.from({ length: 600 }, (_, nth) => ({
      name: nth === 300 ? '' : `Contact ${String(nth)}`,
    }));
    const { ids, rejected } = await run({ record_type: 'contact', rows: file });
    expect([...rejected]).toEqual([[300, invalid('empty', 'name')]]);
    expect(replica.row('contacts', ids.get(599) ?? '')['name']).toBe('Contact 599');
    expect(live('contacts')).toHaveLength(before + 599);
    await replica.undo();
    expect(live('contacts')).toHaveLength(before);
  });

  it('puts deals at the end of a stage in the order of the file', async () => {
    const file = Array.from({ length: 300 }, (_, nth) => ({ name: `Deal ${String(nth)}` }));
    const { ids } = await run({ record_type: 'deal', rows: file, stage_id: seed.QUALIFIED });
    expect(stage(seed.QUALIFIED)).toEqual([seed.ELSEWHERE, ...ids.values()]);
    expect(replica.row('deals', ids.get(0) ?? '')['stage_id']).toBe(seed.QUALIFIED);
  });
});
