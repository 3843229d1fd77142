// The shell's start: one instance per data folder, the locked session, the answers to the windows, the first window.
import path from 'node:path';
import { app, ipcMain, protocol, type BrowserWindow } from 'electron';
import { answerCall, type IpcHandlers } from './ipc/answer.ts';
import { CHANNELS } from './ipc/channels.ts';
import type { IpcChannel, Launch } from './ipc/contract.ts';
import { openKeyring } from './keyring.ts';
import { watchLinks } from './links.ts';
import { lockDown, openLink } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { SCHEME } from './origin.ts';
import { showReminder } from './reminders.ts';
import { respond } from './respond.ts';
import { watchSmoke } from './smoke.ts';
import { readStartup, type Startup } from './startup.ts';
import { openTextStore } from './text-store.ts';
import { applyAppearance } from './theme.ts';
import { openVault } from './vault.ts';
import { createWindows } from './windows.ts';

const log = (line: string): void => void process.stderr.write(`outpost: ${line}\n`);
// Whoever reads our lines may be gone; that must not end the app.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function main(): void {
  const startup = readStartup(process.env, app.isPackaged);
  if (startup.userData !== null) app.setPath('userData', path.resolve(startup.userData));
  if (startup.quitWithStdin) process.stdin.on('close', () => app.quit()).resume();
  // As root there is no sandbox to be had, and asking for both ends every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  if (!app.requestSingleInstanceLock()) {
    log('Outpost is already open on this data; its window comes to the front.');
    app.exit(startup.smoke === null ? 0 : 1);
    return;
  }
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || !app.isPackaged) app.quit();
  });
  const toldOfLinks = watchLinks();
  app
    .whenReady()
    .then(() => open(startup, toldOfLinks), fail)
    .catch(fail);
}

async function open(startup: Startup, toldOfLinks: ReturnType<typeof watchLinks>): Promise<void> {
  const userData = app.getPath('userData');
  const settings = openTextStore(path.join(userData, 'settings.json'));
  const vault = openVault(path.join(userData, 'vault.json'), await openKeyring());
  const painted = startup.smoke === null ? () => undefined : watchSmoke(startup.smoke);
  const launch: Launch = {
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron} (Chromium ${process.versions.chrome.split('.')[0] ?? ''})`,
    platform: platform(),
    vault: vault.kind,
    demo: startup.demo,
  };

  lockDown();
  applyAppearance(settings.read('appearance'));
  const renderer = path.join(app.getAppPath(), 'dist/renderer');
  protocol.handle(SCHEME, (request) => respond(renderer, request));

  const windows = createWindows(settings, log);
  const handlers: IpcHandlers<BrowserWindow> = {
    'launch:read': () => launch,
    'vault:read': (_window, key) => vault.read(key),
    'vault:write': async (_window, key, value) => (await vault.write(key, value), null),
    'vault:remove': async (_window, key) => (await vault.remove(key), null),
    'setting:read': (_window, key) => settings.read(key),
    'setting:write': async (_window, key, value) => {
      await settings.write(key, value);
      if (key === 'appearance') applyAppearance(value);
      return null;
    },
    'link:open': (_window, url) => (openLink(url), null),
    'reminder:show': (_window, title, body) => (
      showReminder(title, body, () => windows.tell('reminder:clicked')),
      null
    ),
    'window:painted': (window) => (painted(window), null),
  };
  for (const channel of CHANNELS as ReadonlySet<IpcChannel>)
    ipcMain.handle(channel, (event, ...args: unknown[]) =>
      answerCall(handlers, log, channel, windows.senderOf(event), args),
    );

  endWhenSettled(() => Promise.all([settings.settled(), vault.settled()]));
  setMenu(() => void windows.open());
  app.on('second-instance', () => void windows.focus());
  app.on('activate', () => void windows.focus());
  windows.open();
  toldOfLinks((url) => windows.tell('link:opened', url));
}

/** What was asked to be kept is on the disk before the process ends. */
function endWhenSettled(settled: () => Promise<unknown>): void {
  let isSettled = false;
  app.on('will-quit', (event) => {
    if (isSettled) return;
    event.preventDefault();
    void settled().then(() => {
      isSettled = true;
      // Not before the prevented quit is over: a quit within a quit is ignored.
      setImmediate(() => app.quit());
    });
  });
}

function platform(): Launch['platform'] {
  if (process.platform === 'darwin' || process.platform === 'win32') return process.platform;
  return 'linux';
}

function fail(error: unknown): void {
  log(error instanceof Error ? error.message : 'Outpost could not start.');
  app.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
