// Builds what Electron loads into dist/: the shell by esbuild, the window by vite. What has not changed since the
// last whole build is left alone, so a second start is fast; a build that was cut off is made again.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as esbuild, type BuildOptions } from 'esbuild';
import { build as vite, type Plugin } from 'vite';
import { CACHE, Problem, ROOT, say } from './script.ts';

export type Part = {
  name: string;
  sources: string[];
  output: string;
  build: () => Promise<unknown>;
  /** What is built in beside the sources. */
  facts?: () => Readonly<Record<string, string>>;
};

/** What the shell's code knows of its build; see electron/updates/build-facts.ts. */
function buildFacts(): Record<string, string> {
  const { OUTPOST_UPDATES_URL: url = '', OUTPOST_UPDATES_KEY: key = '' } = process.env;
  if (url !== '' && !/^(https:\/\/[^/]+|http:\/\/127\.0\.0\.1:\d+)\/(.*\/)?$/u.test(url))
    throw new Problem('OUTPOST_UPDATES_URL has to be a folder at an https address, or on this machine.');
  const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  const facts = {
    OUTPOST_UPDATES_URL: url,
    OUTPOST_UPDATES_KEY: key,
    OUTPOST_ELECTRON: devDependencies.electron,
    OUTPOST_CHANGELOG: readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'),
  };
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, JSON.stringify(fact)]));
}

/** What runs in Electron's main process and its preload scripts. */
export const SHELL: BuildOptions = {
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  bundle: true,
  external: ['electron'],
  logLevel: 'silent',
};
const shellEntry = (name: string): Promise<unknown> =>
  esbuild({
    ...SHELL,
    define: buildFacts(),
    entryPoints: [path.join(ROOT, `electron/${name}.ts`)],
    outfile: path.join(ROOT, `dist/electron/${name}.cjs`),
  });

const WINDOW = ['renderer/**/*', 'sync/**/*', 'electron/ipc/*'];

const PARTS: Part[] = [
  {
    name: 'electron',
    sources: ['electron/**/*'],
    facts: buildFacts,
    output: 'dist/electron/main.cjs',
    build: () => Promise.all(['main', 'preload'].map(shellEntry)),
  },
  {
    name: 'renderer',
    sources: WINDOW,
    output: 'dist/renderer/index.html',
    build: () => vite({ configFile: path.join(ROOT, 'renderer/vite.config.ts'), logLevel: 'error' }),
  },
];

/**
 * Both bundles as they ship, minified, into `into`/electron and `into`/renderer. The answer is every file that they
 * are made of, so that the licences of what ships are told.
 */
export async function bundleForRelease(into: string): Promise<string[]> {
  const files = new Set<string>();
  for (const name of ['main', 'preload']) {
    const { metafile } = await esbuild({
      ...SHELL,
      entryPoints: [path.join(ROOT, `electron/${name}.ts`)],
      outfile: path.join(into, `electron/${name}.cjs`),
      absWorkingDir: ROOT,
      minify: true,
      legalComments: 'none',
      metafile: true,
      define: { ...buildFacts(), 'process.env.NODE_ENV': '"production"' },
    });
    for (const { inputs } of Object.values(metafile.outputs))
      for (const [file, { bytesInOutput }] of Object.entries(inputs))
        if (bytesInOutput > 0) files.add(path.join(ROOT, file));
  }
  await vite({
    configFile: path.join(ROOT, 'renderer/vite.config.ts'),
    logLevel: 'error',
    plugins: [collectFiles(files)],
    worker: { plugins: () => [collectFiles(files)] },
    build: { outDir: path.join(into, 'renderer'), sourcemap: false },
  });
  return [...files].sort();
}

/** Code that is in a bundle, and the fonts and styles that styles bring in. */
const collectFiles = (files: Set<string>): Plugin => ({
  name: 'outpost-collect-files',
  generateBundle(_options, output) {
    for (const item of Object.values(output))
      if (item.type === 'chunk') {
        for (const [file, { renderedLength }] of Object.entries(item.modules))
          if (renderedLength > 0) files.add(fileOf(file));
      } else for (const file of item.originalFileNames) files.add(path.resolve(ROOT, 'renderer', file));
    for (const file of this.getModuleIds())
      if (file.endsWith('.css') && existsSync(file))
        for (const imported of packagesIn(file)) files.add(imported);
  },
});

/** A module of the builder's own, such as vite/preload-helper.js, has a name only. */
function fileOf(module: string): string {
  const file = module.replace(/^\0/u, '').replace(/\?.*$/u, '');
  return path.isAbsolute(file) ? file : path.join(ROOT, 'node_modules', file);
}

/** What a style sheet takes from packages: such an import is no module of the bundle. */
const packagesIn = (sheet: string): string[] =>
  [...readFileSync(sheet, 'utf8').matchAll(/@import ['"]([^.'"][^'"]*)/gu)].map(([, name = '']) =>
    path.join(ROOT, 'node_modules', name),
  );

export async function bundle(): Promise<void> {
  await Promise.all(PARTS.map(bundlePart));
}

/** The window as a page of its own, for tests in a browser, into dist/page/. */
export const bundlePage = (): Promise<void> =>
  bundlePart({
    name: 'page',
    sources: WINDOW,
    output: 'dist/page/test/live.html',
    build: () =>
      vite({
        configFile: path.join(ROOT, 'renderer/vite.config.ts'),
        logLevel: 'error',
        build: {
          outDir: path.join(ROOT, 'dist/page'),
          rolldownOptions: { input: path.join(ROOT, 'renderer/test/live.html') },
        },
      }),
  });

export async function bundlePart({ name, sources, output, build, facts = () => ({}) }: Part): Promise<void> {
  const stamp = path.join(CACHE, `bundle-${name}`);
  const hash = hashFiles([...sources, 'package-lock.json', 'build/bundle.ts']) + hashOf(facts());
  if (existsSync(path.join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash)
    return;
  const startedAt = performance.now();
  await rm(stamp, { force: true });
  try {
    await build();
  } catch (error) {
    throw new Problem(`${name}/ does not build:\n${error instanceof Error ? error.message : String(error)}`);
  }
  await mkdir(CACHE, { recursive: true });
  await writeFile(stamp, hash);
  say(`Built ${name}/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

const hashOf = (facts: Readonly<Record<string, string>>): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);

function hashFiles(patterns: string[]): string {
  const files = globSync(patterns, { cwd: ROOT }).filter((file) => !/\.(test|spec)\.tsx?$/u.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const full = path.join(ROOT, file);
    if (statSync(full).isFile()) hash.update(`${file}\0`).update(readFileSync(full));
  }
  return hash.digest('hex');
}
