import { expect, test } from 'vitest';
import { isNewer, isVersion } from './version.ts';

/** The order of semver.org's own examples, with numbers that text would sort otherwise. */
const IN_ORDER = [
  '0.9.9',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.9',
  '1.0.10',
  '1.2.0',
  '1.10.0',
  '10.0.0',
];

test('a version is newer than every one before it, and than no one after it nor itself', () => {
  for (const [at, one] of IN_ORDER.entries())
    for (const [other, than] of IN_ORDER.entries())
      expect([one, than, isNewer(one, than)]).toEqual([one, than, at > other]);
});

test('what a build adds behind a plus makes no version newer', () => {
  expect(isNewer('1.0.0+2', '1.0.0+1')).toBe(false);
});

test.each(['', '1', '1.0', 'v1.0.0', '1.0.0-', '1.0.0 ', '1.0.0-a..b', '1.0.0\n', '99999999999.0.0'])(
  '%j is no version and newer than nothing',
  (text) => {
    expect(isVersion(text)).toBe(false);
    expect(() => isNewer(text, '0.0.1')).toThrow('not a version');
  },
);
