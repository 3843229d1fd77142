// What a build knows from when it was made: no variable and no file beside an installed app can change it. Filled in by
// build/bundle.ts.
import { RELEASE_KEYS } from './release-keys.ts';

/** Where the feed is; '' where the build has none. */
declare const OUTPOST_UPDATES_URL: string;
/** A key that takes the place of those of a release, for tests; '' for none. */
declare const OUTPOST_UPDATES_KEY: string;
declare const OUTPOST_ELECTRON: string;
declare const OUTPOST_CHANGELOG: string;

export const FEED_URL: string | null = OUTPOST_UPDATES_URL === '' ? null : OUTPOST_UPDATES_URL;
export const FEED_KEYS: readonly string[] = OUTPOST_UPDATES_KEY === '' ? RELEASE_KEYS : [OUTPOST_UPDATES_KEY];
/** The Electron that a release is built on. */
export const PINNED_ELECTRON: string = OUTPOST_ELECTRON;
export const CHANGELOG: string = OUTPOST_CHANGELOG;
