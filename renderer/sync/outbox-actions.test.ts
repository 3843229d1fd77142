import { expect, it } from 'vitest';
import { demoOutbox } from '../test/demo-outbox.ts';
import { editedIn } from './outbox-actions.ts';

it('hands each mutation of an entry what was mended of its own writes, by their places in it', () => {
  const [entry] = demoOutbox();
  const [write] = entry!.writes;
  const writes = [
    { ...write!, mutation_id: 'one', index: 0 },
    { ...write!, mutation_id: 'one', index: 2 },
    { ...write!, mutation_id: 'two', index: 0 },
  ];
  const edited = new Map([
    [1, { name: 'Mended' }],
    [2, { name: 'Mended too' }],
  ]);
  const of = (mutation_id: string) => [...editedIn({ ...entry!, writes }, mutation_id, edited)];
  expect(of('one')).toEqual([[2, { name: 'Mended' }]]);
  expect(of('two')).toEqual([[0, { name: 'Mended too' }]]);
  expect([...editedIn({ ...entry!, writes }, 'one')]).toEqual([]);
});
