import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptList, type KeptList } from '../../query/kept-list.ts';
import { listed } from '../../query/listed.ts';
import { ordering } from '../../query/order.ts';
import type { ListQuery } from '../../reads.ts';
import type { HeldRow } from './held-rows.ts';
import { createOrders } from './orders.ts';
import type { Change } from './tables.ts';

const looking = () => ({ me: 'ann', now: 0 });
const lookup = () => undefined;

function aTable() {
  const held = new Map<string, HeldRow>();
  const orders = createOrders({ rows: () => held, lookup }, looking);
  const order = (query: ListQuery) => ordering(query.table, query.order ?? [], lookup);
  return {
    orders,
    list: (query: ListQuery) => orders.list(query, order(query)),
    /** What the list has to be. */
    fresh: (query: ListQuery) =>
      keptList({ rows: held.values(), matches: listed(query, looking()), ordering: order(query) }).ids(),
    write(rows: readonly { id: string; name: string | null }[], used = new Set<KeptList>()) {
      const changes = new Map<string, Change>();
      for (const { id, name } of rows) {
        const before = held.get(id);
        const after = { id, name, deleted_at: name === 'gone' ? 'now' : null, height: 1 } as HeldRow;
        held.set(id, after);
        changes.set(id, { before, after });
      }
      orders.changed(new Map([['contacts', changes]]), used);
    },
  };
}

const QUERIES = (['ascending', 'descending'] as const).flatMap((direction): ListQuery[] => {
  const query = { table: 'contacts', order: [{ cell: 'name', direction }] } as const;
  return [query, { ...query, text: 'a' }, { ...query, deleted: true }];
});

it('gives each list what sorting its rows anew would, whatever was asked for and written before', () => {
  const row = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    name: fc.constantFrom('Anna', 'ann', 'Bo', 'Äx', 'gone', null),
  });
  const step = fc.oneof(fc.array(row, { maxLength: 6 }), fc.constantFrom(...QUERIES));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const table = aTable();
      for (const one of steps)
        if (Array.isArray(one)) table.write(one);
        else expect(table.list(one).ids()).toEqual(table.fresh(one));
    }),
  );
});

it('shares the list of a whole table, and lets go of those that nobody watches', () => {
  const table = aTable();
  table.write([{ id: 'a', name: 'Anna' }]);
  const whole = (cell: string): ListQuery => ({
    table: 'contacts',
    order: [{ cell, direction: 'ascending' }],
  });
  const watched = table.list(whole('name'));
  expect(table.list(whole('name'))).toBe(watched);
  const others = ['email', 'phone', 'title', 'created_at', 'updated_at'].map((cell) =>
    table.list(whole(cell)),
  );
  table.write([{ id: 'b', name: 'Bo' }], new Set([watched]));
  expect(watched.ids()).toEqual(['a', 'b']);
  expect(others.map((one) => table.orders.isShared(one))).toEqual([false, false, true, true, true]);
});
