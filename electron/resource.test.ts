import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveResource } from './resource.ts';

const folder = path.resolve('/srv/renderer');
const at = (...segments: string[]): string => path.join(folder, ...segments);

describe('an address of the app', () => {
  test.each([
    ['app://outpost/', at('index.html'), 'text/html; charset=utf-8'],
    ['app://outpost/index.html?x=1#/board', at('index.html'), 'text/html; charset=utf-8'],
    ['app://outpost/assets/main-1a.js', at('assets', 'main-1a.js'), 'text/javascript; charset=utf-8'],
    ['app://outpost/assets/inter.woff2', at('assets', 'inter.woff2'), 'font/woff2'],
    ['app://outpost/%2e%2e/%2e%2e/secret.json', at('secret.json'), 'application/json; charset=utf-8'],
    ['app://outpost/a%20b.svg', at('a b.svg'), 'image/svg+xml'],
  ])('%s is %s', (address, file, type) => {
    expect(resolveResource(folder, address)).toEqual({ file, type });
  });

  test.each([
    'app://outpost/..%2f..%2fsecret.json',
    'app://outpost/..%5csecret.json',
    'app://outpost/C:/secret.json',
    'app://outpost/a%00.js',
    'app://outpost/.env.json',
    'app://outpost/%E0%A4%A.js',
    'app://outpost/main.js.map',
    'app://outpost/etc/passwd',
    'no address',
  ])('%s is nothing', (address) => expect(resolveResource(folder, address)).toBeNull());

  test('never leaves the folder', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '\\', '/', '.', '%252e', 'a'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const found = resolveResource(folder, `app://outpost/${pieces.join('')}.js`);
        if (found) expect(path.relative(folder, found.file)).not.toMatch(/^\.\.|^\//u);
      }),
      { numRuns: 500 },
    );
  });
});
