import { expect, it } from 'vitest';
import { openedBy, parseRecent, wasOpened } from './recent.ts';
import type { PanelRecord } from './screen.ts';

const anna: PanelRecord = { table: 'contacts', id: 'anna' };
const acme: PanelRecord = { table: 'companies', id: 'acme' };

it('has what was opened last first, and each record once', () => {
  expect(wasOpened([acme, anna], anna)).toEqual([anna, acme]);
  const recent = [anna, acme];
  expect(wasOpened(recent, anna)).toBe(recent);
});

it('keeps thirty', () => {
  const many = Array.from({ length: 30 }, (_, at): PanelRecord => ({ table: 'deals', id: String(at) }));
  expect(wasOpened(many, anna)).toEqual([anna, ...many.slice(0, 29)]);
});

it('counts a record that is shown on its page or in a panel, and no board and no list', () => {
  expect(openedBy({ to: 'company', id: 'acme', panel: null })).toEqual(acme);
  expect(openedBy({ to: 'board', id: 'sales', panel: anna })).toEqual(anna);
  expect(openedBy({ to: 'board', id: 'sales', panel: null })).toBeNull();
  expect(openedBy({ to: 'contacts', id: null, panel: null })).toBeNull();
});

it('reads what was kept, and leaves out what is damaged', () => {
  expect(parseRecent([anna, { table: 'roles', id: 'x' }, 'acme', null, { table: 'deals' }, acme])).toEqual([
    anna,
    acme,
  ]);
  expect(parseRecent({ anna })).toEqual([]);
});
