import { expect, it } from 'vitest';
import type { Mutation, Write, WriteState } from '../core/journal.ts';
import { outboxView } from './journal-view.ts';

const write = (id: string, kind: 'local' | 'waiting'): Write => ({
  ...{ table: 'companies', id, columns: { name: id }, before: { name: '' }, base: {}, state: { kind } },
});

const mutation = (id: string, writes: readonly Write[], rest: Partial<Mutation> = {}): Mutation => ({
  ...{ id, name: 'edit_records', clock: '1767225600000-0000-0000000a', state: 'waiting', writes },
  ...rest,
});
const REFUSED: WriteState = { kind: 'refused', code: '23514', message: 'not accepted', details: null };
const view = (...mutations: readonly Mutation[]) => outboxView(mutations, () => null);

it('names each write by its place in its mutation, whatever is left out before it', () => {
  const [entry] = view(
    mutation('m', [write('a', 'waiting'), write('shown', 'local'), write('b', 'waiting')]),
  );
  expect(entry?.writes.map(({ mutation_id, index, row_id }) => [mutation_id, index, row_id])).toEqual([
    ['m', 0, 'a'],
    ['m', 2, 'b'],
  ]);
});

it('is one entry for a gesture of many mutations, and one more for what was refused of it', () => {
  const gesture = { gesture: 'import' };
  const entries = view(
    mutation('one', [write('a', 'waiting')], gesture),
    mutation('two', [{ ...write('b', 'waiting'), state: REFUSED }], { ...gesture, state: 'refused' }),
    mutation('three', [write('c', 'waiting')], gesture),
    mutation('other', [write('d', 'waiting')]),
    mutation('sent', [{ ...write('e', 'waiting'), state: { kind: 'sent' } }], { ...gesture, state: 'done' }),
  );
  expect(entries.map(({ state, mutation_ids }) => [state, mutation_ids])).toEqual([
    ['waiting', ['one', 'three']],
    ['attention', ['two']],
    ['waiting', ['other']],
  ]);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
  expect(entries[0]?.writes.map(({ row_id }) => row_id)).toEqual(['a', 'c']);
});

it('is for the person to decide as soon as one of its writes was refused', () => {
  const [entry] = view(mutation('m', [write('a', 'waiting'), { ...write('b', 'waiting'), state: REFUSED }]));
  expect(entry?.state).toBe('attention');
});
