import { expect, it } from 'vitest';
import { parseTheme } from './appearance.ts';
import { parseScreen } from './screen.ts';

it('takes what a setting says and defaults for the rest', () => {
  expect(parseScreen({ board_id: 'b1', sidebar: 'icons' })).toEqual({ board_id: 'b1', sidebar: 'icons' });
  expect(parseScreen({ board_id: 1, sidebar: 'wide' })).toEqual({ board_id: null, sidebar: 'open' });
  expect(parseScreen(null)).toEqual({ board_id: null, sidebar: 'open' });
});

it('follows the system until a theme is chosen', () => {
  expect(parseTheme('dark')).toBe('dark');
  expect(parseTheme('pink')).toBe('system');
  expect(parseTheme(null)).toBe('system');
});
