// What was pressed, as the table of shortcuts writes it, and which shortcut that is.
import { SHORTCUTS, waysOf, type ShortcutName } from '../../navigation/shortcuts.ts';
import type { Platform } from '../../ui/platform.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Longest pause between two strokes of one shortcut. */
const PAUSE_MS = 1_200;

const HELD = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Dead', 'Process']);

/** "mod+shift+z", "?", "alt+ArrowLeft"; null for a key that only holds others, or that is no one's. */
export function strokeOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: Pressed,
  platform: Platform,
): string | null {
  if (HELD.has(key)) return null;
  const mac = platform === 'darwin';
  const [mod, other] = mac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  // What AltGr writes comes with Ctrl and Alt; no shortcut is on these together.
  if (other || (mod && altKey)) return null;
  // Shift is part of what a key alone writes, such as "?". The letter is the same with Caps Lock.
  const plain = key.length === 1 && !mod && !altKey;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (plain) return shiftKey && name !== key ? `shift+${name}` : name;
  return [mod && 'mod', altKey && 'alt', shiftKey && 'shift', name].filter(Boolean).join('+');
}

export type Heard = { strokes: readonly string[]; at: number };
export const NOTHING_HEARD: Heard = { strokes: [], at: 0 };

/** What `stroke` comes to after what was heard: a shortcut, or the beginning of one. `at`: milliseconds of any clock. */
export function hear(
  heard: Heard,
  stroke: string,
  at: number,
  platform: Platform,
): { name: ShortcutName | null; heard: Heard } {
  const before = at - heard.at <= PAUSE_MS ? heard.strokes : [];
  for (const strokes of before.length > 0 ? [[...before, stroke], [stroke]] : [[stroke]]) {
    for (const name of Object.keys(SHORTCUTS) as ShortcutName[])
      for (const way of waysOf(name, platform))
        if (strokes.every((one, place) => one === way[place]))
          return strokes.length === way.length
            ? { name, heard: NOTHING_HEARD }
            : { name: null, heard: { strokes, at } };
  }
  return { name: null, heard: NOTHING_HEARD };
}
