import { expect, test } from 'vitest';
import { updateWay, type Installed } from './way.ts';

const release: Installed = {
  packaged: true,
  platform: 'linux',
  executable: '/tmp/.mount_Outpos/outpost',
  packageType: null,
  environment: { APPIMAGE: '/home/mara/Outpost.AppImage', APPDIR: '/tmp/.mount_Outpos' },
  electron: { runs: '45.4.1', pinned: '45.4.1' },
  feedUrl: 'https://updates.example/outpost/',
  keys: ['key'],
};
const why = (changed: Partial<Installed>) => updateWay({ ...release, ...changed });

test('an AppImage replaces itself; on Windows and macOS the installer does', () => {
  expect(updateWay(release)).toEqual({ kind: 'app_image', file: '/home/mara/Outpost.AppImage' });
  for (const platform of ['win32', 'darwin'] as const)
    expect(why({ platform, environment: {} })).toEqual({ kind: 'installer' });
});

test('a development run, a package of the system and a build without a feed or a key do not update themselves', () => {
  expect(why({ packaged: false })).toEqual({ kind: 'off', why: 'development' });
  for (const packageType of ['deb', 'rpm', 'pacman'])
    expect(why({ packageType })).toEqual({ kind: 'off', why: 'repository' });
  expect(why({ feedUrl: null })).toEqual({ kind: 'off', why: 'no_feed' });
  expect(why({ keys: [] })).toEqual({ kind: 'off', why: 'no_feed' });
});

test('a build on the test runtime updates itself from this machine only', () => {
  const electron = { runs: '25.1.1', pinned: '45.4.1' };
  expect(why({ electron })).toEqual({ kind: 'off', why: 'test_runtime' });
  expect(why({ electron, feedUrl: 'http://127.0.0.1:9/' })).toMatchObject({ kind: 'app_image' });
  expect(why({ electron, feedUrl: 'https://127.0.0.1.example/' })).toEqual({
    kind: 'off',
    why: 'test_runtime',
  });
});

test.each<[string, Installed['environment']]>([
  ['no AppImage', {}],
  [
    'another AppImage that a terminal runs in',
    { APPIMAGE: '/opt/Editor.AppImage', APPDIR: '/tmp/.mount_Editor' },
  ],
  ['an AppImage without a folder', { APPIMAGE: '/opt/Editor.AppImage' }],
  ['a path that is none', { APPIMAGE: 'Editor.AppImage', APPDIR: '/tmp/.mount_Outpos' }],
])('what was unpacked by hand and has %s around it replaces nothing', (_, environment) => {
  expect(why({ environment })).toEqual({ kind: 'off', why: 'archive' });
});
