// Light, dark or as the system. The page itself carries the theme, so that colours change without drawing anything again.
import { create } from 'zustand';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

export const useAppearance = create<{ theme: Theme }>(() => ({ theme: 'system' }));

export const parseTheme = (setting: string | null): Theme =>
  THEMES.find((theme) => theme === setting) ?? 'system';

const DARK = '(prefers-color-scheme: dark)';

/** As it is for the system now, where that is what was chosen. */
export function showTheme(theme: Theme): void {
  const shown = theme === 'system' ? (matchMedia(DARK).matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = shown;
}

/** Shows `initial`, follows the system's theme, and hands every later choice to `save`. Called once. */
export function startAppearance(initial: Theme, save: (theme: Theme) => void): void {
  useAppearance.setState({ theme: initial });
  const show = () => showTheme(useAppearance.getState().theme);
  show();
  matchMedia(DARK).addEventListener('change', show);
  useAppearance.subscribe(({ theme }) => {
    show();
    save(theme);
  });
}
