// What reaches the app from outside of its window: files, the words of another start, crashes, and a start that would open it
// to a debugger.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { electronSwitches } from '../build/electron-switches.ts';
import { ROOT } from '../build/script.ts';
import { callShell } from './call-shell.ts';
import { electronExecutable } from './launched-app.ts';
import { expect, test } from './outpost.ts';
import { badge } from './pipeline.ts';

/** Another start on the same data, as the system makes it for a file or a link. */
async function startAgain(folder: string, words: string[]): Promise<void> {
  const env = { ...process.env, OUTPOST_USER_DATA: path.join(folder, 'alex') };
  await promisify(execFile)(electronExecutable(), [...electronSwitches().switches, ROOT, ...words], { env });
}

test('a table that is opened from the desktop is brought in, and no other file is', async ({
  launch,
  stack,
  folder,
}) => {
  const { window } = await launch({ demo: stack.demo('alex') });
  await expect(badge(window)).toHaveAccessibleName(/up to date/iu);
  const table = path.join(folder, 'people.csv');
  await writeFile(table, 'Name,E-mail\nRosa Harbour,rosa@harbour.example\n');
  await startAgain(folder, ['/etc/passwd', path.join(folder, 'none.csv')]);
  await expect(window.getByText(/^none\.csv cannot be opened/u)).toBeVisible();
  await startAgain(folder, [table]);
  const dialog = window.getByRole('dialog', { name: 'Import contacts' });
  await expect(dialog.getByText('rosa@harbour.example')).toBeVisible();
});

test('of the words of another start only a link of ours and a table are taken', async ({
  launch,
  folder,
}) => {
  const { window, electron } = await launch();
  await window.evaluate(() => {
    const page = globalThis as unknown as {
      heard: string[];
      outpost: { on(event: string, listener: (...all: unknown[]) => void): void };
    };
    page.heard = [];
    for (const event of ['link:opened', 'file:opened'])
      page.outpost.on(event, (...all) => page.heard.push(`${event} ${JSON.stringify(all)}`));
  });
  const hostile = [
    '--remote-debugging-port=0',
    '--load-extension=/tmp',
    '--js-flags=--expose-gc',
    'file:///etc/passwd',
  ];
  await startAgain(folder, [...hostile, 'javascript:alert(1)', 'outpost://run?file=/etc/passwd']);
  await startAgain(folder, ['outpost://auth?code=12345678&next=https://example.com']);
  const heard = () => window.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  await expect.poll(heard).toEqual(['link:opened ["outpost://auth?code=12345678"]']);
  expect(electron.windows()).toHaveLength(1);
});

test('what stops is in the log with its place and without its words, and the person copies it', async ({
  launch,
  stack,
  folder,
}) => {
  const app = await launch({ demo: stack.demo('alex') });
  await expect(badge(app.window)).toHaveAccessibleName(/up to date/iu);
  await app.window.evaluate(() => {
    setTimeout(() => {
      throw new TypeError('mara@outpost.example');
    });
    setTimeout(() => void Promise.reject(new RangeError('Bearer eyJhbGciOiJIUzI1NiJ9')));
  });
  const log = () => readFile(path.join(folder, 'alex/logs/outpost.log'), 'utf8').catch(() => '');
  await expect.poll(log).toMatch(/\| window: error \| TypeError/u);
  await expect.poll(log).toMatch(/\| window: promise \| RangeError/u);

  await app.window.keyboard.press('g');
  await app.window.keyboard.press('s');
  await app.window
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: /^About/u })
    .click();
  await app.window.getByRole('button', { name: 'Copy report' }).click();
  await expect(app.window.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Outpost \d+\.\d+\.\d+.*\n.*linux.*\n[^]*\| window: promise \| RangeError/u);
  expect(copied).not.toMatch(/mara|eyJ|Bearer|alex/u);

  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(log).toContain('a window stopped');
  expect(await log()).not.toMatch(/mara|eyJ|Bearer|alex/u);
  app.complaints.splice(0);
});

/** Beside the app's own main, in its process: opens the tools, and says what the menu has. */
const PROBE = `
const { app, Menu } = require('electron');
const roles = (menu) => menu.items.flatMap(({ role, submenu }) => [role ?? '', ...(submenu ? roles(submenu) : [])]);
app.on('browser-window-created', (_event, { webContents }) =>
  webContents.once('dom-ready', () => {
    webContents.on('devtools-opened', () => console.error('TOOLS OPENED'));
    webContents.openDevTools();
    console.error('PROBE ' + JSON.stringify(roles(Menu.getApplicationMenu())));
  }),
);
require('./dist/electron/main.cjs');
`;

/** The app under a name of its own, so that it counts as installed; where files cannot be linked they are copied. */
async function installed(folder: string): Promise<string> {
  const runtime = path.dirname(electronExecutable());
  const home = path.join(folder, 'installed');
  const app = path.join(home, 'resources/app');
  await mkdir(app, { recursive: true });
  for (const name of await readdir(runtime))
    if (!['electron', 'resources'].includes(name))
      await symlink(path.join(runtime, name), path.join(home, name));
  const executable = path.join(home, 'outpost');
  await link(electronExecutable(), executable).catch(() => copyFile(electronExecutable(), executable));
  for (const part of ['dist/electron', 'dist/renderer'])
    await cp(path.join(ROOT, part), path.join(app, part), { recursive: true });
  await writeFile(
    path.join(app, 'package.json'),
    '{"name": "outpost", "version": "1.0.0", "main": "probe.cjs"}',
  );
  await writeFile(path.join(app, 'probe.cjs'), PROBE);
  return executable;
}

test('an installed app is not opened to a debugger on the data of a person, and has no developer tools', async ({
  folder,
}) => {
  const executable = await installed(folder);
  const config = path.join(folder, 'config');
  const env = { ...process.env, XDG_CONFIG_HOME: config, HOME: config };
  const { switches } = electronSwitches();
  for (const asked of [
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--ignore-certificate-errors',
  ]) {
    const { stderr, code } = (await promisify(execFile)(executable, [...switches, asked], { env }).catch(
      (error: unknown) => error as { stderr: string; code: number },
    )) as { stderr: string; code?: number };
    expect(stderr).toContain('Outpost does not start with --');
    expect(stderr).not.toContain('DevTools listening');
    expect(code).toBe(1);
  }
  const own = [...switches, '--remote-debugging-port=0', `--user-data-dir=${path.join(folder, 'own')}`];
  const driven = spawn(executable, own, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(driven, 'exit');
  try {
    let said = '';
    driven.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const found = (what: RegExp) =>
      expect.poll(() => what.exec(said)?.[1], { message: what.source }).toBeDefined();
    const listening = /DevTools listening on (ws:\S+)/u;
    const probe = /PROBE (\[.*\])/u;
    await found(listening);
    await found(probe);
    const roles = JSON.parse(probe.exec(said)?.[1] ?? '') as string[];
    expect(roles).toContain('copy');
    expect(roles.filter((role) => /devtools|reload/iu.test(role))).toEqual([]);
    const address = listening.exec(said)?.[1] ?? '';
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const [context] = browser.contexts();
    const window = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!window) throw new Error('There is no window.');
    await window.waitForLoadState();
    // A start that is driven never opens the keyring.
    expect(await callShell(window, 'launch:read')).toMatchObject({ value: { vault: 'memory', demo: null } });
    await browser.close();
    expect(said).not.toContain('TOOLS OPENED');
  } finally {
    driven.kill('SIGKILL');
    await ended;
  }
});
