import { expect, it } from 'vitest';
import {
  offer,
  offeredFor,
  runSoon,
  shortcutText,
  SHORTCUTS,
  shownStrokes,
  waysOf,
  type ShortcutName,
} from './shortcuts.ts';

const NAMES = Object.keys(SHORTCUTS) as ShortcutName[];

it.each(['linux', 'win32', 'darwin'] as const)('no two shortcuts are on the same keys, on %s', (platform) => {
  const ways = NAMES.flatMap((name) => waysOf(name, platform)).map((strokes) => strokes.join(' '));
  expect(new Set(ways).size).toBe(ways.length);
  // A stroke that is a shortcut by itself would never let a longer one be heard.
  for (const way of ways) expect(ways.filter((other) => other.startsWith(`${way} `))).toEqual([]);
});

it('asks what came last, and what was there before once that has gone', () => {
  const asked: string[] = [];
  const ends = ['window', 'screen', 'panel'].map((place) => offer('edit', () => asked.push(place)));
  offeredFor('edit')?.();
  ends[1]!();
  offeredFor('edit')?.();
  ends[2]!();
  offeredFor('edit')?.();
  ends[0]!();
  expect(asked).toEqual(['panel', 'panel', 'window']);
  expect(offeredFor('edit')).toBeUndefined();
});

it('waits for what is about to be offered, once', () => {
  const asked: string[] = [];
  runSoon('note');
  const ends = ['first', 'second'].map((place) => offer('note', () => asked.push(place)));
  expect(asked).toEqual(['first']);
  runSoon('note');
  expect(asked).toEqual(['first', 'second']);
  for (const end of ends) end();
});

it('is written in the words of the system', () => {
  expect(shortcutText('palette', 'darwin')).toBe('⌘K');
  expect(shortcutText('palette', 'linux')).toBe('Ctrl K');
  expect(shortcutText('redo', 'darwin')).toBe('⌘⇧Z');
  expect(shortcutText('back', 'win32')).toBe('Alt ←');
  expect(shownStrokes('contacts', 'linux')).toEqual(['G', 'C']);
});
