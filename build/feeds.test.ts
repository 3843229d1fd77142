import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkFeed, feedsIn, publicPart, readPrivateKey, signFeeds, type Signing } from './feeds.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const now = new Date('2026-11-22T08:00:00Z');
const signing: Signing = {
  key: privateKey,
  changelog: [
    { version: 'Unreleased', lines: ['Not yet.'] },
    { version: '1.0.1', lines: ['A repair.', 'Another.'] },
  ],
  now,
  days: 90,
  rollout: 100,
};
const keys = [publicPart(privateKey)];
const PACKAGE = Buffer.from('a package');
const NAME = 'latest-linux.yml';

let folder: string;
const file = (name: string): string => path.join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-feeds-'));
  const sha512 = createHash('sha512').update(PACKAGE).digest('base64');
  writeFileSync(file('Outpost-1.0.1.AppImage'), PACKAGE);
  // As electron-builder writes it.
  writeFileSync(
    file(NAME),
    `version: 1.0.1
files:
  - url: Outpost-1.0.1.AppImage
    sha512: ${sha512}
    size: ${PACKAGE.length}
    blockMapSize: 7
path: Outpost-1.0.1.AppImage
sha512: ${sha512}
releaseDate: '2026-11-22T07:00:00.000Z'
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a signed feed', () => {
  test('says what electron-builder said, what is new, for how long and for which channel', async () => {
    expect(await signFeeds(folder, signing)).toEqual([NAME]);
    expect(await checkFeed(folder, NAME, { keys, now })).toMatchObject({
      feed: NAME,
      version: '1.0.1',
      files: [{ url: 'Outpost-1.0.1.AppImage', size: PACKAGE.length, blockMapSize: 7 }],
      issuedAt: '2026-11-22T08:00:00.000Z',
      expiresAt: '2027-02-20T08:00:00.000Z',
      releaseNotes: [{ version: '1.0.1', note: 'A repair.\nAnother.' }],
    });
    expect(readFileSync(file(NAME), 'utf8')).not.toContain('stagingPercentage');
  });

  test('can be for a part of the laptops first', async () => {
    await signFeeds(folder, { ...signing, rollout: 10 });
    expect(await checkFeed(folder, NAME, { keys, now })).toMatchObject({ stagingPercentage: 10 });
  });

  test('is signed anew, before it runs out, without its packages', async () => {
    await signFeeds(folder, { ...signing, rollout: 10 });
    rmSync(file('Outpost-1.0.1.AppImage'));
    const later = new Date('2027-01-01T08:00:00Z');
    await signFeeds(folder, { ...signing, now: later });
    const feed = JSON.parse(readFileSync(file(NAME), 'utf8')) as unknown;
    expect(feed).toMatchObject({ issuedAt: later.toISOString(), files: [{ blockMapSize: 7 }] });
    expect(feed).not.toHaveProperty('stagingPercentage');
  });

  test('is not to be believed once a byte of it or of its package is another, or by another key', async () => {
    await expect(checkFeed(folder, NAME, { keys, now })).rejects.toThrow('not signed');
    await signFeeds(folder, signing);
    const other = [publicPart(generateKeyPairSync('ed25519').privateKey)];
    await expect(checkFeed(folder, NAME, { keys: other, now })).rejects.toThrow('not to be believed');
    writeFileSync(file('Outpost-1.0.1.AppImage'), 'b package');
    await expect(checkFeed(folder, NAME, { keys, now })).rejects.toThrow('not the file');
    writeFileSync(file(NAME), `${readFileSync(file(NAME), 'utf8')} `);
    await expect(checkFeed(folder, NAME, { keys, now })).rejects.toThrow('not to be believed');
  });

  test('promises no package that is missing or another', async () => {
    writeFileSync(file('Outpost-1.0.1.AppImage'), 'b package');
    await expect(signFeeds(folder, signing)).rejects.toThrow('not the file');
    rmSync(file('Outpost-1.0.1.AppImage'));
    await expect(signFeeds(folder, signing)).rejects.toThrow('not there');
  });
});

test('the feeds are those of the two channels, and nothing else beside the packages', async () => {
  for (const name of [
    'beta.yml',
    'latest-linux-arm64.yml',
    'latest-mac.yml',
    'alpha.yml',
    'builder-debug.yml',
    'app-update.yml',
  ])
    writeFileSync(file(name), '');
  expect(await feedsIn(folder)).toEqual(['beta.yml', 'latest-linux-arm64.yml', NAME, 'latest-mac.yml']);
});

test('a private key that is missing, none, or of another kind is refused without a word of it', () => {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(publicPart(readPrivateKey(pem))).toBe(keys[0]);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const wrong = [
    undefined,
    '',
    'a secret',
    pem.slice(30),
    rsa.export({ type: 'pkcs8', format: 'pem' }).toString(),
  ];
  for (const text of wrong)
    expect(() => readPrivateKey(text)).toThrow(/^OUTPOST_FEED_KEY is (not set|no Ed25519)[^\n]*$/u);
});
