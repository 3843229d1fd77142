import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { icnsOf, icoOf, pngWidth, sizesInIcns, sizesInIco } from './icon-files.ts';

const file = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, name));
const drawn = [16, 256].map((size) => ({ size, png: file(`icons/${size}x${size}.png`) }));

test('what was put into a container comes out in its own size', () => {
  expect(sizesInIco(icoOf(drawn))).toEqual([16, 256]);
  expect(sizesInIcns(icnsOf(drawn))).toEqual({ icp4: 16, ic08: 256, ic13: 256 });
});

test('the Windows icon has every size that Windows shows', () => {
  expect(sizesInIco(file('icon.ico'))).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

test('the macOS icon has every size that macOS shows, up to 1024 pixels', () => {
  expect(sizesInIcns(file('icon.icns'))).toEqual({
    ...{ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512 },
    ic10: 1024,
  });
});

test('each Linux icon is as large as its name says', () => {
  const names = readdirSync(path.join(import.meta.dirname, 'icons'));
  expect(names.length).toBe(7);
  for (const name of names) expect(`${pngWidth(file(`icons/${name}`))}`).toBe(name.split('x')[0]);
});
