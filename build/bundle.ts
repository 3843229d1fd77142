// Builds what Electron loads into dist/: the shell by esbuild, the window by vite. What has not changed since the
// last whole build is left alone, so a second start is fast; a build that was cut off is made again.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as esbuild, type BuildOptions } from 'esbuild';
import { build as vite } from 'vite';
import { CACHE, Problem, ROOT, say } from './script.ts';

type Part = { name: string; sources: string[]; output: string; build: () => Promise<unknown> };

const SHELL: BuildOptions = {
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
    entryPoints: [path.join(ROOT, `electron/${name}.ts`)],
    outfile: path.join(ROOT, `dist/electron/${name}.cjs`),
  });

const WINDOW = ['renderer/**/*', 'sync/**/*', 'electron/ipc/*'];

const PARTS: Part[] = [
  {
    name: 'electron',
    sources: ['electron/**/*'],
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

async function bundlePart({ name, sources, output, build }: Part): Promise<void> {
  const stamp = path.join(CACHE, `bundle-${name}`);
  const hash = hashFiles([...sources, 'package-lock.json', 'build/bundle.ts']);
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

function hashFiles(patterns: string[]): string {
  const files = globSync(patterns, { cwd: ROOT }).filter((file) => !/\.(test|spec)\.tsx?$/u.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const full = path.join(ROOT, file);
    if (statSync(full).isFile()) hash.update(`${file}\0`).update(readFileSync(full));
  }
  return hash.digest('hex');
}
