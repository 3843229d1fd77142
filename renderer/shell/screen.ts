// The last screen, so that it is the first one after a start: which board, and how wide the sidebar.
import { create } from 'zustand';

export type Screen = { board_id: string | null; sidebar: 'open' | 'icons' };

export const useScreen = create<Screen>(() => ({ board_id: null, sidebar: 'open' }));

/** What the setting says, with the default for everything it does not say. */
export function parseScreen(setting: unknown): Screen {
  const found = typeof setting === 'object' && setting !== null ? (setting as Record<string, unknown>) : {};
  const { board_id, sidebar } = found;
  return {
    board_id: typeof board_id === 'string' ? board_id : null,
    sidebar: sidebar === 'icons' ? 'icons' : 'open',
  };
}

/** Begins with `initial` and hands every later change to `save`. Called once. */
export function startScreen(initial: Screen, save: (screen: Screen) => void): void {
  useScreen.setState(initial);
  useScreen.subscribe(save);
}
