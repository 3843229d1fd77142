import { describe, expect, it } from 'vitest';
import { discardRefused, parcelsOf, type Mutation, type Write, type WriteState } from './journal.ts';

const T = (ms: number) => `${String(ms).padStart(13, '0')}-0000-0000000a`;
const write = (rest: Partial<Write> = {}): Write => ({
  table: 'companies',
  id: 'c',
  columns: { name: 'Nordwind' },
  before: { name: 'Nord' },
  base: { '*': T(1) },
  state: { kind: 'waiting' },
  ...rest,
});
const mutation = (ms: number, ...writes: Write[]): Mutation => ({
  id: `m${ms}`,
  name: 'edit_records',
  clock: T(ms),
  state: 'waiting',
  writes,
});
const made = (rest: Partial<Write>) => write({ before: null, base: null, ...rest });

describe('parcels', () => {
  it('go out with the rows that they refer to first, in whichever order they were made', () => {
    const parcels = parcelsOf([
      mutation(5, made({ table: 'deal_contacts', id: 'link' })),
      mutation(6, made({ table: 'deals', id: 'd' })),
      mutation(7, made({ table: 'contacts', id: 'p' }), made({ table: 'companies', id: 'c' })),
    ]);
    expect(parcels.map(({ table }) => table)).toEqual(['companies', 'contacts', 'deals', 'deal_contacts']);
  });

  it('say what the person saw, so that the server knows what they had not seen', () => {
    const base = { '*': T(1), domain: T(2) };
    expect(parcelsOf([mutation(5, write({ base }))])).toMatchObject([{ base, clocks: { name: T(5) } }]);
  });

  it('of two edits of a row carry the later value on the base of the first', () => {
    const first = write({ base: { '*': T(1), domain: T(2) } });
    const second = write({
      columns: { name: 'Nordwind AG', industry: 'Wind' },
      base: { '*': T(1), domain: T(6), industry: T(4), name: T(5) },
    });
    expect(parcelsOf([mutation(5, first), mutation(7, second)])).toEqual([
      {
        table: 'companies',
        id: 'c',
        columns: { name: 'Nordwind AG', industry: 'Wind' },
        clocks: { name: T(7), industry: T(7) },
        // Somebody's edit of the domain was seen by the second; the name that it saw was our own.
        base: { '*': T(1), domain: T(6), industry: T(4), name: T(1) },
        of: [
          { mutation_id: 'm5', index: 0, clock: T(5) },
          { mutation_id: 'm7', index: 0, clock: T(7) },
        ],
      },
    ]);
  });

  it('of a row that was made and edited before it was sent make it', () => {
    const edit = write({ columns: { name: 'Later' }, base: { '*': T(5) } });
    expect(parcelsOf([mutation(5, made({})), mutation(6, edit)])).toMatchObject([
      { base: null, columns: { name: 'Later' }, clocks: { '*': T(5), name: T(6) } },
    ]);
  });

  it('are none of what is answered', () => {
    const states: WriteState[] = [
      { kind: 'sent' },
      { kind: 'merged', lost: {}, won: {}, seen: false },
      { kind: 'refused', code: '23514', message: 'no', details: null },
      { kind: 'discarded' },
      { kind: 'local' },
    ];
    expect(parcelsOf([mutation(5, ...states.map((state, at) => write({ id: `c${at}`, state })))])).toEqual(
      [],
    );
  });
});

it('what a person gives up is kept as given up, beside what the server has', () => {
  const refused = write({ state: { kind: 'refused', code: '23514', message: 'no', details: null } });
  const sent = write({ id: 'd', state: { kind: 'sent' } });
  expect(discardRefused(mutation(5, refused, sent))).toMatchObject({
    state: 'done',
    writes: [{ columns: { name: 'Nordwind' }, state: { kind: 'discarded' } }, { state: { kind: 'sent' } }],
  });
});
