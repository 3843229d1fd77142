// The windows of one person: sandboxed, on the one origin, shown when painted, back where they were.
import path from 'node:path';
import {
  app,
  BrowserWindow,
  screen,
  type BrowserWindowConstructorOptions,
  type IpcMainInvokeEvent,
} from 'electron';
import { MIN_SIZE, restorePlacement, type Placement } from './bounds.ts';
import { EVENT_ARGUMENTS } from './ipc/arguments.ts';
import type { IpcEvent, IpcEvents } from './ipc/contract.ts';
import { isOwnUrl, START_URL } from './origin.ts';
import { recoverByItself } from './recovery.ts';
import { mayAsk } from './sender.ts';
import type { TextStore } from './text-store.ts';
import { backgroundColour, followTheme, titleBarOverlay } from './theme.ts';

const DEFAULT_SIZE = { width: 1280, height: 800 };
/** A further window opens beside the last one, in DIP. */
const NEXT_WINDOW_OFFSET = 28;
/** The setting that remembers the place of the last window; not one of those that windows may read. */
const PLACEMENT_KEY = 'window';
const REMEMBER_AFTER_MS = 500;
/** Longer than closing takes; what a window was told as saved is on the disk before. */
const RELOAD_AFTER_MS = 5_000;

/** Linux has window controls over the page from Electron 34 on; before, it keeps the system's frame. */
const HAS_OVERLAY = process.platform !== 'linux' || Number(process.versions.electron.split('.')[0]) >= 34;

export type Windows = {
  open(): BrowserWindow;
  /** Brings the last used window to the front, or opens one. */
  focus(): BrowserWindow;
  /** Brings the last used window to the front and tells it, once its page is there. Any other page is told nothing. */
  tell<E extends IpcEvent>(event: E, ...args: IpcEvents[E]): void;
  /** Tells every window whose page is there, and leaves them where they are. */
  tellAll<E extends IpcEvent>(event: E, ...args: IpcEvents[E]): void;
  /** Lets every window but `except` begin anew, when it has closed what is open; one that does not is made to. */
  reload(except: BrowserWindow | null): void;
  /** The window that asks, or null when it is not the top frame of one of ours on our origin. */
  senderOf(event: IpcMainInvokeEvent): BrowserWindow | null;
};

export function createWindows(settings: TextStore, log: (line: string) => void): Windows {
  /** By the id of their contents. */
  const windows = new Map<number, BrowserWindow>();
  const focused = (): BrowserWindow | undefined => [...windows.values()].find((window) => window.isFocused());

  const open = (): BrowserWindow => {
    const placement = placeNext(settings, focused());
    const window = new BrowserWindow({
      ...windowOptions(placement),
      webPreferences: {
        preload: path.join(app.getAppPath(), 'dist/electron/preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        // It would fetch its dictionaries from a server that nobody here chose.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    const { id } = window.webContents;
    windows.set(id, window);
    window.once('closed', () => windows.delete(id));
    window.once('ready-to-show', () => {
      if (placement.maximized) window.maximize();
      window.show();
    });
    followTheme(window, HAS_OVERLAY);
    rememberPlacement(window, settings);
    recoverByItself(window, log);
    // Nobody is asked before about:blank.
    window.webContents.on('did-navigate', (_event, url) => {
      if (!isOwnUrl(url)) window.loadURL(START_URL).catch(() => log('the window could not be loaded'));
    });
    window.loadURL(START_URL).catch(() => log('the window could not be loaded'));
    return window;
  };

  const focus = (): BrowserWindow => {
    const window = focused() ?? [...windows.values()].at(-1);
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
    return window;
  };

  return {
    open,
    focus,
    tell(event, ...args) {
      if (!EVENT_ARGUMENTS[event].safeParse(args).success) return;
      const { webContents } = focus();
      const send = (): void => {
        if (isOwnUrl(webContents.mainFrame.url)) webContents.mainFrame.send(event, ...args);
      };
      if (webContents.isLoadingMainFrame()) webContents.once('did-finish-load', send);
      else send();
    },
    tellAll(event, ...args) {
      if (!EVENT_ARGUMENTS[event].safeParse(args).success) return;
      for (const { webContents } of windows.values())
        if (isOwnUrl(webContents.mainFrame.url)) webContents.mainFrame.send(event, ...args);
    },
    reload(except) {
      for (const window of windows.values()) {
        if (window === except) continue;
        const { webContents } = window;
        const timer = setTimeout(() => webContents.reload(), RELOAD_AFTER_MS);
        const done = (): void => clearTimeout(timer);
        webContents.once('did-finish-load', done);
        window.once('closed', done);
        if (isOwnUrl(webContents.mainFrame.url))
          webContents.mainFrame.send('lock:changed' satisfies IpcEvent);
      }
    },
    senderOf(event) {
      return (mayAsk(event.senderFrame) && windows.get(event.sender.id)) || null;
    },
  };
}

function windowOptions({ bounds }: Placement): BrowserWindowConstructorOptions {
  return {
    ...(bounds ?? DEFAULT_SIZE),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: app.name,
    show: false,
    backgroundColor: backgroundColour(),
    autoHideMenuBar: true,
    ...(HAS_OVERLAY && { titleBarStyle: 'hidden', titleBarOverlay: titleBarOverlay() }),
    ...(process.platform === 'darwin' && { trafficLightPosition: { x: 16, y: 15 } }),
  };
}

function placeNext(settings: TextStore, beside: BrowserWindow | undefined): Placement {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  if (!beside) return restorePlacement(settings.read(PLACEMENT_KEY), workAreas);
  const { x, y, ...size } = beside.getNormalBounds();
  const bounds = { x: x + NEXT_WINDOW_OFFSET, y: y + NEXT_WINDOW_OFFSET, ...size };
  return restorePlacement(JSON.stringify({ bounds, maximized: false }), workAreas);
}

function rememberPlacement(window: BrowserWindow, settings: TextStore): void {
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    const placement = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    // A place that could not be kept is no harm: the next window opens in the middle.
    settings.write(PLACEMENT_KEY, JSON.stringify(placement)).catch(() => undefined);
  };
  const rememberSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(remember, REMEMBER_AFTER_MS);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('close', remember);
  window.once('closed', () => clearTimeout(timer));
}
