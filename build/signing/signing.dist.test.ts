// Signatures by the tools that people's machines check them with. The keys live for as long as a test.
import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRelease } from '../verify/release-checks.ts';
import { KEY_FILE, updateAptRepository } from './apt-repository.ts';
import { isAuthenticode } from './authenticode.ts';
import { CHECKSUMS, CHECKSUMS_SIGNATURE, writeChecksums, wrongChecksums } from './checksums.ts';
import { isSignedBy, makeThrowAwayKey, openKeyring, type Keyring } from './open-pgp.ts';
import { isRpmSignedBy, signRpm } from './rpm.ts';

const execute = promisify(execFile);
let folder: string;
let ours: Keyring;
let theirs: Keyring;
/** Files of the public keys, in text. */
const keyOf = { ours: '', theirs: '' };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-signing-'));
  // apt fetches as a user of its own.
  chmodSync(folder, 0o755);
  const open = async (name: string): Promise<Keyring> => {
    const { secretKey, passphrase } = await makeThrowAwayKey(`${name} <${name}@outpost.example>`);
    return openKeyring(secretKey, passphrase);
  };
  [ours, theirs] = [await open('ours'), await open('theirs')];
  for (const [name, keyring] of [
    ['ours', ours],
    ['theirs', theirs],
  ] as const) {
    keyOf[name] = path.join(folder, `${name}.asc`);
    writeFileSync(keyOf[name], await keyring.publicKey(true));
  }
}, 60_000);

afterAll(async () => {
  for (const keyring of [ours, theirs]) await keyring.close();
  rmSync(folder, { recursive: true, force: true });
});

function newFolder(name: string): string {
  const at = path.join(folder, name);
  mkdirSync(at, { recursive: true });
  return at;
}

async function makeDeb(into: string, version: string): Promise<string> {
  const root = newFolder(`deb-${version}`);
  mkdirSync(path.join(root, 'DEBIAN'), { recursive: true });
  const fields = {
    Package: 'outpost-signing-test',
    Version: version,
    Architecture: 'amd64',
    Maintainer: 'Outpost <maintainers@outpost.example>',
    Description: 'A package to sign',
  };
  const control = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(path.join(root, 'DEBIAN/control'), control.join(''));
  const file = path.join(into, `outpost-signing-test_${version}_amd64.deb`);
  await execute('dpkg-deb', ['--root-owner-group', '--build', root, file]);
  return file;
}

async function makeRpm(into: string): Promise<string> {
  const spec = path.join(newFolder('rpm'), 'test.spec');
  const head = { Name: 'outpost-signing-test', Version: '1.0.0', Release: '1', Summary: 'A package to sign' };
  const lines = Object.entries({ ...head, License: 'MIT', BuildArch: 'noarch' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  writeFileSync(spec, `${lines.join('\n')}\n%description\nA package to sign\n%files\n`);
  await execute('rpmbuild', [
    '-bb',
    '--define',
    `_topdir ${newFolder('rpm/top')}`,
    '--define',
    `_rpmdir ${into}`,
    spec,
  ]);
  return path.join(into, 'noarch/outpost-signing-test-1.0.0-1.noarch.rpm');
}

test('signed checksums hold for these files and this key, and for no other', async () => {
  const at = newFolder('sums');
  const app = path.join(at, 'outpost-1.0.0-linux-x64.tar.gz');
  writeFileSync(app, 'the app');
  await writeChecksums(at);
  const [sums, signature] = [path.join(at, CHECKSUMS), path.join(at, CHECKSUMS_SIGNATURE)];
  await ours.signDetached(sums, signature);
  await execute('sha256sum', ['--check', '--strict', CHECKSUMS], { cwd: at });
  expect(await wrongChecksums(at)).toEqual([]);
  expect(await isSignedBy(keyOf.ours, signature, sums)).toBe(true);
  expect(await isSignedBy(keyOf.theirs, signature, sums)).toBe(false);

  appendFileSync(app, '!');
  writeFileSync(path.join(at, 'outpost-1.0.0-linux-amd64.deb'), 'another');
  expect(await wrongChecksums(at)).toEqual([
    'outpost-1.0.0-linux-amd64.deb has no checksum.',
    'outpost-1.0.0-linux-x64.tar.gz is not what its checksum says.',
  ]);
  // Whoever changes a package writes its new checksum too: the signature is what stops them.
  await writeChecksums(at);
  expect(await wrongChecksums(at)).toEqual([]);
  expect(await isSignedBy(keyOf.ours, signature, sums)).toBe(false);
});

test('an rpm is taken for signed only with our signature in it', async () => {
  const file = await makeRpm(newFolder('rpm/out'));
  expect(await isRpmSignedBy(keyOf.ours, file)).toBe(false);
  await signRpm(file, theirs);
  expect(await isRpmSignedBy(keyOf.ours, file)).toBe(false);
  await signRpm(file, ours);
  expect(await isRpmSignedBy(keyOf.ours, file)).toBe(true);
  appendFileSync(file, '!');
  expect(await isRpmSignedBy(keyOf.ours, file)).toBe(false);
}, 60_000);

test('a release without checksums, signatures or a signed feed is told so, point by point', async () => {
  const at = newFolder('release');
  await makeRpm(at);
  writeFileSync(path.join(at, 'latest-linux.yml'), 'version: 1.0.0\n');
  writeFileSync(path.join(at, 'Setup.exe'), 'no program');
  const findings = await checkRelease(at, keyOf.ours);
  expect(findings.filter(([, sentences]) => sentences.length > 0).map(([check]) => check)).toEqual([
    'checksums',
    'signature of the checksums',
    'feed',
    'signature of Setup.exe',
  ]);
});

/** apt as a person's machine has it, with lists and sources of its own. */
function aptFor(repository: string, key: string) {
  const home = newFolder(`apt-${path.basename(repository)}-${path.basename(key)}`);
  for (const name of ['lists/partial', 'cache/archives/partial', 'empty'])
    mkdirSync(path.join(home, name), { recursive: true });
  const sources = path.join(home, 'outpost.sources');
  const source = {
    Types: 'deb',
    URIs: `file:${repository}`,
    Suites: 'stable',
    Components: 'main',
    'Signed-By': key,
  };
  writeFileSync(
    sources,
    Object.entries(source)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(''),
  );
  const options = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': path.join(home, 'empty'),
    'Dir::State::lists': path.join(home, 'lists'),
    'Dir::Cache': path.join(home, 'cache'),
    'Debug::NoLocking': 'true',
    'APT::Update::Error-Mode': 'any',
  };
  const args = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return async (...command: string[]): Promise<string> =>
    (await execute('apt-get', [...args, ...command], { env: { ...process.env, LC_ALL: 'C' } })).stdout;
}

test('apt takes a newer version from the signed repository, and nothing from a changed one', async () => {
  const repository = newFolder('repository');
  const debs = newFolder('debs');
  const now = new Date();
  const add = async (version: string) =>
    updateAptRepository({
      ...{ folder: repository, suite: 'stable', keyring: ours, now },
      debs: [await makeDeb(debs, version)],
    });
  await add('1.0.0');
  const key = path.join(repository, KEY_FILE);
  const apt = aptFor(repository, key);
  await apt('update');
  expect(await apt('install', '--simulate', 'outpost-signing-test')).toContain('outpost-signing-test (1.0.0');
  await add('1.0.1');
  await apt('update');
  expect(await apt('install', '--simulate', 'outpost-signing-test')).toContain('outpost-signing-test (1.0.1');

  const foreign = path.join(folder, 'theirs.gpg');
  writeFileSync(foreign, await theirs.publicKey(false));
  await expect(aptFor(repository, foreign)('update')).rejects.toThrow(/NO_PUBKEY|not signed/u);

  const inline = path.join(repository, 'dists/stable/InRelease');
  const text = readFileSync(inline, 'utf8');
  writeFileSync(inline, text.replace('Label: Outpost', 'Label: Outlaws'));
  await expect(apt('update')).rejects.toThrow(/BADSIG|invalid/u);

  // The same for whoever reads the two files of old.
  rmSync(inline);
  const release = path.join(repository, 'dists/stable/Release');
  const plain = readFileSync(release, 'utf8');
  await apt('update');
  writeFileSync(release, plain.replace('Label: Outpost', 'Label: Outlaws'));
  await expect(apt('update')).rejects.toThrow(/BADSIG|invalid/u);
  writeFileSync(release, plain);
  await apt('update');

  // A package that is not the one of the index.
  const [deb] = [path.join(repository, 'pool/main/o/outpost/outpost-signing-test_1.0.1_amd64.deb')];
  const bytes = readFileSync(deb);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(deb, bytes);
  await expect(apt('install', '--download-only', '--yes', 'outpost-signing-test')).rejects.toThrow(
    /Hash Sum mismatch/u,
  );
}, 60_000);

test('a Windows program is taken for signed only whole, and by somebody who is vouched for', async () => {
  const at = newFolder('authenticode');
  const authority = path.join(at, 'authority');
  const openssl = (...args: string[]) => execute('openssl', args, { cwd: at });
  const subject = (name: string) => ['-subj', `/CN=${name}/O=Outpost`];
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-keyout',
    `${authority}.key`,
    '-out',
    `${authority}.pem`,
    ...subject('Throw-away CA'),
  );
  await openssl('req', ...newKey, '-keyout', 'signer.key', '-out', 'signer.csr', ...subject('Outpost'));
  writeFileSync(path.join(at, 'signer.ext'), 'extendedKeyUsage=codeSigning\nbasicConstraints=CA:false\n');
  const by = ['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial'];
  await openssl(
    'x509',
    '-req',
    '-in',
    'signer.csr',
    ...by,
    '-days',
    '1',
    '-extfile',
    'signer.ext',
    '-out',
    'signer.pem',
  );

  const vendor = path.dirname(createRequire(import.meta.url).resolve('electron-winstaller/package.json'));
  const unsigned = path.join(vendor, 'vendor/StubExecutable.exe');
  const signed = path.join(at, 'signed.exe');
  await execute('osslsigncode', [
    ...['sign', '-h', 'sha256', '-certs', path.join(at, 'signer.pem'), '-key', path.join(at, 'signer.key')],
    ...['-n', 'Outpost', '-in', unsigned, '-out', signed],
  ]);
  expect(await isAuthenticode(signed, `${authority}.pem`)).toBe(true);
  expect(await isAuthenticode(signed)).toBe(false);
  expect(await isAuthenticode(unsigned, `${authority}.pem`)).toBe(false);
  const bytes = readFileSync(signed);
  const changed = path.join(at, 'changed.exe');
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(changed, bytes);
  expect(await isAuthenticode(changed, `${authority}.pem`)).toBe(false);
}, 60_000);
