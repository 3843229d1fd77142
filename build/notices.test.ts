import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, packageFolderOf, shippedPackages } from './notices.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'outpost-notices-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of an installed package, as a bundle names it. */
function install(name: string, described: object, files: Readonly<Record<string, string>> = {}): string {
  const home = path.join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  const whole = { ...files, 'package.json': JSON.stringify({ name, version: '1.0.0', ...described }) };
  for (const [file, text] of Object.entries(whole)) writeFileSync(path.join(home, file), text);
  return path.join(home, 'dist/index.js');
}

test('a file belongs to the innermost package that it lies in, and ours to none', () => {
  const at = (...words: string[]) => path.join('/app', ...words);
  expect(packageFolderOf(at('renderer/main.tsx'))).toBeNull();
  expect(packageFolderOf(at('node_modules/react/index.js'))).toBe(at('node_modules/react'));
  expect(packageFolderOf(at('node_modules/a/node_modules/@b/c/index.js'))).toBe(
    at('node_modules/a/node_modules/@b/c'),
  );
});

test('each package is told once, with its own licence text, and ours is not', () => {
  const first = install('b', { license: 'MIT' }, { LICENSE: 'Do as you please.\n' });
  const second = install('@a/c', { license: 'ISC', author: { name: 'Ada' } });
  const shipped = shippedPackages([first, path.join(path.dirname(first), 'more.js'), second, '/app/main.ts']);
  expect(shipped.map(({ name, text }) => [name, text])).toEqual([
    ['@a/c', 'Copyright Ada. Licence: ISC.'],
    ['b', 'Do as you please.'],
  ]);
  expect(noticesOf(shipped)).toMatch(/^@a\/c 1\.0\.0 \(ISC\)$[^]*^b 1\.0\.0 \(MIT\)$/mu);
});

test('a licence that nobody has agreed to stops the build, and so does none', () => {
  const files = [install('copied', { license: 'AGPL-3.0' }), install('silent', {})];
  expect(() => shippedPackages(files)).toThrow('copied (AGPL-3.0), silent (none)');
});
