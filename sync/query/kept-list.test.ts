import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '../reads.ts';
import { keptList } from './kept-list.ts';
import { matcher } from './matches.ts';
import { ordering } from './order.ts';
import type { Lookup, Row } from './row.ts';

const looking = { me: 'ann', now: 0 };
const stage = (id: string, board_id: string, position: number) => ({ id, board_id, position, name: id });
const catalog = new Map<string, Row>(
  [
    { id: 'first', created_at: '2026-01-01' },
    { id: 'second', created_at: '2026-02-01' },
    ...[stage('won', 'first', 3), stage('lead', 'first', 1), stage('scout', 'second', 1)],
    ...[
      { id: 'c1', name: 'Zeta' },
      { id: 'c2', name: 'alpha' },
    ],
  ].map((row) => [row.id, row]),
);
const lookup: Lookup = (_, id) => catalog.get(id);

const inOrder = (rows: readonly Row[], ...order: Order[]): string[] =>
  keptList({
    rows,
    matches: () => true,
    ordering: ordering('deals', order, lookup),
  }).ids();
const up = (cell: string): Order => ({ cell, direction: 'ascending' });
const down = (cell: string): Order => ({ cell, direction: 'descending' });

describe('the order of a list', () => {
  it.each<[string, string, unknown[]]>([
    ['texts without case and accents', 'name', ['Ägir', 'apple', 'Élan', 'Zoo']],
    ['numbers in texts by their size', 'name', ['Deal 2', 'deal 10', 'Deal 100']],
    ['numbers', 'value_cents', [-5, 0, 7, 10]],
    ['dates', 'close_date', ['2026-01-09', '2026-01-10']],
    ['moments, whatever their form', 'created_at', ['2026-01-01T12:00:00Z', '2026-01-01T12:00:00.5+00:00']],
    ['references by name', 'company_id', ['c2', 'c1']],
    ['stages by their place, boards by their age', 'stage_id', ['lead', 'won', 'scout']],
    ['fields of people by number', 'custom_fields.x', [3, 20]],
  ])('is by %s', (_, cell, values) => {
    const rows = values.map((value, at): Row => ({
      id: `row-${at}`,
      ...(cell === 'custom_fields.x' ? { custom_fields: { x: value } } : { [cell]: value }),
    }));
    const nothing = { id: 'nothing', [cell]: null, custom_fields: {} };
    const ids = rows.map(({ id }) => id);
    expect(inOrder([nothing, ...rows.toReversed()], up(cell))).toEqual([...ids, 'nothing']);
    expect(inOrder([...rows, nothing], down(cell))).toEqual([...ids.toReversed(), 'nothing']);
  });

  it('is by the first, then the next, and by id where all are equal', () => {
    const rows = [
      { id: 'c', name: 'A', value_cents: 1 },
      { id: 'b', name: 'A', value_cents: 2 },
      { id: 'a', name: 'a', value_cents: 1 },
    ];
    expect(inOrder(rows, up('name'), down('value_cents'))).toEqual(['b', 'a', 'c']);
    expect(inOrder(rows)).toEqual(['a', 'b', 'c']);
  });
});

it('a list that is kept is the list made anew, whatever comes, changes and goes', () => {
  const value = fc.record({
    name: fc.constantFrom('a', 'B', 'b 2', 'b 10', '', 'é'),
    value_cents: fc.option(fc.integer({ min: 0, max: 4 })),
  });
  const ids = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8');
  const batch = fc.dictionary(ids, fc.option(value, { nil: undefined }), { maxKeys: 8 });
  const order = fc.subarray([up('name'), down('value_cents'), down('name')]);
  fc.assert(
    fc.property(order, fc.array(batch, { maxLength: 8 }), (by, batches) => {
      const rows = new Map<string, Row>();
      const options = {
        matches: matcher({ conditions: [{ kind: 'none_of', cell: 'value_cents', values: [1] }] }, looking),
        ordering: ordering('deals', by, lookup),
      };
      const kept = keptList({ rows: [], ...options });
      for (const changes of batches) {
        const changed = new Map(
          Object.entries(changes).map(([id, columns]) => [id, columns && { id, ...columns }]),
        );
        for (const [id, row] of changed)
          if (row) rows.set(id, row);
          else rows.delete(id);
        kept.change(changed);
        const anew = keptList({ rows: rows.values(), ...options }).ids();
        expect(kept.ids()).toEqual(anew);
        expect(kept.total).toBe(anew.length);
        for (const [at, id] of anew.entries()) {
          expect(kept.at(at)).toBe(id);
          expect(kept.placeOf(id)).toBe(at);
        }
        for (const id of changed.keys()) expect(kept.placeOf(id) !== null).toBe(anew.includes(id));
      }
    }),
  );
});
