// Every key of the window in one table: what dispatches the keys and the sheet that shows them both read it.
// A part that stands on the window offers what a key does there by `useShortcut`; the one that came last is asked.
import { useEffect, useEffectEvent } from 'react';
import type { Platform } from '../ui/platform.ts';
import { t } from '../words/t.ts';

/**
 * What is pressed: keys as the browser names them, after "mod" (⌘ on macOS, Ctrl elsewhere), "alt" and "shift", joined by
 * "+"; strokes one after the other, with a space between. Where there are several ways, the first is the one shown.
 */
type Strokes = string;

export type Shortcut = {
  group: 'anywhere' | 'go' | 'here';
  keys: readonly Strokes[];
  /** In place of `keys` on macOS. */
  mac?: readonly Strokes[];
  /** While typing too. */
  typing?: true;
};

export const SHORTCUTS = {
  palette: { group: 'anywhere', keys: ['mod+k'], typing: true },
  create: { group: 'anywhere', keys: ['c'] },
  undo: { group: 'anywhere', keys: ['mod+z'] },
  redo: { group: 'anywhere', keys: ['mod+shift+z', 'mod+y'] },
  back: { group: 'anywhere', keys: ['alt+ArrowLeft', 'BrowserBack'], mac: ['mod+['], typing: true },
  forward: { group: 'anywhere', keys: ['alt+ArrowRight', 'BrowserForward'], mac: ['mod+]'], typing: true },
  sidebar: { group: 'anywhere', keys: ['mod+b'] },
  sheet: { group: 'anywhere', keys: ['?'] },
  home: { group: 'go', keys: ['g h'] },
  tasks: { group: 'go', keys: ['g t'] },
  boards: { group: 'go', keys: ['g b'] },
  contacts: { group: 'go', keys: ['g c'] },
  companies: { group: 'go', keys: ['g o'] },
  deals: { group: 'go', keys: ['g d'] },
  sync: { group: 'go', keys: ['g y'] },
  trash: { group: 'go', keys: ['g x'] },
  settings: { group: 'go', keys: ['g s'] },
  filter: { group: 'here', keys: ['/'] },
  edit: { group: 'here', keys: ['e'] },
  note: { group: 'here', keys: ['n'] },
} as const satisfies Record<string, Shortcut>;
export type ShortcutName = keyof typeof SHORTCUTS;

/** Each way to press `name`, in single strokes. */
export function waysOf(name: ShortcutName, platform: Platform): readonly (readonly Strokes[])[] {
  const shortcut: Shortcut = SHORTCUTS[name];
  const keys = platform === 'darwin' ? (shortcut.mac ?? shortcut.keys) : shortcut.keys;
  return keys.map((strokes) => strokes.split(' '));
}

/** Each stroke as it is written on the keyboard: "⌘K", "Ctrl K"; of the way that is shown. */
export function shownStrokes(name: ShortcutName, platform: Platform): readonly string[] {
  const [first = []] = waysOf(name, platform);
  return first.map((stroke) => {
    // "+" parts the keys, and is no key here itself.
    const keys = stroke.split('+').map((key) => keyText(key, platform));
    return keys.join(platform === 'darwin' ? '' : ' ');
  });
}

/** The same on one line, for a tooltip: "G H". */
export const shortcutText = (name: ShortcutName, platform: Platform): string =>
  shownStrokes(name, platform).join(' ');

const MAC: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧' };
const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

function keyText(key: string, platform: Platform): string {
  if (platform === 'darwin' && MAC[key] !== undefined) return MAC[key];
  if (key === 'mod') return t('shortcuts.keys.ctrl');
  if (key === 'alt' || key === 'shift') return t(`shortcuts.keys.${key}`);
  return ARROWS[key] ?? key.toLocaleUpperCase();
}

type Offer = { name: ShortcutName; run: () => void };
let offers: readonly Offer[] = [];
/** Asked for before anything on the window offered it. */
let awaited: ShortcutName | null = null;

/** What `name` does now; undefined where nothing on the window offers it. */
export const offeredFor = (name: ShortcutName): (() => void) | undefined =>
  offers.findLast((offer) => offer.name === name)?.run;

/** Runs `name`, where nothing offers it as soon as something does: a screen that is about to come. */
export function runSoon(name: ShortcutName): void {
  const run = offeredFor(name);
  awaited = run ? null : name;
  run?.();
}

/** Offers `run` for `name` until what comes back is called. */
export function offer(name: ShortcutName, run: () => void): () => void {
  const mine: Offer = { name, run };
  offers = [...offers, mine];
  if (awaited === name) {
    awaited = null;
    run();
  }
  return () => {
    offers = offers.filter((other) => other !== mine);
  };
}

/** While this component stands, `name` runs `handler`; null offers nothing. */
export function useShortcut(name: ShortcutName, handler: (() => void) | null): void {
  const run = useEffectEvent(() => handler?.());
  const offered = handler !== null;
  useEffect(() => (offered ? offer(name, () => run()) : undefined), [name, offered]);
}
