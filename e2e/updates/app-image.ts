// A packaged Outpost as a person starts it, driven through Chromium's own debugging port: its fuses leave no other way in.
import { spawn } from 'node:child_process';
import { readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { electronSwitches } from '../../build/electron-switches.ts';
import type { Bridge, UpdateState } from '../../electron/ipc/contract.ts';

type Shell = { outpost: Bridge };

export type AppImage = {
  /** The program that is started and replaced. */
  file: string;
  /** Home, cache and data of its person. */
  home: string;
};

const dataOf = ({ home }: AppImage): string => path.join(home, 'data');

/** Starts it; ends with the test when nobody ended it before. */
export async function startAppImage(app: AppImage): Promise<RunningApp> {
  await rm(path.join(dataOf(app), 'DevToolsActivePort'), { force: true });
  const { switches } = electronSwitches();
  const child = spawn(
    app.file,
    [...switches, `--user-data-dir=${dataOf(app)}`, '--remote-debugging-port=0', '--password-store=basic'],
    { stdio: 'ignore', cwd: app.home, env: environment(app) },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    return await connect(app, exited);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function environment({ home }: AppImage): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(OUTPOST_|NODE_OPTIONS|APP(IMAGE|DIR)$)/u.test(name),
  );
  return {
    ...Object.fromEntries(own),
    ...{ HOME: home, XDG_CACHE_HOME: path.join(home, 'cache'), XDG_CONFIG_HOME: path.join(home, 'config') },
  };
}

/** The app that has started itself in the place of another one. */
export async function restartedAppImage(app: AppImage, before: RunningApp): Promise<RunningApp> {
  await before.ended;
  return connect(app, null);
}

async function connect(app: AppImage, exited: Promise<void> | null): Promise<RunningApp> {
  const port = path.join(dataOf(app), 'DevToolsActivePort');
  await expect.poll(() => readFile(port, 'utf8').catch(() => '')).toMatch(/^\d+\n\S+/u);
  const [number = '', where = ''] = (await readFile(port, 'utf8')).split('\n');
  const pid = await pidOf(app);
  const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${number}${where}`, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error('The app has no window.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForFunction(() => 'outpost' in globalThis);
  await rm(port);
  return new RunningApp(browser, page, pid, exited ?? untilGone(pid));
}

/** Chromium's lock on a data folder names the process that holds it. */
async function pidOf(app: AppImage): Promise<number> {
  const lock = path.join(dataOf(app), 'SingletonLock');
  await expect.poll(() => readlink(lock).catch(() => '')).toMatch(/-\d+$/u);
  return Number((await readlink(lock)).split('-').at(-1));
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const untilGone = (pid: number): Promise<void> => expect.poll(() => isAlive(pid)).toBe(false);

export class RunningApp {
  readonly window: Page;
  readonly ended: Promise<void>;
  readonly #browser: Browser;
  readonly #pid: number;

  constructor(browser: Browser, window: Page, pid: number, ended: Promise<void>) {
    this.#browser = browser;
    this.window = window;
    this.#pid = pid;
    this.ended = ended;
  }

  version(): Promise<string> {
    return this.window.evaluate(async () => {
      const answer = await (globalThis as unknown as Shell).outpost.call('launch:read');
      return answer.ok ? answer.value.version : '';
    });
  }

  async check(): Promise<void> {
    await this.window.evaluate(() => (globalThis as unknown as Shell).outpost.call('updates:check'));
  }

  async restart(): Promise<void> {
    await this.window.evaluate(() => (globalThis as unknown as Shell).outpost.call('updates:restart'));
  }

  state(): Promise<UpdateState | null> {
    return this.window.evaluate(async () => {
      const answer = await (globalThis as unknown as Shell).outpost.call('updates:read');
      return answer.ok ? answer.value.state : null;
    });
  }

  /** As by the window's own button: what is ready is put in place on the way out. */
  async quit(): Promise<void> {
    await this.window.close();
    await this.ended;
    await untilGone(this.#pid);
    await this.#browser.close();
  }

  /** For a test that failed half-way. */
  kill(): void {
    if (isAlive(this.#pid)) process.kill(this.#pid, 'SIGKILL');
  }
}
