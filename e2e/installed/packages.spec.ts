// Packages as people get them: the deb out of the signed repository by apt, the AppImage and the archive by themselves.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { namesOn } from '../../build/app-description.ts';
import { KEY_FILE, updateAptRepository } from '../../build/signing/apt-repository.ts';
import { makeThrowAwayKey, openKeyring } from '../../build/signing/open-pgp.ts';
import { expect, test } from '../outpost.ts';
import { PASSWORD } from '../people.ts';
import { badge, both, cardIn, drag, stagesOf } from '../pipeline.ts';
import { FULL_SANDBOX, sandboxOf } from '../sandbox.ts';
import { goTo } from '../screens.ts';
import { launchInstalled, NOBODY, startAgain, type InstalledApp } from './installed-app.ts';

const execute = promisify(execFile);

const packages = process.env['OUTPOST_PACKAGES'] ?? '';
const fileOf = (ending: string): string => {
  const name = readdirSync(packages).find((file) => file.endsWith(ending));
  if (name === undefined) throw new Error(`There is no ${ending}: run these tests by \`npm run test:dist\`.`);
  return path.join(packages, name);
};

const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
async function root(...words: string[]): Promise<string> {
  const [program = '', ...args] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', ...words];
  const { stdout } = await execute(program, args);
  return stdout;
}

function homeIn(folder: string): string {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  if (process.getuid?.() === 0) chownSync(home, NOBODY, NOBODY);
  return home;
}

async function expectSandbox(app: InstalledApp): Promise<void> {
  const pids = await app.windowProcesses();
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) expect(await sandboxOf(pid)).toEqual(FULL_SANDBOX);
}

const { name: NAME, productName } = namesOn({ isTest: process.env['OUTPOST_TEST_RUNTIME'] === '1' });
const SOURCES = `/etc/apt/sources.list.d/${NAME}.sources`;
const INSTALLED = `/opt/${productName}`;
const LEFT_BY_A_PACKAGE = [
  ...[INSTALLED, `/usr/bin/${NAME}`, `/usr/share/applications/${NAME}.desktop`, SOURCES],
  ...[`/usr/share/icons/hicolor/256x256/apps/${NAME}.png`, `/etc/alternatives/${NAME}`],
];

test('apt installs the deb from the signed repository, a person works with it, and it goes without a trace', async ({
  folder,
  stack,
}) => {
  const repository = path.join(folder, 'repository');
  const { secretKey, passphrase } = await makeThrowAwayKey('Outpost Test <test@outpost.example>');
  const keyring = await openKeyring(secretKey, passphrase);
  await updateAptRepository({
    ...{ folder: repository, suite: 'stable', keyring, now: new Date() },
    debs: [fileOf('.deb')],
  });
  await keyring.close();
  const source = {
    ...{ Types: 'deb', URIs: `file:${repository}`, Suites: 'stable', Components: 'main' },
    'Signed-By': path.join(repository, KEY_FILE),
  };
  const sources = path.join(folder, 'sources');
  writeFileSync(
    sources,
    Object.entries(source)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(''),
  );
  const home = homeIn(folder);
  try {
    await root('cp', sources, SOURCES);
    const onlyOurs = [
      `Dir::Etc::sourcelist=${SOURCES}`,
      'Dir::Etc::sourceparts=-',
      'APT::Get::List-Cleanup=0',
    ];
    await root('apt-get', 'update', ...onlyOurs.flatMap((option) => ['-o', option]));
    await root('apt-get', 'install', '--no-install-recommends', '-y', '-o', 'DPkg::Lock::Timeout=300', NAME);

    const desktop = await execute('cat', [`/usr/share/applications/${NAME}.desktop`]);
    expect(desktop.stdout).toContain('MimeType=text/vcard;text/csv;x-scheme-handler/outpost;');
    expect(desktop.stdout).not.toContain('--no-sandbox');

    const app = await launchInstalled({ executable: `${INSTALLED}/${NAME}`, home });
    const { window } = app;
    await expect(window.getByRole('button', { name: /Start on this laptop/u })).toBeVisible();
    await expectSandbox(app);
    const { url, publishable_key: key, email } = stack.demo('alex');
    const link = `outpost://connect?${new URLSearchParams({ url, key }).toString()}`;
    await startAgain({ executable: `/usr/bin/${NAME}`, home, args: [link] });
    await window.getByLabel('E-mail').fill(email);
    await window.getByLabel(/^Password/u).fill(PASSWORD);
    await window.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(cardIn(window, 'Lead')).toBeVisible();
    await drag(window, 'Lead', 'Qualified');
    await expect.poll(() => stagesOf(stack)).toEqual(both('Qualified'));
    await expect(badge(window)).toHaveAccessibleName(/up to date/iu);

    await window.keyboard.press('g');
    await window.keyboard.press('s');
    const settings = window.getByRole('navigation', { name: 'Settings' });
    await settings.getByRole('button', { name: /^About/u }).click();
    await expect(window.getByText(productName, { exact: true })).toBeVisible();
    expect(await app.quit()).toBe(0);

    const again = await launchInstalled({ executable: `/usr/bin/${NAME}`, home });
    await goTo(again.window, 'Boards');
    await expect(cardIn(again.window, 'Qualified')).toBeVisible();
    expect(await again.quit()).toBe(0);
  } finally {
    await root('apt-get', 'purge', '-y', '-o', 'DPkg::Lock::Timeout=300', NAME);
    await root('rm', '-f', SOURCES);
    await root('sh', '-c', `rm -f /var/lib/apt/lists/*${path.basename(folder)}*`);
  }
  expect(LEFT_BY_A_PACKAGE.filter((file) => existsSync(file))).toEqual([]);
});

test('the AppImage starts by itself, in its sandbox, and quits', async ({ folder }) => {
  const home = homeIn(folder);
  const file = path.join(home, 'Outpost.AppImage');
  copyFileSync(fileOf('.AppImage'), file);
  chmodSync(file, 0o755);
  const app = await launchInstalled({ executable: file, home });
  await expect(app.window.getByRole('button', { name: /Start on this laptop/u })).toBeVisible();
  await expectSandbox(app);
  expect(await app.quit()).toBe(0);
});

test('the archive starts from where it was unpacked, in its sandbox, and quits', async ({ folder }) => {
  const home = homeIn(folder);
  await execute('tar', ['-xzf', fileOf('.tar.gz'), '-C', home, '--no-same-owner']);
  const [unpacked = ''] = readdirSync(home).filter((name) => name.startsWith(NAME));
  const app = await launchInstalled({ executable: path.join(home, unpacked, NAME), home });
  await expect(app.window.getByRole('button', { name: /Start on this laptop/u })).toBeVisible();
  await expectSandbox(app);
  expect(await app.quit()).toBe(0);
  rmSync(path.join(home, unpacked), { recursive: true });
});

test('an installed app takes no orders from its environment, and lets nobody drive a person’s window', async ({
  folder,
}) => {
  const home = homeIn(folder);
  await execute('tar', ['-xzf', fileOf('.tar.gz'), '-C', home, '--no-same-owner']);
  const [unpacked = ''] = readdirSync(home).filter((name) => name.startsWith(NAME));
  const program = path.join(home, unpacked, NAME);
  const told = path.join(home, 'told');
  const order = `require('node:fs').writeFileSync(${JSON.stringify(told)}, '')`;
  writeFileSync(path.join(home, 'order.cjs'), order);
  const env = {
    ...process.env,
    HOME: home,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${home}/order.cjs`,
  };
  const asUser =
    process.getuid?.() === 0 ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  const words = [...asUser, program, '-e', order, '--remote-debugging-port=0'];
  const { code, stderr } = await execute('env', words, { env }).then(
    () => ({ code: 0, stderr: '' }),
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(code).toBe(1);
  expect(stderr).toContain('Outpost does not start with --remote-debugging-port.');
  expect(existsSync(told)).toBe(false);
});
