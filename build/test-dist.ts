// `npm run test:dist`: the proof of the packages. Signatures by the tools that check them, two builds of the same
// sources, then the deb by apt, the AppImage and the archive, started as an ordinary user and driven. On Linux, where
// apt is, as root or with sudo.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program, start } from './child.ts';
import { readyDisplay } from './display.ts';
import { readyRuntime } from './electron-runtime.ts';
import { makePackages } from './package.ts';
import { readyTools, type LinuxTarget } from './packaging-tools.ts';
import { atEnd, Problem, ROOT, say, script } from './script.ts';
import { sha256Of } from './signing/checksums.ts';
import { readyFiles, readySystem } from './system-packages.ts';

const TARGETS: LinuxTarget[] = ['AppImage', 'deb', 'tar.gz'];
const PROGRAMS = {
  '/usr/bin/gpg': 'gpg',
  '/usr/bin/gpgconf': 'gpgconf',
  '/usr/bin/gpg-agent': 'gpg-agent',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/osslsigncode': 'osslsigncode',
  '/usr/bin/rpmbuild': 'rpm',
  '/usr/bin/setpriv': 'util-linux',
  '/etc/ssl/certs/ca-certificates.crt': 'ca-certificates',
};

await script(async () => {
  if (!existsSync('/usr/bin/apt-get'))
    throw new Problem('This test installs by apt: run it on Debian or Ubuntu.');
  const { missing } = await readyTools(TARGETS);
  if (missing.length > 0) throw new Problem(missing.join('\n'));
  await readyFiles(PROGRAMS);
  const runtime = await readyRuntime();
  await readySystem(runtime.executable);
  await readyDisplay();
  const folder = await mkdtemp(path.join(tmpdir(), 'outpost-dist-'));
  await chmod(folder, 0o755);
  atEnd(() => rmSync(folder, { recursive: true, force: true }));

  const into = path.join(folder, 'first');
  const packages = path.join(into, 'package');
  say(`Making ${TARGETS.join(', ')} with ${runtime.name}.`);
  await makePackages({ runtime, targets: TARGETS, into, isQuick: true });
  const signatures = await run('vitest/vitest.mjs', ['run', '--project', 'dist']);
  const verified = await run(null, [path.join(ROOT, 'build/verify-dist.ts'), ...builtIn(packages)]);
  const same = await isReproduced(into, path.join(folder, 'second'), runtime);
  const installed = await run(
    '@playwright/test/cli.js',
    ['test', '--config', path.join(ROOT, 'e2e/installed/playwright.config.ts'), ...process.argv.slice(2)],
    { OUTPOST_PACKAGES: packages, OUTPOST_TEST_RUNTIME: runtime.isTest ? '1' : '' },
  );
  return signatures + verified + installed === 0 && same ? 0 : 1;
});

function builtIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(AppImage|deb|tar\.gz)$/u.test(name))
    .map((name) => path.join(folder, name));
}

/** A second build of the same sources, in another folder, has the very same app.asar. */
async function isReproduced(
  first: string,
  second: string,
  runtime: Awaited<ReturnType<typeof readyRuntime>>,
): Promise<boolean> {
  await makePackages({ runtime, targets: ['dir'], into: second });
  const [a, b] = await Promise.all(
    [first, second].map((into) => sha256Of(path.join(into, 'package/linux-unpacked/resources/app.asar'))),
  );
  say(
    a === b
      ? `✓ two builds, one app.asar (${a ?? ''})`
      : '✗ two builds of the same sources differ in app.asar',
  );
  return a === b;
}

/** A program of this project's packages, or null: a script of its own. */
async function run(file: string | null, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = start(process.execPath, [...(file === null ? [] : [program(file)]), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return child.ended;
}
