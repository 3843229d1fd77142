import { nativeTheme, type BrowserWindow, type TitleBarOverlayOptions } from 'electron';

/** CSS pixels that the system's window buttons cover of the window's own top bar: all but its hairline. */
const TOP_BAR_HEIGHT = 43;

const LIGHT = { background: '#fbfbf9', text: '#1c1b19' };
const DARK = { background: '#101214', text: '#ecedee' };

const colours = (): typeof LIGHT => (nativeTheme.shouldUseDarkColors ? DARK : LIGHT);

export const backgroundColour = (): string => colours().background;

export const titleBarOverlay = (): TitleBarOverlayOptions => ({
  color: colours().background,
  symbolColor: colours().text,
  height: TOP_BAR_HEIGHT,
});

/** Follows the person's choice; any other text, and none, follows the system. */
export function applyAppearance(appearance: string | null): void {
  nativeTheme.themeSource = appearance === 'light' || appearance === 'dark' ? appearance : 'system';
}

/** Keeps what Chromium paints before and around the page in the theme's colour, so that nothing flashes. */
export function followTheme(window: BrowserWindow, overlay: boolean): void {
  const paint = (): void => {
    window.setBackgroundColor(backgroundColour());
    if (overlay && process.platform !== 'darwin') window.setTitleBarOverlay(titleBarOverlay());
  };
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.off('updated', paint));
}
