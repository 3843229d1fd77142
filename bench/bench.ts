// What a case is given: how much to measure, seeded workspaces, the launched app, profiles of Chromium, and where its
// figures go. What is costly to make is made once for all cases of a run.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../build/script.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from '../e2e/launched-app.ts';
import type { LoadOptions } from '../supabase/local/load.ts';
import { EMPTY_WINDOW } from './build-pages.ts';
import { openProfile, type Profile } from './browser.ts';
import { resultsOf, type Budget, type Figure, type Readings, type Result } from './figures.ts';
import { readRounds } from './side-by-side.ts';
import { seedWorkspace, startStack, type Seeded, type Stack } from './stack.ts';
import { line } from './table.ts';

/** quick: what runs at every change; whole: `npm run bench`; full: with the sizes that take too long for it. */
export type Mode = 'quick' | 'whole' | 'full';

export type Case = {
  /** What it is called by on the command line and in its results. */
  name: string;
  /** One sentence for docs/performance.md: what is read, and beside what. */
  means: string;
  /** Raises where something could not be measured; the other cases run all the same. */
  measure: (bench: Bench) => Promise<void>;
};

/** As many of each as DESIGN has them: a fifth as many deals as contacts, twice as many timeline entries. */
export const pipelineOf = (contacts: number): Exclude<LoadOptions['rows'], number> => ({
  contacts,
  companies: Math.round(contacts / 10),
  deals: Math.round(contacts / 5),
  timeline_entries: contacts * 2,
  tasks: Math.round(contacts / 25),
});

export type Compared<Peer extends string> = {
  /** How much there is of what is measured: rows, cards, edits, clients. */
  size: number;
  rounds: number;
  /** Rounds before these whose readings are thrown away; none where nothing is said. */
  warmUps?: number;
  /** Each is read of `ours`, and of those of `theirs` that have it. */
  figures: Readonly<
    Record<string, Omit<Figure, 'budgets'> & { budgets?: Readonly<Partial<Record<Peer, Budget>>> }>
  >;
  ours: () => Promise<Readings>;
  theirs: Readonly<Record<Peer, () => Promise<Readings>>>;
};

export type Bench = {
  readonly mode: Mode;
  /** The one of the mode; `full` has those of `whole` too. */
  sizes(by: {
    quick: readonly number[];
    whole: readonly number[];
    full?: readonly number[];
  }): readonly number[];
  /** The stack of this run; started when it is first asked for. */
  stack(): Promise<Stack>;
  /** Rows in all (made up of all kinds), or of each kind: see `pipelineOf`. One workspace for all who ask for the same. */
  workspace(rows: LoadOptions['rows']): Promise<Seeded>;
  /** The same rows in a workspace of its own, for a case that changes them. */
  ownWorkspace(rows: LoadOptions['rows']): Promise<Seeded>;
  /** A data folder of the app in which everything of the workspace has been synced; the caller's own copy. */
  syncedFolder(workspace: Seeded): Promise<string>;
  /** An empty folder that is removed at the end. */
  newFolder(): Promise<string>;
  /** The app in a window; closed at the end where the case has not closed it. */
  app(options: Partial<LaunchOptions>): Promise<LaunchedApp>;
  /** An Electron app with one window in which there is nothing, on the same runtime. */
  emptyWindow(): Promise<LaunchedApp>;
  /** Chromium with a profile on the disk (one without keeps IndexedDB in memory); closed as the app is. */
  profile(folder?: string): Promise<Profile>;
  /** Reads rounds of ours and theirs in turn, and keeps the results. */
  compare<Peer extends string>(compared: Compared<Peer>): Promise<void>;
};

/** For one run of the script. `end` closes and removes everything. */
export function createBenches(mode: Mode, folder: string) {
  const stacks = new Map<string, Promise<Stack>>();
  const workspaces = new Map<string, Promise<Seeded>>();
  const folders = new Map<string, Promise<string>>();
  let seeds = 0;
  const once = <T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
    const made = kept.get(key) ?? make();
    kept.set(key, made);
    return made;
  };
  const newFolder = async () => mkdtemp(path.join(folder, 'folder-'));

  async function seeded(rows: LoadOptions['rows']): Promise<Seeded> {
    seeds += 1;
    const startedAt = performance.now();
    const made = await seedWorkspace(await stack(), rows, seeds);
    say(`  ${made.rows} rows loaded in ${seconds(startedAt)} s`);
    return made;
  }
  const stack = () => once(stacks, '', () => startStack(folder));

  /** For one case; `end` closes what it has left open. */
  function benchOf(name: string): { bench: Bench; results: Result[]; end: () => Promise<void> } {
    const results: Result[] = [];
    const open: { close(): Promise<void> }[] = [];
    const kept = <T extends { close(): Promise<void> }>(opened: T): T => {
      open.push(opened);
      return opened;
    };
    const app: Bench['app'] = async (options) =>
      kept(await launchApp({ userData: options.userData ?? (await newFolder()), demo: null, ...options }));
    const bench: Bench = {
      mode,
      sizes: ({ quick, whole, full = [] }) =>
        mode === 'quick' ? quick : mode === 'full' ? [...whole, ...full] : whole,
      stack,
      workspace: (rows) => once(workspaces, JSON.stringify(rows), () => seeded(rows)),
      ownWorkspace: seeded,
      async syncedFolder(workspace) {
        const from = await once(folders, workspace.workspace_id, async () => {
          const made = await newFolder();
          await syncInto(made, workspace);
          return made;
        });
        const copy = await newFolder();
        await cp(from, copy, { recursive: true });
        return copy;
      },
      newFolder,
      app,
      emptyWindow: () => app({ app: EMPTY_WINDOW }),
      profile: async (at) => kept(await openProfile(at ?? (await newFolder()))),
      async compare({ size, rounds, warmUps = 0, figures, ours, theirs }) {
        const read = await readRounds({ ours, theirs }, { rounds, warmUps });
        const measured = resultsOf({ name, size, figures: figures as Record<string, Figure>, ...read });
        results.push(...measured);
        for (const result of measured) say(`  ${line(result)}`);
      },
    };
    const end = async () => {
      for (let last = open.pop(); last; last = open.pop()) await last.close().catch(() => undefined);
    };
    return { bench, results, end };
  }

  return {
    benchOf,
    async end() {
      for (const started of stacks.values()) await started.then(({ sql }) => sql.end({ timeout: 1 }));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const PATIENCE_MS = 600_000;

/** The app once, until everything is here. */
async function syncInto(userData: string, { demo }: Seeded): Promise<void> {
  const startedAt = performance.now();
  await mkdir(userData, { recursive: true });
  const app = await launchApp({ userData, demo });
  try {
    await app.window.getByRole('button', { name: /^Sync: up to date/iu }).waitFor({ timeout: PATIENCE_MS });
  } finally {
    await app.close();
  }
  say(`  first sync into a folder in ${seconds(startedAt)} s`);
}

const seconds = (startedAt: number): string => ((performance.now() - startedAt) / 1000).toFixed(1);
