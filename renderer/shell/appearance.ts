// Light, dark or as the system. The page itself carries the theme, so that colours change without drawing anything again.
import { create } from 'zustand';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

export const useAppearance = create<{ theme: Theme }>(() => ({ theme: 'system' }));

export const parseTheme = (setting: string | null): Theme =>
  THEMES.find((theme) => theme === setting) ?? 'system';

/** Shows `initial`, follows the system's theme, and hands every later choice to `save`. Called once. */
export function startAppearance(initial: Theme, save: (theme: Theme) => void): void {
  useAppearance.setState({ theme: initial });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const { theme } = useAppearance.getState();
    const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset['theme'] = shown;
  };
  show();
  dark.addEventListener('change', show);
  useAppearance.subscribe(({ theme }) => {
    show();
    save(theme);
  });
}
