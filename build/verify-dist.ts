// `npm run verify:dist`: opens finished packages and checks what is in them; the whole folder's checksums and
// signatures besides. Ends with 1 and says why where anything is not as it has to be.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describe } from './app-description.ts';
import { officialVersion } from './electron-runtime.ts';
import { stage } from './package.ts';
import { atEnd, Problem, ROOT, say, script } from './script.ts';
import { CHECKS, type Expected } from './verify/checks.ts';
import { openPackage } from './verify/opened-package.ts';
import { checkRelease } from './verify/release-checks.ts';

const HELP = `Usage: npm run verify:dist -- [options] [package or folder ...]

Checks packages (.deb, .rpm, .AppImage, .tar.gz, .app, an unpacked folder), by default those in dist/package.

  --release      what is to be published: also checksums, signatures and the runtime
  --key FILE     the public OpenPGP key that the checksums and the rpm have to be signed with
  --version V    the version that they have to be of (default: package.json's)
  --no-sources   do not compare with what these sources make
`;
/** Of one check on one package; when sources have changed, all the rest is the same again. */
const MOST_SHOWN = 10;
const PACKAGE = /\.(deb|rpm|AppImage|tar\.gz|app)$|-unpacked$/u;

await script(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      release: { type: 'boolean', default: false },
      key: { type: 'string' },
      version: { type: 'string' },
      sources: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const folder = path.join(ROOT, 'dist/package');
  const packages = positionals.length > 0 ? positionals.flatMap(packagesAt) : packagesAt(folder);
  if (packages.length === 0) throw new Problem('There is no package to check: run `npm run dist` first.');
  const scratch = await mkdtemp(path.join(tmpdir(), 'outpost-verify-'));
  atEnd(() => rmSync(scratch, { recursive: true, force: true }));
  const expected = await readyExpected(scratch, values);

  let wrong = 0;
  const tell = (name: string, findings: readonly string[]): void => {
    say(`${findings.length === 0 ? '✓' : '✗'} ${name}`);
    for (const finding of findings.slice(0, MOST_SHOWN)) say(`    ${finding}`);
    if (findings.length > MOST_SHOWN) say(`    and ${findings.length - MOST_SHOWN} more.`);
    wrong += findings.length;
  };
  for (const [index, file] of packages.entries()) {
    say(path.basename(file));
    const opened = await openPackage(file, path.join(scratch, `${index}`));
    const staged = await expected.staged(opened.described.name !== 'outpost');
    for (const [name, check] of Object.entries(CHECKS))
      if (name !== 'sources' || staged !== null)
        tell(name, await check(opened, { ...expected.facts, staged }));
    rmSync(path.join(scratch, `${index}`), { recursive: true, force: true });
  }
  if (values.release)
    for (const at of new Set(packages.map((file) => path.dirname(path.resolve(file)))))
      for (const [name, findings] of await checkRelease(at, values.key)) tell(name, findings);
  say(wrong === 0 ? 'All is as it has to be.' : `${wrong} things are not as they have to be.`);
  return wrong === 0 ? 0 : 1;
});

function packagesAt(place: string): string[] {
  if (PACKAGE.test(place)) return [place];
  if (!existsSync(place) || !statSync(place).isDirectory()) throw new Problem(`${place} is no package.`);
  return readdirSync(place).flatMap((name) => {
    const file = path.join(place, name);
    if (PACKAGE.test(name)) return [file];
    // electron-builder's folder of a macOS app.
    return /^mac(-\w+)?$/u.test(name) ? packagesAt(file) : [];
  });
}

type Asked = { release: boolean; version?: string; sources: boolean };

async function readyExpected(scratch: string, asked: Asked) {
  const { version } = await describe({ isTest: false }, asked.version);
  const facts: Omit<Expected, 'staged'> = {
    version,
    electronVersion: officialVersion(),
    isRelease: asked.release,
  };
  const stages = new Map<boolean, Promise<string>>();
  const makeStage = async (isTest: boolean): Promise<string> => {
    const into = path.join(scratch, isTest ? 'test' : 'release');
    await stage(into, await describe({ isTest }, version));
    return into;
  };
  /** Once for each runtime: it takes as long as the build. */
  const staged = (isTest: boolean): Promise<string | null> => {
    if (!asked.sources) return Promise.resolve(null);
    const made = stages.get(isTest) ?? makeStage(isTest);
    stages.set(isTest, made);
    return made;
  };
  return { facts, staged };
}
