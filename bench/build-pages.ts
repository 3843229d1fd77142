// What is measured beside the app, into dist/: the pages that run in Chromium, with what of sync/ and of its peers they
// need, and an Electron app with one empty window.
import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import { build } from 'vite';
import { SHELL } from '../build/bundle.ts';
import { ROOT } from '../build/script.ts';

const PAGES = path.join(ROOT, 'bench/page');
export const EMPTY_WINDOW = path.join(ROOT, 'dist/empty-window');

export const buildPages = (): Promise<unknown> =>
  build({
    configFile: false,
    root: PAGES,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: path.join(ROOT, 'dist/bench'),
      emptyOutDir: true,
      target: 'chrome114',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: globSync('*.html', { cwd: PAGES }).map((file) => path.join(PAGES, file)) },
    },
  });

export async function buildEmptyWindow(): Promise<void> {
  await esbuild({
    ...SHELL,
    entryPoints: [path.join(ROOT, 'bench/empty-window/main.ts')],
    outfile: path.join(EMPTY_WINDOW, 'main.cjs'),
  });
  await mkdir(EMPTY_WINDOW, { recursive: true });
  await writeFile(
    path.join(EMPTY_WINDOW, 'package.json'),
    '{ "name": "empty", "version": "0.0.0", "main": "main.cjs" }\n',
  );
  await writeFile(path.join(EMPTY_WINDOW, 'index.html'), '<!doctype html><title>Empty</title><p>Empty</p>\n');
}
