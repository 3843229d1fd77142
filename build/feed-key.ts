// `npm run feed:key -- FILE`: makes the key that signs the feeds of releases. The private part goes into FILE, outside the
// project and readable by nobody else; the public part into electron/updates/release-keys.ts, beside those there.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { publicPart } from './feeds.ts';
import { Problem, ROOT, say, script } from './script.ts';

const KEYS = path.join(ROOT, 'electron/updates/release-keys.ts');
const LIST = /(export const RELEASE_KEYS: readonly string\[\] = \[)([^\]]*)(\];)/u;

await script(async () => {
  const [asked] = process.argv.slice(2);
  if (asked === undefined) throw new Problem('Where to? `npm run feed:key -- FILE`');
  const file = path.resolve(asked);
  if (!path.relative(ROOT, file).startsWith('..'))
    throw new Problem('The private key does not belong into the project: name a file outside of it.');
  if (existsSync(file))
    throw new Problem(`${asked} is there already: it may be the key of earlier releases.`);
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  const text = await readFile(KEYS, 'utf8');
  const added = text.replace(LIST, (_, head: string, keys: string, end: string) =>
    [head, keys.trimEnd(), `\n  '${publicPart(privateKey)}',\n`, end].join(''),
  );
  if (added === text) throw new Problem(`${path.relative(ROOT, KEYS)} has no list of keys.`);
  await writeFile(KEYS, added);
  say(
    `The private key is in ${asked}: keep it where releases are signed, as OUTPOST_FEED_KEY, and nowhere else.`,
  );
  say('The public key is in electron/updates/release-keys.ts: commit it before the next release.');
  return 0;
});
