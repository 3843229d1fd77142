// `npm run feed:sign -- FOLDER`: signs every feed beside the packages of a release with the key in OUTPOST_FEED_KEY, or
// signs anew those that are about to run out. `-- --check FOLDER`: fails where one would not be believed.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { RELEASE_KEYS } from '../electron/updates/release-keys.ts';
import { readChangelog } from '../electron/updates/release-notes.ts';
import { checkFeed, feedsIn, publicPart, readPrivateKey, signFeeds } from './feeds.ts';
import { Problem, ROOT, say, script } from './script.ts';

await script(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      rollout: { type: 'string', default: '100' },
      days: { type: 'string', default: '90' },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Problem('Which folder? `npm run feed:sign -- dist/package`');
  const keys = believedKeys();
  const names = values.check ? await check(folder, keys) : await signAll(folder, keys, values);
  if (names.length === 0) throw new Problem(`There is no feed in ${folder}.`);
  say(`${values.check ? 'Believed' : 'Signed'}: ${names.join(', ')}.`);
  return 0;
});

/** Those of a release, or the one of a test build, as build/bundle.ts builds them in. */
function believedKeys(): readonly string[] {
  const test = process.env['OUTPOST_UPDATES_KEY'] ?? '';
  const keys = test === '' ? RELEASE_KEYS : [test];
  if (keys.length === 0)
    throw new Problem('The app has no key to believe a feed by: run `npm run feed:key -- FILE` first.');
  return keys;
}

async function check(folder: string, keys: readonly string[]): Promise<string[]> {
  const names = await feedsIn(folder);
  for (const name of names) await checkFeed(folder, name, { keys, now: new Date() });
  return names;
}

async function signAll(
  folder: string,
  keys: readonly string[],
  asked: { rollout: string; days: string },
): Promise<string[]> {
  const key = readPrivateKey(process.env['OUTPOST_FEED_KEY']);
  if (!keys.includes(publicPart(key)))
    throw new Problem('The app would not believe this key: its public part is not in release-keys.ts.');
  const changelog = readChangelog(await readFile(path.join(ROOT, 'CHANGELOG.md'), 'utf8'));
  const rollout = within(asked.rollout, 100, '--rollout');
  return signFeeds(folder, {
    key,
    changelog,
    now: new Date(),
    rollout,
    days: within(asked.days, 365, '--days'),
  });
}

function within(text: string, most: number, name: string): number {
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= most))
    throw new Problem(`${name} is a number from 0 to ${most}.`);
  return value;
}
