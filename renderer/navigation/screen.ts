// Where the window is: the screen shown, the record opened over it, the way back and forward, and how wide the sidebar
// is. The last screen is kept, so that it is the first one after a start.
// A new screen: its name here, its component in `shell/screens.tsx`.
import { create } from 'zustand';
import type { RecordTable } from '../../sync/index.ts';

export const SCREEN_NAMES = [
  'home',
  'tasks',
  'board',
  'contacts',
  'companies',
  'deals',
  'contact',
  'company',
  'deal',
  'duplicates',
  'trash',
  'settings',
  'sync',
] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** A record shown beside a screen, in a panel over its right side. */
export type PanelRecord = { table: RecordTable; id: string };

/**
 * A screen, and which of its kind: `id` is that of a board on `board`, of a record on `contact`, `company` and `deal`, a
 * section on `settings`; null where the screen is to choose, or is alone.
 */
export type Route = { to: ScreenName; id: string | null; panel: PanelRecord | null };

/** One stay on a screen; `key` is what its scroll is remembered by. A panel opens and closes within one stay. */
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

const sameScreen = (one: Route, other: Route): boolean => one.to === other.to && one.id === other.id;
const samePanel = (one: Route, other: Route): boolean =>
  one.panel?.table === other.panel?.table && one.panel?.id === other.panel?.id;

export const screenOf = ({ route, sidebar }: SavedScreen): Screen => ({
  visit: { key: 0, route },
  past: [],
  future: [],
  sidebar,
});

/** `screen` at `route`, with where it was as the way back. The same screen where it is there already. */
export function wentTo(screen: Screen, route: Route): Screen {
  const { visit, past, future } = screen;
  const stays = sameScreen(visit.route, route);
  if (stays && samePanel(visit.route, route)) return screen;
  const keys = [visit, ...past, ...future].map(({ key }) => key);
  const key = stays ? visit.key : Math.max(...keys) + 1;
  return { ...screen, visit: { key, route }, past: [...past, visit].slice(-LONGEST_PAST), future: [] };
}

/** `screen` without its panel, whose comings and goings are no way back. */
export function closedPanel(screen: Screen): Screen {
  const { visit, past } = screen;
  if (visit.route.panel === null) return screen;
  return {
    ...screen,
    visit: { ...visit, route: { ...visit.route, panel: null } },
    past: past.filter(({ key }) => key !== visit.key),
    future: [],
  };
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
      panel: null,
    },
    sidebar: sidebar === 'icons' ? 'icons' : 'open',
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const useScreen = create<Screen>(() =>
  screenOf({ route: { to: 'board', id: null, panel: null }, sidebar: 'open' }),
);

export const go = (to: ScreenName, id: string | null = null): void =>
  useScreen.setState((screen) => wentTo(screen, { to, id, panel: null }));

/** The board that was shown last; the first where none was. */
export function goToBoards(): void {
  const { visit, past } = useScreen.getState();
  const last = [...past, visit].findLast(({ route }) => route.to === 'board');
  go('board', last?.route.id ?? null);
}

export const toggleSidebar = (): void =>
  useScreen.setState(({ sidebar }) => ({ sidebar: sidebar === 'icons' ? 'open' : 'icons' }));

const PAGES = { contacts: 'contact', companies: 'company', deals: 'deal' } as const satisfies Record<
  RecordTable,
  ScreenName
>;

/** The record that is looked at: beside the screen, or on a page of its own. */
export function shownRecord({ to, id, panel }: Route): PanelRecord | null {
  const table = (Object.keys(PAGES) as RecordTable[]).find((one) => PAGES[one] === to);
  return panel ?? (table && id !== null ? { table, id } : null);
}

/** The full page of a record. */
export const openRecord = (table: RecordTable, id: string): void => go(PAGES[table], id);
/** A record beside the screen that is shown; null closes it. */
export const showPanel = (panel: PanelRecord | null): void =>
  useScreen.setState((screen) =>
    panel ? wentTo(screen, { ...screen.visit.route, panel }) : closedPanel(screen),
  );

export const goBack = (): void => useScreen.setState(wentBack);
export const goForward = (): void => useScreen.setState(wentForward);

/** Begins with `initial` and hands every later change of what is kept to `save`. Called once. */
export function startScreen(initial: SavedScreen, save: (screen: SavedScreen) => void): void {
  useScreen.setState(screenOf(initial));
  useScreen.subscribe(({ visit: { route }, sidebar }, before) => {
    if (route !== before.visit.route || sidebar !== before.sidebar) save({ route, sidebar });
  });
}
