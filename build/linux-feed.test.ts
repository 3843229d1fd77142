import { expect, test } from 'vitest';
import { feedWithoutPackages } from './linux-feed.ts';

const entry = (name: string): string => `  - url: ${name}\n    sha512: abc==\n    size: 7\n`;
const appImage = `${entry('outpost-1.0.0.AppImage')}    blockMapSize: 9\n`;
const tail = 'path: outpost-1.0.0.AppImage\nsha512: abc==\n';

test('a feed names what the app itself can update, and no package of the system', () => {
  const whole = `version: 1.0.0\nfiles:\n${appImage}${entry('outpost.deb')}${entry('outpost.rpm')}${tail}`;
  expect(feedWithoutPackages(whole)).toBe(`version: 1.0.0\nfiles:\n${appImage}${tail}`);
});
