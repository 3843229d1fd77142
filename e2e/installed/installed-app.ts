// A packaged app, started as an ordinary user with its sandbox. Its fuses leave no inspector, so it is driven over
// Chromium's own debugging port, for which it wants a data folder of its own.
import { execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium, expect, type Page } from '@playwright/test';
import { electronSwitches } from '../../build/electron-switches.ts';

/** Nobody: who the app runs as where the tests are root, who can have no sandbox. */
export const NOBODY = 65534;

export type InstalledApp = {
  window: Page;
  /** What the app and Chromium said on stderr. */
  said: string[];
  /** The processes of its windows. */
  windowProcesses(): Promise<number[]>;
  /** Closes the window as a person does; the answer is the code that the app ends with. */
  quit(): Promise<number | null>;
  kill(): void;
};

/** `home`: a folder of the user that the app runs as. */
type Options = { executable: string; home: string; args?: string[] };

const command = ({
  executable,
  home,
  args = [],
}: Options): [command: string, args: string[], env: NodeJS.ProcessEnv] => {
  const { switches } = electronSwitches();
  const own = [
    `--user-data-dir=${path.join(home, 'data')}`,
    '--password-store=basic',
    ...switches.filter((name) => name !== '--no-sandbox'),
    ...args,
  ];
  const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', executable];
  const { PATH = '', DISPLAY = '' } = process.env;
  const env = { PATH, DISPLAY, HOME: home, XDG_RUNTIME_DIR: home, LC_ALL: 'C.UTF-8' };
  return process.getuid?.() === 0 ? ['setpriv', [...asNobody, ...own], env] : [executable, own, env];
};

/** Starts the app a second time, as the system does with a link; the first one gets it. */
export async function startAgain(options: Options): Promise<void> {
  const [program, args, env] = command(options);
  await promisify(execFile)(program, args, { env });
}

export async function launchInstalled(options: Options): Promise<InstalledApp> {
  const [program, args, env] = command({
    ...options,
    args: ['--remote-debugging-port=0', ...(options.args ?? [])],
  });
  const child = spawn(program, args, { env, cwd: options.home, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const said: string[] = [];
  const listening = new Promise<string>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      const address = /DevTools listening on (ws:\S+)/u.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const address = await Promise.race([
    listening,
    ended.then((code) => {
      throw new Error(`${options.executable} ended with ${code ?? 'a signal'}:\n${said.join('\n')}`);
    }),
  ]);
  // Playwright's defaults ask a browser for what a packaged app does not have, such as contexts and downloads.
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  await expect
    .poll(() => pages().map((page) => page.url()))
    .toContainEqual(expect.stringMatching(/^app:\/\/outpost\//u));
  const window = pages().find((page) => page.url().startsWith('app://outpost/'));
  if (!window) throw new Error('The window is gone again.');
  return {
    window,
    said,
    windowProcesses: () => windowProcesses(child.pid ?? 0),
    async quit() {
      // The answer to it may not come any more.
      await window.evaluate(() => globalThis.close()).catch(() => undefined);
      const code = await ended;
      await browser.close();
      return code;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Chromium's renderers among all that the process started, itself or through others. */
async function windowProcesses(ancestor: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const pid of (await readdir('/proc')).map(Number).filter((number) => number > 0)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    parents.set(pid, Number(/^PPid:\s*(\d+)/mu.exec(status)?.[1]));
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === ancestor || isOurs(parents.get(pid)));
  const found: number[] = [];
  for (const pid of parents.keys()) {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (words.includes('--type=renderer') && isOurs(pid)) found.push(pid);
  }
  return found;
}
