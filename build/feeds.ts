// The feeds of a release: made of what electron-builder wrote beside the packages, told what is new, for how long and for
// whom they hold, and signed. A feed is signed only when every file that it promises lies there as promised.
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { readFeed, UpdateError, type Feed } from '../electron/updates/feed.ts';
import type { ReleaseNotes } from '../electron/ipc/contract.ts';
import { isVersion } from '../electron/updates/version.ts';
import { Problem } from './script.ts';

export type Signing = {
  key: KeyObject;
  changelog: readonly ReleaseNotes[];
  now: Date;
  /** After so many days nobody believes it any more: it has to be signed anew before. */
  days: number;
  /** Of a hundred people, how many are offered it. */
  rollout: number;
};

const FEED = /^(?:latest|beta)(?:-linux(?:-\w+)?|-mac)?\.yml$/u;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Of how many versions a feed tells what is new. */
const TOLD_VERSIONS = 20;

/** As the app knows it: the base64 of its SPKI in DER. */
export const publicPart = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

/** The private key of an environment variable's text, PEM. Says nothing of its content. */
export function readPrivateKey(pem: string | undefined): KeyObject {
  if (pem === undefined || pem === '')
    throw new Problem('OUTPOST_FEED_KEY is not set: it holds the private key of the feed, as PEM.');
  let key: KeyObject | null = null;
  try {
    key = createPrivateKey(pem);
  } catch {
    // What it says might repeat the key.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Problem('OUTPOST_FEED_KEY is no Ed25519 private key as PEM. `npm run feed:key` makes one.');
  return key;
}

/** Their names, in order. */
export async function feedsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => FEED.test(name)).sort();
}

/** Signs every feed of the folder, those that were signed before anew. Answers their names. */
export async function signFeeds(folder: string, signing: Signing): Promise<string[]> {
  const names = await feedsIn(folder);
  for (const name of names) await signFeed(folder, name, signing);
  return names;
}

async function signFeed(folder: string, name: string, { key, changelog, now, days, rollout }: Signing) {
  const file = path.join(folder, name);
  const text = await readFile(file, 'utf8');
  const made = parseUpdateInfo(text, name, new URL('file:///'));
  if (!(await isSigned(folder, name, key, now))) await checkFiles(folder, made.files);
  const feed: Feed = {
    feed: name,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    version: made.version,
    files: made.files.map(({ url, sha512, size, ...rest }) => ({
      ...{ url, sha512, size: size ?? 0 },
      ...('blockMapSize' in rest && { blockMapSize: rest.blockMapSize }),
    })),
    releaseDate: made.releaseDate,
    ...(rollout < 100 && { stagingPercentage: rollout }),
    ...(made.minimumSystemVersion !== undefined && { minimumSystemVersion: made.minimumSystemVersion }),
    releaseNotes: changelog
      .filter(({ version, lines }) => isVersion(version) && lines.length > 0)
      .slice(0, TOLD_VERSIONS)
      .map(({ version, lines }) => ({ version, note: lines.join('\n') })),
  };
  const bytes = Buffer.from(`${JSON.stringify(feed, null, 2)}\n`);
  const signature = `${sign(null, bytes, key).toString('base64')}\n`;
  // Nobody would find out before the first laptop refuses it.
  believe(bytes, signature, { name, keys: [publicPart(key)], now });
  await writeFile(file, bytes);
  await writeFile(`${file}.sig`, signature);
}

/** Raises a Problem where a laptop with these keys would not believe the feed as it lies there. */
export async function checkFeed(
  folder: string,
  name: string,
  { keys, now }: { keys: readonly string[]; now: Date },
): Promise<Feed> {
  const file = path.join(folder, name);
  if (!existsSync(`${file}.sig`)) throw new Problem(`${name} is not signed.`);
  const feed = believe(await readFile(file), await readFile(`${file}.sig`, 'utf8'), { name, keys, now });
  await checkFiles(folder, feed.files);
  return feed;
}

function believe(
  bytes: Uint8Array,
  signature: string,
  { name, keys, now }: { name: string; keys: readonly string[]; now: Date },
): Feed {
  try {
    return readFeed(bytes, signature, { name, keys, nowMs: now.getTime(), seenMs: 0 });
  } catch (error) {
    if (error instanceof UpdateError) throw new Problem(`${name} is not to be believed. ${error.message}`);
    throw error;
  }
}

/** One that this key has signed already is signed anew without its files: they are elsewhere by then. */
async function isSigned(folder: string, name: string, key: KeyObject, now: Date): Promise<boolean> {
  const file = path.join(folder, name);
  if (!existsSync(`${file}.sig`)) return false;
  const trust = { name, keys: [publicPart(key)], nowMs: now.getTime(), seenMs: 0 };
  try {
    readFeed(await readFile(file), await readFile(`${file}.sig`, 'utf8'), trust);
    return true;
  } catch {
    return false;
  }
}

async function checkFiles(folder: string, files: readonly { url: string; sha512: string; size?: number }[]) {
  for (const { url, sha512, size } of files) {
    const file = path.join(folder, url);
    if (!existsSync(file)) throw new Problem(`${url} is not there although a feed promises it.`);
    const hash = createHash('sha512');
    await pipeline(createReadStream(file), hash);
    if ((await stat(file)).size !== size || hash.digest('base64') !== sha512)
      throw new Problem(`${url} is not the file that a feed promises.`);
  }
}
