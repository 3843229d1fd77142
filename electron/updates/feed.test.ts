import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedName, isOffered, readFeed, type Feed, type Trust } from './feed.ts';

const ours = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const textOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');
const NAME = 'latest-linux.yml';
const FEED = {
  feed: NAME,
  issuedAt: '2026-11-20T10:00:00.000Z',
  expiresAt: '2027-02-20T10:00:00.000Z',
  version: '1.0.1',
  files: [{ url: 'Outpost-1.0.1.AppImage', sha512: `${'A'.repeat(86)}==`, size: 1000 }],
  releaseDate: '2026-11-20T09:00:00.000Z',
  releaseNotes: [{ version: '1.0.1', note: 'A repair.' }],
} satisfies Feed;
const trust: Trust = {
  keys: [textOf(ours.publicKey)],
  name: NAME,
  nowMs: Date.parse('2026-11-22'),
  seenMs: 0,
};

const bytesOf = (value: unknown): Buffer =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const signed = (bytes: Buffer, key = ours.privateKey): string => sign(null, bytes, key).toString('base64');
function read(value: unknown, changed: Partial<Trust> = {}, key?: KeyObject): Feed {
  const bytes = bytesOf(value);
  return readFeed(bytes, signed(bytes, key), { ...trust, ...changed });
}
const refusal = (reason: string) => expect.objectContaining({ reason }) as Error;

describe('a feed', () => {
  test('that is signed by a key of ours is believed', () => {
    expect(read(FEED)).toEqual(FEED);
    expect(read(FEED, { keys: [textOf(other.publicKey), ...trust.keys] })).toEqual(FEED);
  });

  test('that another key has signed is not, nor is any without a key of ours', () => {
    expect(() => read(FEED, {}, other.privateKey)).toThrow(refusal('untrusted'));
    expect(() => read(FEED, { keys: [] })).toThrow(refusal('untrusted'));
  });

  test('is not believed with a byte changed anywhere, added or cut', () => {
    const bytes = bytesOf(FEED);
    const signature = signed(bytes);
    for (let at = 0; at < bytes.length; at += 13) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => readFeed(changed, signature, trust)).toThrow(refusal('untrusted'));
    }
    for (const changed of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from(' ')]), Buffer.alloc(0)])
      expect(() => readFeed(changed, signature, trust)).toThrow(refusal('untrusted'));
  });

  test('is not believed with any other text for a signature', () => {
    const bytes = bytesOf(FEED);
    const signature = signed(bytes);
    expect(readFeed(bytes, `${signature}\n`, trust)).toEqual(FEED);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 88, maxLength: 88 })), (text) => {
        expect(() => readFeed(bytes, text, trust)).toThrow(refusal('untrusted'));
      }),
      { examples: [[''], [signature.slice(0, -2)], [`${signature} ${signature}`]] },
    );
  });

  test('of another channel or system is none of this one, although we signed it', () => {
    for (const name of ['beta-linux.yml', 'latest.yml', 'latest-mac.yml'])
      expect(() => read({ ...FEED, feed: name })).toThrow(refusal('untrusted'));
  });

  test('that is older than one seen before is refused, and the same one again is not', () => {
    const seenMs = Date.parse(FEED.issuedAt);
    expect(read(FEED, { seenMs })).toEqual(FEED);
    expect(() => read(FEED, { seenMs: seenMs + 1 })).toThrow(refusal('outdated'));
  });

  test('is refused when it is out of date, or from the future', () => {
    expect(() => read(FEED, { nowMs: Date.parse('2027-02-21') })).toThrow(refusal('outdated'));
    expect(() => read(FEED, { nowMs: Date.parse('2026-11-18') })).toThrow(refusal('outdated'));
    expect(read(FEED, { nowMs: Date.parse('2026-11-19T12:00:00Z') })).toEqual(FEED);
  });

  test.each<[string, unknown]>([
    ['no JSON', 'version: 1.0.1'],
    ['nothing', ''],
    ['no object', []],
    ['no version', { ...FEED, version: 'latest' }],
    ['no file', { ...FEED, files: [] }],
    ['no checksum', { ...FEED, files: [{ url: 'a', size: 1 }] }],
    ['a checksum that is none', { ...FEED, files: [{ url: 'a', size: 1, sha512: '' }] }],
    ['no time of its own', { ...FEED, issuedAt: undefined }],
    ['no end', { ...FEED, expiresAt: undefined }],
  ])('that says %s is refused although we signed it', (_, value) => {
    expect(() => read(value)).toThrow(refusal('untrusted'));
  });
});

describe('an offer', () => {
  test('is only what is newer than what is installed', () => {
    const isOfferedTo = (installed: string) => isOffered(FEED, installed, 'someone');
    expect(['1.0.0', '1.0.1-beta.1', '0.9.9'].map(isOfferedTo)).toEqual([true, true, true]);
    expect(['1.0.1', '1.0.2-beta.1', '1.0.2', '1.1.0', '10.0.0'].map(isOfferedTo)).toEqual(
      Array(5).fill(false),
    );
  });

  test('in a staged roll-out goes to that part of the laptops, each of which keeps its place', () => {
    const shares = Array.from({ length: 4000 }, (_, at) => `laptop-${at}`);
    const offered = (stagingPercentage: number) =>
      shares.filter((share) => isOffered({ ...FEED, stagingPercentage }, '1.0.0', share));
    expect(offered(0)).toEqual([]);
    expect(offered(100)).toEqual(shares);
    const tenth = offered(10);
    expect(tenth.length / shares.length).toBeCloseTo(0.1, 1);
    expect(offered(50)).toEqual(expect.arrayContaining(tenth));
  });

  test('of the next version begins with other laptops', () => {
    const shares = Array.from({ length: 1000 }, (_, at) => `laptop-${at}`);
    const first = (version: string) =>
      shares.filter((share) => isOffered({ ...FEED, version, stagingPercentage: 10 }, '1.0.0', share));
    expect(first('1.0.1')).not.toEqual(first('1.0.2'));
  });
});

test('each channel and system has a feed of its own', () => {
  const names = (['stable', 'beta'] as const).flatMap((channel) => [
    feedName(channel, 'linux', 'x64'),
    feedName(channel, 'linux', 'arm64'),
    feedName(channel, 'darwin', 'arm64'),
    feedName(channel, 'win32', 'x64'),
  ]);
  expect(names).toEqual([
    ...['latest-linux.yml', 'latest-linux-arm64.yml', 'latest-mac.yml', 'latest.yml'],
    ...['beta-linux.yml', 'beta-linux-arm64.yml', 'beta-mac.yml', 'beta.yml'],
  ]);
});
