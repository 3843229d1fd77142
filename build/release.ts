// The steps of a release after its packages are built, one command each, as .github/workflows/release.yml runs them:
// `sign` and `repository` with the secrets of the environment, `publish` only what `verify:dist --release` found good.
// `npm run release:dry` runs them here with throw-away keys, and publishes into a folder.
import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './child.ts';
import { readyRuntime } from './electron-runtime.ts';
import { publicPart } from './feeds.ts';
import { makePackages } from './package.ts';
import { readyTools } from './packaging-tools.ts';
import { atEnd, Problem, ROOT, say, script } from './script.ts';
import { updateAptRepository } from './signing/apt-repository.ts';
import { CHECKSUMS, CHECKSUMS_SIGNATURE, shippedIn, writeChecksums } from './signing/checksums.ts';
import { makeThrowAwayKey, openReleaseKeyring } from './signing/open-pgp.ts';
import { signRpm } from './signing/rpm.ts';

const HELP = `Usage: node build/release.ts STEP FOLDER [...]

  sign FOLDER              signs the rpm, the feeds and the checksums of the packages in FOLDER
  repository FOLDER SITE   adds the packages to the site: the apt repository in SITE/apt, the rest in SITE/download
  publish FOLDER SITE TO   checks FOLDER as a release, then copies SITE to TO (a folder, or s3://BUCKET)
  --dry                    all of it here, with throw-away keys
`;
/** The public key that people check the checksums and the rpm with. */
const PUBLIC_KEY = 'outpost-release-key.asc';
/** What is looked up anew each time; it goes last, when all that it names is there. */
const INDEXES = ['apt/dists/*', 'download/*.yml', 'download/*.sig', 'download/SHA256SUMS*'];
type Step = (...folders: string[]) => Promise<void>;

async function sign(folder: string): Promise<void> {
  const keyring = await openReleaseKeyring();
  try {
    for (const name of await readdir(folder))
      if (name.endsWith('.rpm')) await signRpm(path.join(folder, name), keyring);
    await mustRun(process.execPath, [path.join(ROOT, 'build/sign-feed.ts'), folder]);
    await writeChecksums(folder);
    await keyring.signDetached(path.join(folder, CHECKSUMS), path.join(folder, CHECKSUMS_SIGNATURE));
    await writeFile(path.join(folder, PUBLIC_KEY), await keyring.publicKey(true));
  } finally {
    await keyring.close();
  }
  say(`Signed the packages in ${folder}.`);
}

async function repository(folder: string, site: string): Promise<void> {
  const names = shippedIn(folder);
  const keyring = await openReleaseKeyring();
  try {
    await updateAptRepository({
      folder: path.join(site, 'apt'),
      debs: names.filter((name) => name.endsWith('.deb')).map((name) => path.join(folder, name)),
      suite: names.includes('beta-linux.yml') ? 'beta' : 'stable',
      keyring,
      now: new Date(),
    });
  } finally {
    await keyring.close();
  }
  const download = path.join(site, 'download');
  await mkdir(download, { recursive: true });
  for (const name of [...names, CHECKSUMS, CHECKSUMS_SIGNATURE, PUBLIC_KEY])
    await cp(path.join(folder, name), path.join(download, name));
  say(`Added ${names.length} files to ${site}.`);
}

async function publish(folder: string, site: string, to: string): Promise<void> {
  const check = await verify(folder);
  if (check.code !== 0) throw new Problem(`Nothing is published:\n${check.output.trim()}`);
  if (!to.startsWith('s3://')) {
    await cp(site, to, { recursive: true });
    return;
  }
  const without = INDEXES.flatMap((pattern) => ['--exclude', pattern]);
  await mustRun('aws', ['s3', 'sync', '--only-show-errors', site, to, ...without]);
  await mustRun('aws', ['s3', 'sync', '--only-show-errors', '--cache-control', 'no-cache', site, to]);
  say(`Published ${site} to ${to}.`);
}

const verify = (folder: string) =>
  run(process.execPath, [
    ...[path.join(ROOT, 'build/verify-dist.ts'), '--release', '--key', path.join(folder, PUBLIC_KEY)],
    folder,
  ]);

/** Everything that the workflow does on Linux. A build on the test runtime has to be stopped by its last step. */
async function dryRun(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'outpost-release-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const { privateKey } = generateKeyPairSync('ed25519');
  const { secretKey, passphrase } = await makeThrowAwayKey('Outpost dry run <dry-run@outpost.example>');
  Object.assign(process.env, {
    OUTPOST_SIGNING_KEY: secretKey,
    OUTPOST_SIGNING_PASSPHRASE: passphrase,
    OUTPOST_FEED_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    OUTPOST_UPDATES_KEY: publicPart(privateKey),
  });
  const { ready, missing } = await readyTools(['AppImage', 'deb', 'rpm', 'tar.gz']);
  missing.forEach(say);
  const runtime = await readyRuntime();
  await makePackages({ runtime, targets: ready, into: folder, isQuick: true });
  const [packages, site, shop] = ['package', 'site', 'published'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await sign(packages);
  await repository(packages, site);
  const { code, output } = await verify(packages);
  say(output.trim());
  const stopped = output.match(/^ {4}\S.*$/gmu) ?? [];
  const isOnlyRuntime = stopped.every((line) => line.includes('a test build is never published'));
  if (runtime.isTest && (code === 0 || stopped.length === 0))
    throw new Problem('A test build was not stopped: it must never be published.');
  if (runtime.isTest ? !isOnlyRuntime : code !== 0)
    throw new Problem('The packages are not as they have to be.');
  if (runtime.isTest) {
    say('Dry run: everything is as it has to be but the runtime, for which nothing is published.');
    return;
  }
  await publish(packages, site, shop);
  say('Dry run: published into a folder, and removed again.');
}

async function mustRun(command: string, args: string[]): Promise<void> {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Problem(`${path.basename(args[0] ?? command)} failed:\n${output.trim()}`);
}

await script(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dry: { type: 'boolean', default: false } },
  });
  if (values.dry) {
    await dryRun();
    return 0;
  }
  const steps: Readonly<Record<string, { step: Step; folders: number }>> = {
    sign: { step: sign, folders: 1 },
    repository: { step: repository, folders: 2 },
    publish: { step: publish, folders: 3 },
  };
  const [name = '', ...folders] = positionals;
  const asked = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!asked || folders.length !== asked.folders) throw new Problem(HELP);
  await asked.step(...folders);
  return 0;
});
