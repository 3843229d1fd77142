import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPackage, uncacheAll } from '@electron/asar';
import { FuseState } from '@electron/fuses';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { burnFuses } from '../fuses.ts';
import { namesOn, NOTICES } from '../app-description.ts';
import { CHECKS, type Expected } from './checks.ts';
import { readOpened } from './opened-package.ts';

const ELECTRON = '45.4.1';
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'outpost-checks-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Where Electron's fuses begin in its binary; then come a version, their number and one byte for each. */
const FUSE_WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const expected = (): Expected => ({
  version: '1.2.3',
  electronVersion: ELECTRON,
  staged: path.join(folder, 'staged'),
  isRelease: true,
});

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** A package as small as can be that passes every check; `spoil` gets its folders before app.asar is made. */
async function makePackage(
  spoil: (at: { app: string; resources: string; program: string }) => void = () => undefined,
  { electron = ELECTRON, isTest = false } = {},
) {
  const [app, staged, unpacked] = ['app', 'staged', 'unpacked'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const { name, productName } = namesOn({ isTest });
  const notices = 'react 19.0.0 (MIT)\n';
  for (const root of [app, staged]) {
    write(path.join(root, 'package.json'), JSON.stringify({ name, productName, version: '1.2.3' }));
    write(path.join(root, 'dist/electron/main.cjs'), 'start()');
    write(path.join(root, 'dist/renderer/assets/index-a1.js'), 'draw()');
  }
  write(path.join(staged, NOTICES), notices);
  const resources = path.join(unpacked, 'resources');
  write(path.join(resources, NOTICES), notices);
  write(path.join(resources, 'LICENSE.txt'), 'MIT License');
  const program = path.join(unpacked, name);
  const wire = Buffer.from([1, 9, ...Array.from({ length: 9 }, () => FuseState.ENABLE)]);
  write(program, '');
  writeFileSync(program, Buffer.concat([Buffer.from(`Electron/${electron} ${FUSE_WIRE}`), wire]));
  await burnFuses(program, 'linux');
  spoil({ app, resources, program });
  await createPackage(app, path.join(resources, 'app.asar'));
  uncacheAll();
  return readOpened(unpacked);
}

async function findings(check: string, ...made: Parameters<typeof makePackage>): Promise<string[]> {
  return (await CHECKS[check]?.(await makePackage(...made), expected())) ?? ['there is no such check'];
}

test.each(Object.keys(CHECKS))('a package as it has to be passes the check of its %s', async (check) => {
  expect(await findings(check)).toEqual([]);
});

test.each([
  [0, 'The fuse RunAsNode is not off.'],
  [1, 'The fuse EnableCookieEncryption is not on.'],
  [2, 'The fuse EnableNodeOptionsEnvironmentVariable is not off.'],
  [3, 'The fuse EnableNodeCliInspectArguments is not off.'],
  [5, 'The fuse OnlyLoadAppFromAsar is not on.'],
  [7, 'The fuse GrantFileProtocolExtraPrivileges is not off.'],
])('fuse %d the other way round is found', async (fuse, sentence) => {
  const flip = ({ program }: { program: string }) => {
    const bytes = readFileSync(program);
    const at = bytes.indexOf(FUSE_WIRE) + FUSE_WIRE.length + 2 + fuse;
    bytes[at] = bytes[at] === FuseState.ENABLE ? FuseState.DISABLE : FuseState.ENABLE;
    writeFileSync(program, bytes);
  };
  expect(await findings('fuses', flip)).toEqual([sentence]);
});

test('on Windows and macOS a program that does not check its app.asar is found', async () => {
  const opened = await makePackage();
  expect(await CHECKS['fuses']?.({ ...opened, platform: 'win32' }, expected())).toEqual([]);
  await burnFuses(opened.executable, 'win32');
  const bytes = readFileSync(opened.executable);
  bytes[bytes.indexOf(FUSE_WIRE) + FUSE_WIRE.length + 2 + 4] = FuseState.DISABLE;
  writeFileSync(opened.executable, bytes);
  expect(await CHECKS['fuses']?.({ ...opened, platform: 'win32' }, expected())).toEqual([
    'The fuse EnableEmbeddedAsarIntegrityValidation is not on.',
  ]);
});

test.each([
  'dist/electron/main.cjs.map',
  'dist/renderer/assets/index-a1.js.map',
  'dist/renderer/test/live.html',
  'node_modules/left-pad/index.js',
  'sync/core/rank.test.ts',
  '.env',
])('%s in app.asar is found', async (name) => {
  expect(await findings('contents', ({ app }) => write(path.join(app, name), 'x'))).toEqual([
    `app.asar holds ${name}, which does not belong there.`,
  ]);
});

test.each(['default_app.asar', 'app', 'app.asar.unpacked'])('%s beside app.asar is found', async (name) => {
  expect(await findings('contents', ({ resources }) => write(path.join(resources, name, 'x'), 'x'))).toEqual([
    `The resources hold ${name}, which does not belong there.`,
  ]);
});

test('own code of more than 15 MB is found', async () => {
  const grow = ({ app }: { app: string }) =>
    write(path.join(app, 'dist/renderer/assets/index-a1.js'), ' '.repeat(15 * 1024 * 1024));
  expect(await findings('contents', grow)).toEqual([expect.stringMatching(/^app\.asar has 15\d+ bytes/u)]);
});

test.each([
  ['a private key', ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' ')],
  ['a secret key of Supabase', `sb_secret_${'a1B2'.repeat(6)}`],
  ['a legacy key of Supabase', `eyJhbGciOiJIUzI1NiJ9.eyJ${'a'.repeat(30)}.${'b'.repeat(30)}`],
  ['a key of AWS', `AKIA${'A1B2'.repeat(4)}`],
  ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
  ['a password of the demo', 'outpost-demo'],
  ['somebody of the demo', 'mara@outpost.example'],
  ['a source map', '//# sourceMappingURL=index.js.map'],
])('%s in the code is found', async (what, text) => {
  const hide = ({ app }: { app: string }) =>
    write(path.join(app, 'dist/renderer/assets/index-a1.js'), `a="${text}"`);
  expect(await findings('secrets', hide)).toEqual([`dist/renderer/assets/index-a1.js holds ${what}.`]);
});

test('the value of a secret variable of the build is found, and not said', async () => {
  process.env['TEST_SIGNING_PASSWORD'] = 'correct horse battery';
  const hide = ({ resources }: { resources: string }) =>
    write(path.join(resources, 'app-update.yml'), 'token: correct horse battery');
  try {
    expect(await findings('secrets', hide)).toEqual([
      'app-update.yml holds the value of TEST_SIGNING_PASSWORD.',
    ]);
  } finally {
    delete process.env['TEST_SIGNING_PASSWORD'];
  }
});

test('a package of another version is found', async () => {
  const opened = await makePackage();
  expect(await CHECKS['version']?.(opened, { ...expected(), version: '1.2.4' })).toEqual([
    'The package is of 1.2.3, not of 1.2.4.',
  ]);
});

test('a build on the test runtime cannot be released, under its own name or under ours', async () => {
  const never = 'It runs on Electron 25.1.1: a test build is never published.';
  expect(await findings('runtime', undefined, { electron: '25.1.1', isTest: true })).toEqual([never]);
  expect(await findings('runtime', undefined, { electron: '25.1.1' })).toEqual([
    never,
    'It is called Outpost, on a runtime where it has to be Outpost Test Build.',
  ]);
});

test('a licence that is missing or cut off is found', async () => {
  const remove = ({ resources }: { resources: string }) => {
    rmSync(path.join(resources, 'LICENSE.txt'));
    write(path.join(resources, NOTICES), 'nothing');
  };
  expect(await findings('licences', remove)).toEqual([
    'LICENSE.txt is missing.',
    `${NOTICES} does not say what it has to.`,
  ]);
});

test('code that the sources do not make is found, and so is code that is left out', async () => {
  const change = ({ app, resources }: { app: string; resources: string }) => {
    write(path.join(app, 'dist/electron/main.cjs'), 'start(); spy()');
    write(path.join(app, 'dist/renderer/assets/more.js'), 'more()');
    rmSync(path.join(app, 'dist/renderer/assets/index-a1.js'));
    write(path.join(resources, NOTICES), 'react 19.0.0 (MIT)');
  };
  expect(await findings('sources', change)).toEqual([
    'app.asar lacks dist/renderer/assets/index-a1.js.',
    'dist/renderer/assets/more.js is not of these sources.',
    'dist/electron/main.cjs differs from what these sources make.',
    `${NOTICES} is not that of these sources.`,
  ]);
});
