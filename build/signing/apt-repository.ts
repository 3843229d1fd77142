// A signed apt repository of our debs: the index is written anew from what is in the pool, and its signature comes
// last, so that an upload that follows this order never shows apt an index without its packages.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { run } from '../child.ts';
import { filesUnder } from '../files-under.ts';
import { Problem } from '../script.ts';
import { sha256Of } from './checksums.ts';
import type { Keyring } from './open-pgp.ts';

const ARCHITECTURES = ['amd64', 'arm64'];
const COMPONENT = 'main';
const POOL = 'pool/main/o/outpost';
/** The public key, to be put where `signed-by` names it. */
export const KEY_FILE = 'outpost-archive-keyring.gpg';

export type Repository = {
  folder: string;
  debs: readonly string[];
  /** What a person chooses in their sources: `stable`, or `beta`. */
  suite: string;
  keyring: Keyring;
  /** The moment that the index says it is of. */
  now: Date;
};

/** Adds the debs to the repository in `folder`, which may have some already, and signs its index. */
export async function updateAptRepository({ folder, debs, suite, keyring, now }: Repository): Promise<void> {
  const pool = path.join(folder, POOL);
  await mkdir(pool, { recursive: true });
  for (const deb of debs) await copyFile(deb, path.join(pool, path.basename(deb)));
  const dist = path.join(folder, 'dists', suite);
  const stanzas = await Promise.all(
    (await readdir(pool))
      .filter((name) => name.endsWith('.deb'))
      .sort()
      .map((name) => describe(folder, `${POOL}/${name}`)),
  );
  for (const architecture of ARCHITECTURES) {
    const at = path.join(dist, COMPONENT, `binary-${architecture}`);
    const own = stanzas.filter((stanza) => stanza.includes(`\nArchitecture: ${architecture}\n`));
    const index = own.join('\n');
    await mkdir(at, { recursive: true });
    await writeFile(path.join(at, 'Packages'), index);
    await writeFile(path.join(at, 'Packages.gz'), await promisify(gzip)(index));
  }
  const release = path.join(dist, 'Release');
  await writeFile(release, await releaseOf(dist, suite, now));
  await keyring.signDetached(release, `${release}.gpg`);
  await keyring.signInline(release, path.join(dist, 'InRelease'));
  await writeFile(path.join(folder, KEY_FILE), await keyring.publicKey(false));
}

/** What the deb says of itself, and where and what it is. */
async function describe(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  const { code, output } = await run('dpkg-deb', ['--field', file]);
  if (code !== 0) throw new Problem(`${name} is no Debian package:\n${output.trim()}`);
  const { length } = await readFile(file);
  return `${output.trimEnd()}\nFilename: ${name}\nSize: ${length}\nSHA256: ${await sha256Of(file)}\n`;
}

async function releaseOf(dist: string, suite: string, now: Date): Promise<string> {
  const names = filesUnder(dist).filter((name) => name.startsWith(`${COMPONENT}/`));
  const sums = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(path.join(dist, name));
      return ` ${createHash('sha256').update(bytes).digest('hex')} ${bytes.length} ${name}`;
    }),
  );
  return [
    ...['Origin: Outpost', 'Label: Outpost', `Suite: ${suite}`, `Codename: ${suite}`],
    `Date: ${now.toUTCString().replace('GMT', 'UTC')}`,
    `Architectures: ${ARCHITECTURES.join(' ')}`,
    `Components: ${COMPONENT}`,
    'Description: Packages of Outpost',
    'SHA256:',
    ...sums,
    '',
  ].join('\n');
}
