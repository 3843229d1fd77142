// The shell's start: one instance per data folder, the locked session, the answers to the windows, the first window.
import path from 'node:path';
import { app, ipcMain, protocol, session, type BrowserWindow } from 'electron';
import { answerCall, type IpcHandlers } from './ipc/answer.ts';
import { CHANNELS } from './ipc/channels.ts';
import type { IpcChannel, IpcResult, Launch } from './ipc/contract.ts';
import { watchFaults } from './faults.ts';
import { openKeyring } from './keyring.ts';
import { watchHandedOver } from './links.ts';
import { openLockFile } from './lock/lock-file.ts';
import { mayAskLocked } from './lock/lock-gate.ts';
import { answerKey, lockHandlers, lockWhenLeft } from './lock/lock-handlers.ts';
import { openLock } from './lock/lock.ts';
import { clearTexts, rewriteTexts, sealedSettings, sealedVault } from './lock/sealed-texts.ts';
import { lockDown, openLink } from './lockdown.ts';
import { openLog, thrown, type Log } from './log.ts';
import { setMenu } from './menu.ts';
import { readOpenedFile } from './opened-file.ts';
import { SCHEME } from './origin.ts';
import { showReminder } from './reminders.ts';
import { respond } from './respond.ts';
import { watchSmoke } from './smoke.ts';
import { readStartup, type Startup } from './startup.ts';
import { judgeSwitches, type AskedSwitches } from './switches.ts';
import { openTextStore } from './text-store.ts';
import { applyAppearance } from './theme.ts';
import { startUpdates } from './updates/start-updates.ts';
import { openVault } from './vault.ts';
import { createWindows } from './windows.ts';

const say = (line: string): void => void process.stderr.write(`outpost: ${line}\n`);
// Whoever reads our lines may be gone; that must not end the app.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function main(): void {
  const startup = readStartup(process.env, app.isPackaged);
  const asked = judgeSwitches((name) => app.commandLine.hasSwitch(name), app.isPackaged);
  if (asked.refused !== null) {
    say(`Outpost does not start with --${asked.refused}.`);
    app.exit(1);
    return;
  }
  if (startup.userData !== null) app.setPath('userData', path.resolve(startup.userData));
  if (startup.quitWithStdin) process.stdin.on('close', () => app.quit()).resume();
  // As root there is no sandbox to be had, and asking for both ends every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  if (!app.requestSingleInstanceLock()) {
    say('Outpost is already open on this data; its window comes to the front.');
    app.exit(startup.smoke === null ? 0 : 1);
    return;
  }
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || !app.isPackaged) app.quit();
  });
  const kept = openLog(path.join(app.getPath('userData'), 'logs'), app.getVersion(), () => new Date());
  watchFaults(kept);
  if (app.commandLine.hasSwitch('no-sandbox')) kept.note('started without a sandbox');
  const toldOfHandedOver = watchHandedOver();
  app
    .whenReady()
    .then(() => open(startup, asked, kept, toldOfHandedOver))
    .catch((error: unknown) => {
      kept.note('start failed', thrown(error));
      fail(error);
    });
}

async function open(
  startup: Startup,
  { isDriven }: AskedSwitches,
  kept: Log,
  toldOfHandedOver: ReturnType<typeof watchHandedOver>,
): Promise<void> {
  const log = (line: string): void => {
    say(line);
    kept.note(line);
  };
  const userData = app.getPath('userData');
  const keyring = isDriven ? null : await openKeyring();
  const lock = openLock({
    file: openLockFile(path.join(userData, 'lock.json')),
    keyring,
    now: Date.now,
    async rewrite() {
      await rewriteTexts(settings, vault);
      // Answers of servers that Chromium kept before there was a lock.
      await session.defaultSession.clearCache();
    },
    clear: () => clearTexts(settings, vault),
    changed() {
      windows.reload(null);
      showMenu();
    },
  });
  const settings = sealedSettings(openTextStore(path.join(userData, 'settings.json')), lock);
  const vault = sealedVault(openVault(path.join(userData, 'vault.json'), keyring), lock);
  const painted = startup.smoke === null ? () => undefined : watchSmoke(startup.smoke);
  const launch: Launch = {
    name: app.name,
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
  const showMenu = (): void =>
    setMenu(() => void windows.open(), lock.state().kind === 'on' ? () => lock.lock() : null);
  const updates = startUpdates(settings, windows, log);
  const handlers: IpcHandlers<BrowserWindow> = {
    ...updates.handlers,
    ...lockHandlers(lock, windows, showMenu),
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
    'fault:note': (_window, kind, name, stack) => (kept.note(`window: ${kind}`, { name, stack }), null),
    'log:read': () => kept.read(),
    'window:painted': (window) => (painted(window), null),
  };
  for (const channel of CHANNELS as ReadonlySet<IpcChannel>)
    ipcMain.handle(channel, (event, ...args: unknown[]) =>
      mayAskLocked(lock, channel, args)
        ? answerCall(handlers, log, channel, windows.senderOf(event), args)
        : LOCKED,
    );

  endWhenSettled(() => Promise.all([settings.settled(), vault.settled(), updates.place()]));
  answerKey(lock, windows);
  lockWhenLeft(lock);
  showMenu();
  app.on('second-instance', () => void windows.focus());
  app.on('activate', () => void windows.focus());
  windows.open();
  toldOfHandedOver((what) => {
    if ('link' in what) windows.tell('link:opened', what.link);
    else void readOpenedFile(what.file).then((file) => windows.tell('file:opened', file));
  });
}

const LOCKED: IpcResult<never> = {
  ok: false,
  error: { code: 'unavailable', message: 'Outpost is locked.' },
};

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
  say(error instanceof Error ? error.message : 'Outpost could not start.');
  app.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
