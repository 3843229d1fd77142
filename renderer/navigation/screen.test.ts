import { describe, expect, it } from 'vitest';
import { parseTheme } from '../shell/appearance.ts';
import {
  closedPanel,
  parseScreen,
  screenOf,
  shownRecord,
  wentBack,
  wentForward,
  wentTo,
  type Route,
  type Screen,
} from './screen.ts';

it('takes what a setting says and defaults for the rest', () => {
  const kept = { route: { to: 'board', id: 'b1', panel: null }, sidebar: 'icons' };
  expect(parseScreen(kept)).toEqual(kept);
  const usual = { route: { to: 'board', id: null, panel: null }, sidebar: 'open' };
  expect(parseScreen({ route: { to: 'elsewhere', id: 1 }, sidebar: 'wide' })).toEqual(usual);
  expect(parseScreen(null)).toEqual(usual);
});

it('follows the system until a theme is chosen', () => {
  expect(parseTheme('dark')).toBe('dark');
  expect(parseTheme('pink')).toBe('system');
  expect(parseTheme(null)).toBe('system');
});

describe('going from place to place', () => {
  const sales: Route = { to: 'board', id: 'sales', panel: null };
  const partners: Route = { to: 'board', id: 'partners', panel: null };
  const sync: Route = { to: 'sync', id: null, panel: null };
  const start = screenOf({ route: sales, sidebar: 'open' });
  const at = ({ visit }: Screen) => visit.route;

  it('leads back and forward over the same stays, each with its own key', () => {
    const there = wentTo(wentTo(start, sync), partners);
    const back = wentBack(there);
    expect([at(back), at(wentBack(back)), at(wentForward(back))]).toEqual([sync, sales, partners]);
    expect(wentForward(back).visit).toBe(there.visit);
    expect(new Set([there, back, start].map(({ visit }) => visit.key)).size).toBe(3);
  });

  it('opens a panel within the stay, and back closes it', () => {
    const open = wentTo(start, { ...sales, panel: { table: 'deals', id: 'd1' } });
    expect(open.visit.key).toBe(start.visit.key);
    expect(at(wentBack(open))).toEqual(sales);
  });

  it('leaves no trace of panels that were closed: back leads to the screen before', () => {
    const first = { ...sales, panel: { table: 'deals', id: 'd1' } } as const;
    const second = { ...sales, panel: { table: 'deals', id: 'd2' } } as const;
    const closed = closedPanel(wentTo(wentTo(wentTo(wentTo(start, sync), sales), first), second));
    expect(at(closed)).toEqual(sales);
    expect(at(wentBack(closed))).toEqual(sync);
    expect(closedPanel(closed)).toBe(closed);
  });

  it('forgets the way forward when another way is taken, and never gives a key twice', () => {
    const other = wentTo(wentBack(wentTo(start, sync)), partners);
    expect(wentForward(other)).toBe(other);
    const again = wentTo(wentBack(other), sync);
    expect(again.past.map(({ key }) => key)).not.toContain(again.visit.key);
  });

  it('stays where it is at either end, and where it is told to go where it is', () => {
    expect(wentBack(start)).toBe(start);
    expect(wentForward(start)).toBe(start);
    expect(wentTo(start, { ...sales })).toBe(start);
  });
});

it('knows the record that is looked at, beside a screen before the one on it', () => {
  const panel = { table: 'contacts', id: 'c1' } as const;
  expect(shownRecord({ to: 'deal', id: 'd1', panel: null })).toEqual({ table: 'deals', id: 'd1' });
  expect(shownRecord({ to: 'deal', id: 'd1', panel })).toEqual(panel);
  expect(shownRecord({ to: 'board', id: 'b1', panel: null })).toBeNull();
});
