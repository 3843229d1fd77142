// A window whose content crashed or hangs comes back by itself: loaded anew once; when that happens again within a
// minute it shows a plain page with words instead. No dialogs.
import type { BrowserWindow } from 'electron';
import { START_URL } from './origin.ts';
import { nextRecovery } from './recovery-rule.ts';
import { STOPPED_PATH } from './stopped-page.ts';

export function recoverByItself(window: BrowserWindow, log: (line: string) => void): void {
  let lastMs: number | null = null;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const next = nextRecovery(lastMs, Date.now());
    lastMs = Date.now();
    log(`a window stopped (${reason}): ${next === 'reload' ? 'loading it anew' : 'showing the page for it'}`);
    // Not within the event: Chromium is still taking the dead process apart.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (next === 'reload') window.webContents.reload();
      else void window.loadURL(new URL(STOPPED_PATH, START_URL).href);
    });
  });
  window.on('unresponsive', () => {
    // A debugger that holds the page is no hang.
    if (!window.webContents.isDevToolsOpened()) window.webContents.forcefullyCrashRenderer();
  });
}
