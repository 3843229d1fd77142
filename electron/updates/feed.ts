// What the feed of a channel says, believed only when one of our keys has signed exactly these bytes for exactly this
// feed, when it is neither older than one that was seen before nor out of date, and never to go back to an older version.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { UpdateChannel, UpdateFailure } from '../ipc/contract.ts';
import { isNewer, isVersion } from './version.ts';

/** Raised for everything that keeps an update from being had. `reason` is what the person is told. */
export class UpdateError extends Error {
  readonly reason: UpdateFailure;

  constructor(reason: UpdateFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const releaseNotes = z.array(z.object({ version: z.string().refine(isVersion), note: z.string() })).max(50);

/** Also what electron-updater reads; unknown fields are left out. */
const feedForm = z.object({
  /** The name of this very file: a feed signed for another channel or system is none for this one. */
  feed: z.string(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  version: z.string().refine(isVersion),
  files: z
    .array(
      z.object({
        url: z.string().min(1).max(500),
        sha512: z.string().regex(/^[\w+/]{86}==$/u),
        size: z.int().positive(),
        blockMapSize: z.int().positive().optional(),
      }),
    )
    .min(1)
    .max(20),
  releaseDate: z.iso.datetime(),
  /** Of a hundred people, how many are offered it; all where it is not there. */
  stagingPercentage: z.number().min(0).max(100).optional(),
  minimumSystemVersion: z.string().optional(),
  releaseNotes,
});
export type Feed = z.infer<typeof feedForm>;

/** No feed comes near it. */
export const MOST_FEED_BYTES = 256 * 1024;
/** How far the clocks of a laptop and of whoever signs may be apart. */
const CLOCK_SLACK_MS = 24 * 60 * 60 * 1000;

/** As electron-builder names them. */
export function feedName(channel: UpdateChannel, platform: NodeJS.Platform, arch: string): string {
  const system =
    platform === 'darwin' ? '-mac' : platform === 'win32' ? '' : arch === 'x64' ? '-linux' : `-linux-${arch}`;
  return `${channel === 'stable' ? 'latest' : 'beta'}${system}.yml`;
}

export type Trust = {
  /** Public keys, each the base64 of its SPKI in DER. One of them has to have signed. */
  keys: readonly string[];
  /** The feed that was asked for. */
  name: string;
  nowMs: number;
  /** When the newest feed of this name that was ever believed here was signed; 0 for none. */
  seenMs: number;
};

/** `signature`: the text of the .sig file, base64. Raises UpdateError. */
export function readFeed(bytes: Uint8Array, signature: string, trust: Trust): Feed {
  if (!isSigned(bytes, signature, trust.keys)) throw untrusted('No key of ours has signed these bytes.');
  const feed = parse(bytes);
  if (feed.feed !== trust.name) throw untrusted('It is the feed of another channel or system.');
  const issuedMs = Date.parse(feed.issuedAt);
  if (issuedMs < trust.seenMs) throw outdated('A newer one was seen before.');
  if (issuedMs > trust.nowMs + CLOCK_SLACK_MS) throw outdated('It is from the future.');
  if (Date.parse(feed.expiresAt) < trust.nowMs) throw outdated('It is out of date.');
  return feed;
}

const untrusted = (message: string): UpdateError => new UpdateError('untrusted', message);
const outdated = (message: string): UpdateError => new UpdateError('outdated', message);

function isSigned(bytes: Uint8Array, signature: string, keys: readonly string[]): boolean {
  const text = signature.trim();
  // Base64 is read leniently: one signature has one text.
  if (!/^[\w+/]{86}==$/u.test(text)) return false;
  return keys.some((key) => {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return (
      publicKey.asymmetricKeyType === 'ed25519' && verify(null, bytes, publicKey, Buffer.from(text, 'base64'))
    );
  });
}

/** JSON, which is YAML as well: what electron-builder writes is written anew when it is signed. */
function parse(bytes: Uint8Array): Feed {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw untrusted('It is no JSON.');
  }
  const feed = feedForm.safeParse(read);
  if (!feed.success) throw untrusted('It does not say what a feed says.');
  return feed.data;
}

/**
 * Whether this laptop is offered what the feed has: only what is newer than `installed`, and only for its part of a
 * staged roll-out. `share` is a random text of this laptop; for each version it falls on another place of the hundred.
 */
export function isOffered(feed: Feed, installed: string, share: string): boolean {
  if (!isNewer(feed.version, installed)) return false;
  const place = createHash('sha256').update(`${share} ${feed.version}`).digest().readUInt32BE(0) / 2 ** 32;
  return place * 100 < (feed.stagingPercentage ?? 100);
}
