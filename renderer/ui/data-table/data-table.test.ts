import { describe, expect, it } from 'vitest';
import { gridIntent, HEAD } from './grid-keys.ts';
import { moved, NARROWEST, resized, toggledColumn } from './layout.ts';
import { headState, NOTHING, rangedTo, toggled, withAll } from './selection.ts';
import { sortedBy } from './sort.ts';

const ALL = ['a', 'b', 'c', 'd', 'e'];
const chosen = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort().join('');

describe('a selection', () => {
  it('takes a range from the row that was chosen last, either way', () => {
    const from = toggled(NOTHING, 'c');
    expect(chosen(rangedTo(from, 'e', ALL))).toBe('cde');
    expect(chosen(rangedTo(rangedTo(from, 'e', ALL), 'b', ALL))).toBe('bc');
  });

  it('keeps what was chosen before the range', () => {
    const two = toggled(toggled(NOTHING, 'a'), 'd');
    expect(chosen(rangedTo(rangedTo(two, 'e', ALL), 'c', ALL))).toBe('acd');
  });

  it('begins a range where there is no anchor in the list', () => {
    const elsewhere = toggled(NOTHING, 'z');
    const begun = rangedTo(elsewhere, 'b', ALL);
    expect(chosen(begun)).toBe('bz');
    expect(chosen(rangedTo(begun, 'd', ALL))).toBe('bcdz');
  });

  it('stays chosen while the list is another', () => {
    expect(chosen(withAll(toggled(NOTHING, 'z'), ['a', 'b']))).toBe('abz');
  });

  it('says in the head whether all of what is seen is chosen', () => {
    expect(headState(NOTHING, 5, ALL)).toBe('none');
    expect(headState(toggled(NOTHING, 'a'), 5, ALL)).toBe('some');
    expect(headState(withAll(NOTHING, ALL), 5, ALL)).toBe('all');
    expect(headState(withAll(NOTHING, ['v', 'w', 'x', 'y', 'z']), 5, ALL)).toBe('some');
  });
});

describe('columns', () => {
  const layout = ['name', 'mail', 'city', 'owner'].map((id) => ({ id, width: 100 }));
  const order = (columns: readonly { id: string }[]) => columns.map(({ id }) => id).join(' ');

  it('move anywhere but before the one that names the row', () => {
    expect(order(moved(layout, 'owner', 1))).toBe('name owner mail city');
    expect(order(moved(layout, 'mail', 3))).toBe('name city owner mail');
    expect(order(moved(layout, 'mail', 0))).toBe('name mail city owner');
    expect(moved(layout, 'name', 2)).toBe(layout);
  });

  it('are never narrower than can be read', () => {
    expect(resized(layout, 'mail', 3)[1]?.width).toBe(NARROWEST);
    expect(resized(layout, 'mail', 210.4)[1]?.width).toBe(210);
  });

  it('come at the end and go, but the name stays', () => {
    expect(order(toggledColumn(layout, 'phone', 80))).toBe('name mail city owner phone');
    expect(order(toggledColumn(layout, 'city', 80))).toBe('name mail owner');
    expect(order(toggledColumn(layout, 'name', 80))).toBe('name mail city owner');
  });
});

describe('the order', () => {
  it('goes from ascending to descending to none', () => {
    const up = sortedBy([], 'name', false);
    const down = sortedBy(up, 'name', false);
    expect([up, down, sortedBy(down, 'name', false)]).toEqual([
      [{ id: 'name', direction: 'ascending' }],
      [{ id: 'name', direction: 'descending' }],
      [],
    ]);
  });

  it('takes another column alone, or behind those that are there', () => {
    const one = sortedBy([], 'name', false);
    expect(sortedBy(one, 'city', false).map(({ id }) => id)).toEqual(['city']);
    const two = sortedBy(one, 'city', true);
    expect(two.map(({ id }) => id)).toEqual(['name', 'city']);
    expect(sortedBy(sortedBy(two, 'name', true), 'name', true).map(({ id }) => id)).toEqual(['city']);
  });
});

describe('keys on a table', () => {
  const press = (key: string, at: { row: number; column: number }, held: object = {}, forwards: 1 | -1 = 1) =>
    gridIntent(
      { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held },
      at,
      forwards,
    );

  it('open on the name and edit on any other cell', () => {
    expect(press('Enter', { row: 3, column: 1 })).toEqual({ kind: 'open' });
    expect(press('Enter', { row: 3, column: 2 })).toEqual({ kind: 'edit' });
    expect(press('F2', { row: 3, column: 1 })).toEqual({ kind: 'edit' });
    expect(press('Enter', { row: 3, column: 4 }, { ctrlKey: true })).toEqual({ kind: 'open' });
  });

  it('select by x anywhere and by the space bar on the box', () => {
    expect(press('x', { row: 3, column: 2 })).toEqual({ kind: 'toggle' });
    expect(press(' ', { row: 3, column: 0 })).toEqual({ kind: 'toggle' });
    expect(press(' ', { row: 3, column: 2 })).toEqual({ kind: 'peek' });
    expect(press('a', { row: 3, column: 2 }, { metaKey: true })).toEqual({ kind: 'select_all' });
  });

  it('extend the selection with Shift', () => {
    expect(press('ArrowDown', { row: 3, column: 2 }, { shiftKey: true })).toEqual({
      kind: 'go',
      rows: 1,
      columns: 0,
      extend: true,
    });
  });

  it('sort, resize and reorder on the head', () => {
    expect(press('Enter', { row: HEAD, column: 2 }, { shiftKey: true })).toEqual({
      kind: 'sort',
      added: true,
    });
    expect(press('ArrowRight', { row: HEAD, column: 2 }, { shiftKey: true })).toEqual({
      kind: 'resize',
      by: 1,
    });
    expect(press('ArrowLeft', { row: HEAD, column: 2 }, { shiftKey: true, ctrlKey: true })).toEqual({
      kind: 'reorder',
      by: -1,
    });
    expect(press(' ', { row: HEAD, column: 0 })).toEqual({ kind: 'select_all' });
  });

  it('lead to the next column in the direction of the script', () => {
    expect(press('ArrowLeft', { row: 0, column: 2 }, {}, -1)).toMatchObject({ kind: 'go', columns: 1 });
  });

  it('leave to others what is not for a table', () => {
    expect(press('c', { row: 0, column: 2 })).toBeNull();
    expect(press('ArrowLeft', { row: 0, column: 2 }, { altKey: true })).toBeNull();
  });
});
