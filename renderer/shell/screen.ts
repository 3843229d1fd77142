// Where the window is: the screen shown, the way back and forward, and how wide the sidebar is. The last screen is kept,
// so that it is the first one after a start.
// A new screen: its name here, its component in `screens.tsx`.
import { create } from 'zustand';

export const SCREEN_NAMES = ['board', 'sync'] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** A screen, and which of its kind: `id` is that of a board on `board`; null where the screen is to choose, or is alone. */
export type Route = { to: ScreenName; id: string | null };

/** One stay on a screen; `key` is what its scroll is remembered by. */
export type Visit = { key: number; route: Route };

export type Screen = {
  visit: Visit;
  /** Nearest last. */
  past: readonly Visit[];
  /** Nearest first. */
  future: readonly Visit[];
  sidebar: 'open' | 'icons';
};

/** What is kept of a screen between launches. */
export type SavedScreen = { route: Route; sidebar: Screen['sidebar'] };

const LONGEST_PAST = 50;

const sameRoute = (one: Route, other: Route): boolean => one.to === other.to && one.id === other.id;

export const screenOf = ({ route, sidebar }: SavedScreen): Screen => ({
  visit: { key: 0, route },
  past: [],
  future: [],
  sidebar,
});

/** `screen` at `route`, with where it was as the way back. The same screen where it is there already. */
export function wentTo(screen: Screen, route: Route): Screen {
  const { visit, past, future } = screen;
  if (sameRoute(visit.route, route)) return screen;
  const key = Math.max(visit.key, ...past.map((one) => one.key), ...future.map((one) => one.key)) + 1;
  return { ...screen, visit: { key, route }, past: [...past, visit].slice(-LONGEST_PAST), future: [] };
}

export function wentBack(screen: Screen): Screen {
  const { visit, past, future } = screen;
  const last = past.at(-1);
  return last ? { ...screen, visit: last, past: past.slice(0, -1), future: [visit, ...future] } : screen;
}

export function wentForward(screen: Screen): Screen {
  const { visit, past, future } = screen;
  const [next, ...rest] = future;
  return next ? { ...screen, visit: next, past: [...past, visit], future: rest } : screen;
}

/** What the setting says, with the default for everything it does not say. */
export function parseScreen(setting: unknown): SavedScreen {
  const { route, sidebar } = fieldsOf(setting);
  const { to, id } = fieldsOf(route);
  return {
    route: {
      to: SCREEN_NAMES.find((name) => name === to) ?? 'board',
      id: typeof id === 'string' ? id : null,
    },
    sidebar: sidebar === 'icons' ? 'icons' : 'open',
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const useScreen = create<Screen>(() =>
  screenOf({ route: { to: 'board', id: null }, sidebar: 'open' }),
);

export const go = (to: ScreenName, id: string | null = null): void =>
  useScreen.setState((screen) => wentTo(screen, { to, id }));
export const goBack = (): void => useScreen.setState(wentBack);
export const goForward = (): void => useScreen.setState(wentForward);

/** Begins with `initial` and hands every later change of what is kept to `save`. Called once. */
export function startScreen(initial: SavedScreen, save: (screen: SavedScreen) => void): void {
  useScreen.setState(screenOf(initial));
  useScreen.subscribe(({ visit: { route }, sidebar }, before) => {
    if (route !== before.visit.route || sidebar !== before.sidebar) save({ route, sidebar });
  });
}
