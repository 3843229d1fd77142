// What the shell keeps, and how it gets through restarts, kills and crashes.
import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { electronSwitches } from '../build/electron-switches.ts';
import { ROOT } from '../build/script.ts';
import { callShell } from './call-shell.ts';
import { electronExecutable } from './launched-app.ts';
import { expect, test, type LaunchedApp } from './outpost.ts';
import { FULL_SANDBOX, sandboxOf } from './sandbox.ts';

const answered = (value: unknown) => ({ ok: true, value });

test('an answered setting survives SIGKILL', async ({ launch }) => {
  const first = await launch();
  expect(await callShell(first.window, 'setting:write', 'screen', 'board')).toEqual(answered(null));
  await first.kill();
  const second = await launch();
  expect(await callShell(second.window, 'setting:read', 'screen')).toEqual(answered('board'));
});

test('without a keyring a secret lives in memory, for all windows, until the app quits', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  expect(await callShell(first.window, 'launch:read')).toMatchObject({
    ok: true,
    value: { vault: 'memory' },
  });
  await callShell(first.window, 'vault:write', 'session/test', 'secret');
  const second = await openSecondWindow(first);
  expect(await callShell(second, 'vault:read', 'session/test')).toEqual(answered('secret'));
  await first.close();
  const again = await launch();
  expect(await callShell(again.window, 'vault:read', 'session/test')).toEqual(answered(null));
  await expect(readFile(path.join(folder, 'alex/vault.json'))).rejects.toThrow('ENOENT');
});

/** By the menu, as a person does. */
async function openSecondWindow(app: LaunchedApp) {
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
    file?.submenu?.items.find(({ label }) => label === 'New Window')?.click();
  });
  const window = await opened;
  await window.waitForLoadState();
  return window;
}

test('a second launch on the same data ends and leaves the first one its window', async ({
  launch,
  folder,
}) => {
  const { electron, window } = await launch();
  const args = [...electronSwitches().switches, ROOT];
  const env = { ...process.env, OUTPOST_USER_DATA: path.join(folder, 'alex') };
  const { stderr } = await promisify(execFile)(electronExecutable(), args, { env });
  expect(stderr).toContain('Outpost is already open on this data');
  expect(electron.windows()).toEqual([window]);
});

test('the window comes back where it was', async ({ launch }) => {
  const bounds = { x: 120, y: 80, width: 1100, height: 700 };
  const first = await launch();
  await first.electron.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    bounds,
  );
  await first.close();
  const { electron } = await launch();
  expect(
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(bounds);
});

test('a crashed window is loaded anew once, then says so in words', async ({ launch }) => {
  const { electron } = await launch();
  const crash = () =>
    electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return new Promise<void>((resolve) => {
        contents?.once('render-process-gone', () => resolve());
        contents?.forcefullyCrashRenderer();
      });
    });
  // The debugger's page object ends with its process; the shell itself is asked.
  const shown = () =>
    electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents && !contents.isCrashed() && !contents.isLoading() ? contents.getURL() : 'nothing';
    });
  await crash();
  await expect.poll(shown).toMatch(/^app:\/\/outpost\/(#.*)?$/u);
  await crash();
  await expect.poll(shown).toBe('app://outpost/stopped');
});

test('the full sandbox is on for an ordinary user', async ({ launch, folder }) => {
  const app = await launch({ sandbox: true, ...(await asOrdinaryUser(folder)) });
  expect(await app.window.evaluate(() => document.readyState)).not.toBe('');
  // The window's own process: another that it came from may still be listed, and be gone the next moment.
  const renderer = await app.electron.evaluate(({ app: shell, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0;
    return { pid, sandboxed: shell.getAppMetrics().find((process) => process.pid === pid)?.sandboxed };
  });
  if (process.platform !== 'linux') expect(renderer.sandboxed).toBe(true);
  else expect(await sandboxOf(renderer.pid)).toEqual(FULL_SANDBOX);
});

/**
 * Root cannot have Chromium's sandbox, so Electron is started as nobody; others start it as themselves. Nobody may be
 * kept out of the folder the project lies in, so what runs is a copy.
 */
async function asOrdinaryUser(folder: string) {
  if (process.getuid?.() !== 0) return {};
  const nobody = 65534;
  const [runtime, app, home] = ['runtime', 'app', 'home'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await cp(path.dirname(electronExecutable()), runtime, { recursive: true });
  // Chromium's own way where the system lets no ordinary user make namespaces.
  await chmod(path.join(runtime, 'chrome-sandbox'), 0o4755);
  for (const part of ['dist/electron', 'dist/renderer', 'package.json'])
    await cp(path.join(ROOT, part), path.join(app, part), { recursive: true });
  await mkdir(home);
  await chown(home, nobody, nobody);
  const executable = path.join(folder, 'electron-as-nobody');
  const script = [
    '#!/bin/sh',
    `export HOME='${home}' XDG_RUNTIME_DIR='${home}' XDG_CONFIG_HOME='${home}'`,
    `exec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups '${path.join(runtime, 'electron')}' "$@"`,
  ];
  await writeFile(executable, script.join('\n'), { mode: 0o755 });
  return { executable, app, userData: home };
}
