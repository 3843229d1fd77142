import { expect, test } from 'vitest';
import { missingLibraries, packagesFor } from './debian-packages.ts';

const ldd = `/opt/electron:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibgtk-3.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibasound.so.2 => not found
/opt/libEGL.so:
\tlibgtk-3.so.0 => not found
`;

test('each library that ldd does not find is named once', () => {
  expect(missingLibraries(ldd)).toEqual(['libasound.so.2', 'libgtk-3.so.0']);
});

test.each([
  ['debian', 12, ['libasound2', 'libgtk-3-0']],
  ['debian', 13, ['libasound2t64', 'libgtk-3-0t64']],
  ['ubuntu', 22.04, ['libasound2', 'libgtk-3-0']],
  ['ubuntu', 24.04, ['libasound2t64', 'libgtk-3-0t64']],
  ['other', NaN, ['libasound2', 'libgtk-3-0']],
])('on %s %d the packages have that release’s names', (id, version, packages) => {
  expect(packagesFor(missingLibraries(ldd), { id, version })).toEqual({ packages, unknown: [] });
});

test('a library without a known package is said to be unknown', () => {
  expect(packagesFor(['libnew.so.1'], { id: 'debian', version: 12 })).toEqual({
    packages: [],
    unknown: ['libnew.so.1'],
  });
});
