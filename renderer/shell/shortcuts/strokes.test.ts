import { describe, expect, it } from 'vitest';
import { hear, NOTHING_HEARD, strokeOf } from './strokes.ts';

type Held = Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>>;
const press = (key: string, held: Held = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a stroke', () => {
  it.each<[string, Held, string | null]>([
    ['c', {}, 'c'],
    ['C', {}, 'c'],
    ['C', { shiftKey: true }, 'shift+c'],
    ['?', { shiftKey: true }, '?'],
    ['/', { shiftKey: true }, '/'],
    ['k', { ctrlKey: true }, 'mod+k'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
    ['k', { metaKey: true }, null],
    ['@', { ctrlKey: true, altKey: true }, null],
    ['ArrowLeft', { altKey: true }, 'alt+ArrowLeft'],
    ['Shift', { shiftKey: true }, null],
    ['Dead', {}, null],
  ])('of %s with %o is %s', (key, held, stroke) => {
    expect(strokeOf(press(key, held), 'linux')).toBe(stroke);
  });

  it('has ⌘ on macOS where Ctrl is elsewhere', () => {
    expect(strokeOf(press('k', { metaKey: true }), 'darwin')).toBe('mod+k');
    expect(strokeOf(press('k', { ctrlKey: true }), 'darwin')).toBeNull();
  });
});

describe('what is heard', () => {
  /** Strokes with the pause before each. */
  const after = (...strokes: [stroke: string, pauseMs: number][]) => {
    let heard = NOTHING_HEARD;
    let at = 0;
    let name = null;
    for (const [stroke, pause] of strokes) {
      at += pause;
      ({ name, heard } = hear(heard, stroke, at, 'linux'));
    }
    return name;
  };

  it.each([
    ['mod+k', 'palette'],
    ['mod+y', 'redo'],
    ['alt+ArrowLeft', 'back'],
    ['mod+[', null],
    ['?', 'sheet'],
    ['x', null],
    ['g', null],
  ])('in %s is %s', (stroke, name) => {
    expect(after([stroke, 0])).toBe(name);
  });

  it('is one shortcut of two strokes, soon after each other', () => {
    expect(after(['g', 0], ['c', 300])).toBe('contacts');
    expect(after(['g', 0], ['c', 5_000])).toBe('create');
  });

  it('goes on with a stroke that does not belong to the one before', () => {
    expect(after(['g', 0], ['mod+k', 100])).toBe('palette');
    expect(after(['g', 0], ['g', 100], ['h', 100])).toBe('home');
  });

  it('is over when it has come to something', () => {
    expect(after(['g', 0], ['h', 100], ['c', 100])).toBe('create');
  });
});
