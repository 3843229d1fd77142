import { beforeEach, describe, expect, it } from 'vitest';
import { CARRIED, type Mutation } from '../core/journal.ts';
import * as seed from '../test/seeded-replica.ts';
import { openSeededReplica, type SeededReplica } from '../test/seeded-replica.ts';
import { perform } from './index.ts';
import { cardsIn } from './places.ts';
import { undoable } from './undo.ts';
import type { Rows } from '../schema/tables.ts';

describe('undo', () => {
  let replica: SeededReplica;
  beforeEach(async () => {
    replica = await openSeededReplica();
  });

  const rename = (name: string) =>
    replica.mutate('edit_records', { record_type: 'deal', ids: [seed.FIRST], columns: { name } });
  const name = () => replica.row('deals', seed.FIRST)['name'];
  const names = () => {
    const { undo, redo } = undoable(replica.stores.mutations());
    return { undo: undo.map((gesture) => gesture.name), redo: redo.map((gesture) => gesture.name) };
  };
  const lead = () =>
    cardsIn(replica.stores.all('board_cards') as unknown as Rows['board_cards'][], seed.LEAD).map(
      ({ record_id }) => record_id,
    );
  const move = (record_id: string, spot: 'top' | 'end' | { before_id: string }, stage_id = seed.LEAD) =>
    replica.mutate('move_cards', { card_ids: [seed.cardOf(record_id)], stage_id, spot });

  it('goes back through all that was done, newest first, and forth again', async () => {
    await rename('One');
    await rename('Two');
    await replica.undo();
    expect(name()).toBe('One');
    await replica.undo();
    expect(name()).toBe('First');
    expect(names()).toEqual({ undo: [], redo: ['edit_records', 'edit_records'] });
    await replica.redo();
    expect(name()).toBe('One');
    await replica.redo();
    expect(name()).toBe('Two');
    expect(names()).toEqual({ undo: ['edit_records', 'edit_records'], redo: [] });
  });

  it('has nothing to redo once something else was done', async () => {
    await rename('One');
    await replica.undo();
    await replica.mutate('complete_tasks', { ids: [seed.TASK] });
    expect(names()).toEqual({ undo: ['complete_tasks'], redo: [] });
  });

  it('passes over what the server refused, and takes a refused undo for never done', async () => {
    await rename('One');
    await replica.answer({ kind: 'sent' });
    await replica.mutate('complete_tasks', { ids: [seed.TASK] });
    await replica.answer({ kind: 'refused', code: '42501', message: 'no', details: null });
    expect(names()).toEqual({ undo: ['edit_records'], redo: [] });
    await replica.undo();
    await replica.answer({ kind: 'refused', code: '42501', message: 'no', details: null });
    expect(names()).toEqual({ undo: ['edit_records'], redo: [] });
  });

  it('takes back in one go what several mutations of one gesture did', async () => {
    const rows = [seed.FIRST, seed.SECOND].map((id) => replica.row('deals', id));
    for (const row of rows)
      await replica.commit('edit_records', [{ table: 'deals', row, columns: { name: 'Both' } }], {
        gesture: 'both',
      });
    await replica.undo();
    expect([name(), replica.row('deals', seed.SECOND)['name']]).toEqual(['First', 'Second']);
    expect(names()).toEqual({ undo: [], redo: ['edit_records'] });
  });

  it('leaves the value of whoever was overruled unseen', async () => {
    await rename('Ours');
    const lost = {};
    const won = { name: { theirs: 'Theirs', clock: 'c' } };
    await replica.answer({ kind: 'merged', lost, won, seen: false });
    await replica.undo();
    expect(name()).toBe('Theirs');
  });

  it('knows a value again in the form in which the server gives it back', async () => {
    const budget = { value_cents: 5, currency: 'EUR' };
    await replica.mutate('edit_records', {
      record_type: 'deal',
      ids: [seed.FIRST],
      columns: { 'custom_fields.budget': budget },
    });
    await replica.serverSets('deals', seed.FIRST, {
      custom_fields: { budget: { currency: 'EUR', value_cents: 5 } },
    });
    expect((await replica.undo()).skipped).toEqual([]);
    expect(replica.row('deals', seed.FIRST)['custom_fields']).toEqual({});

    await replica.mutate('delete_records', { record_type: 'deal', ids: [seed.FIRST] });
    const deleted_at = replica.row('deals', seed.FIRST).deleted_at ?? '';
    await replica.serverSets('deals', seed.FIRST, { deleted_at: deleted_at.replace('Z', '+00:00') });
    await replica.undo();
    expect(replica.row('deals', seed.FIRST).deleted_at).toBeNull();
  });

  it('does not take a link away that somebody else has made too', async () => {
    const pair = { deal_id: seed.SECOND, contact_id: seed.OLE };
    const { id } = await replica.mutate('link_contact', pair);
    await replica.stores.rows.update(
      'deal_contacts',
      [id],
      (row) => row && { ...row, clocks: { '*': 'theirs' } },
    );
    expect((await replica.undo()).skipped).toEqual([{ table: 'deal_contacts', id, cells: ['deleted_at'] }]);
    expect(replica.row('deal_contacts', id).deleted_at).toBeNull();
  });

  it('of a new deal leaves it its card, which hides with it', async () => {
    const columns = { name: 'New' };
    const made = await replica.mutate('create_record', { record_type: 'deal', columns, stage_id: seed.LEAD });
    await replica.undo();
    expect(replica.row('deals', made.id).deleted_at).not.toBeNull();
    expect(replica.row('board_cards', made.card_id ?? '').deleted_at).toBeNull();
  });

  it('says what is not here any more', async () => {
    await rename('One');
    await replica.stores.rows.update('deals', [seed.FIRST], () => null);
    expect((await replica.undo()).skipped).toEqual([{ table: 'deals', id: seed.FIRST, cells: ['name'] }]);
  });

  describe('of a move', () => {
    it('puts cards that were moved together back between those that stayed', async () => {
      await replica.mutate('move_cards', {
        card_ids: [seed.cardOf(seed.FIRST), seed.cardOf(seed.SECOND)],
        stage_id: seed.QUALIFIED,
      });
      expect(lead()).toEqual([seed.THIRD]);
      await replica.undo();
      expect(lead()).toEqual([seed.FIRST, seed.SECOND, seed.THIRD]);
    });

    it('gives cards that lay side by side the ranks that they had, in however many mutations they moved', async () => {
      const ranks = () => replica.stores.all('board_cards').map(({ id, rank }) => [id, rank]);
      const before = ranks();
      const reversed = {
        card_ids: [seed.THIRD, seed.FIRST].map((id) => seed.cardOf(id)),
        stage_id: seed.LEAD,
        spot: { before_id: seed.cardOf(seed.SECOND) },
      };
      await replica.mutate('move_cards', reversed);
      await replica.undo();
      expect(ranks()).toEqual(before);
      const { changes } = await perform(replica.context, 'move_cards', reversed);
      for (const change of changes) await replica.commit('move_cards', [change], { gesture: 'reversed' });
      expect(lead()).toEqual([seed.THIRD, seed.FIRST, seed.SECOND]);
      await replica.undo();
      expect(ranks()).toEqual(before);
      await replica.mutate('move_cards', {
        card_ids: [seed.SECOND, seed.FIRST].map((id) => seed.cardOf(id)),
        stage_id: seed.LEAD,
      });
      await replica.undo();
      expect(ranks()).toEqual(before);
    });

    it('finds the place again after the server gave the stage short ranks', async () => {
      await move(seed.THIRD, { before_id: seed.cardOf(seed.SECOND) });
      expect(lead()).toEqual([seed.FIRST, seed.THIRD, seed.SECOND]);
      await replica.comes('board_cards', seed.cardOf(seed.LOOSE), {
        ...{ board_id: seed.PIPELINE, stage_id: seed.LEAD, record_type: 'deal', record_id: seed.LOOSE },
        rank: 'a4',
      });
      await move(seed.FIRST, 'end');
      expect(lead()).toEqual([seed.THIRD, seed.SECOND, seed.LOOSE, seed.FIRST]);
      for (const [nth, record_id] of lead().entries())
        await replica.serverSets('board_cards', seed.cardOf(record_id), { rank: `b${String(nth)}0` });
      expect((await replica.undo()).skipped).toEqual([]);
      expect(lead()).toEqual([seed.FIRST, seed.THIRD, seed.SECOND, seed.LOOSE]);
    });

    it('leaves a card where somebody else has put it since, and its deal with it', async () => {
      await move(seed.FIRST, 'end', seed.QUALIFIED);
      const card = seed.cardOf(seed.FIRST);
      await replica.comes('board_cards', card, { stage_id: seed.WON, rank: 'a9' });
      await replica.comes('deals', seed.FIRST, { stage_id: seed.WON });
      const { skipped } = await replica.undo();
      expect(skipped).toContainEqual({ table: 'board_cards', id: card, cells: ['stage_id', 'rank'] });
      expect(replica.row('board_cards', card)).toMatchObject({ stage_id: seed.WON, rank: 'a9' });
      expect(replica.row('deals', seed.FIRST)).toMatchObject({ stage_id: seed.WON });
    });

    it('within a stage leaves a card that somebody else has moved since', async () => {
      await move(seed.FIRST, 'end');
      const card = seed.cardOf(seed.FIRST);
      await replica.comes('board_cards', card, { rank: 'a2V' });
      expect((await replica.undo()).skipped).toEqual([{ table: 'board_cards', id: card, cells: ['rank'] }]);
      expect(replica.row('board_cards', card)['rank']).toBe('a2V');
    });

    it('takes a card back to its stage though somebody has tidied the one it was put into', async () => {
      await move(seed.FIRST, 'end', seed.QUALIFIED);
      await replica.comes('board_cards', seed.cardOf(seed.FIRST), { rank: 'a0' });
      expect((await replica.undo()).skipped).toEqual([]);
      expect(lead()).toEqual([seed.FIRST, seed.SECOND, seed.THIRD]);
      expect(replica.row('deals', seed.FIRST)['stage_id']).toBe(seed.LEAD);
    });
  });
});

it('never takes back a workspace that was carried over', () => {
  const write = { table: 'deals', id: 'd', columns: { name: 'Cranes' }, before: null, base: null } as const;
  const carried: Mutation = {
    ...{ id: 'm', name: 'import_records', clock: '1', state: 'done', gesture: CARRIED },
    writes: [{ ...write, state: { kind: 'sent' } }],
  };
  expect(undoable([carried])).toEqual({ undo: [], redo: [] });
  expect(undoable([{ ...carried, gesture: 'g' }]).undo).toHaveLength(1);
});
