import { expect, it } from 'vitest';
import type { Mutation, Write } from '../core/journal.ts';
import { outboxView } from './journal-view.ts';

const write = (id: string, kind: 'local' | 'waiting'): Write => ({
  ...{ table: 'companies', id, columns: { name: id }, before: { name: '' }, base: {}, state: { kind } },
});

it('names each write by its place in the mutation, whatever is left out before it', () => {
  const mutation: Mutation = {
    ...{ id: 'm', name: 'edit_records', clock: '1767225600000-0000-0000000a', state: 'waiting' },
    writes: [write('a', 'waiting'), write('shown', 'local'), write('b', 'waiting')],
  };
  const [entry] = outboxView([mutation], () => null);
  expect(entry?.writes.map(({ index, row_id }) => [index, row_id])).toEqual([
    [0, 'a'],
    [2, 'b'],
  ]);
});
