// Whether, and how, what runs here replaces itself.
import path from 'node:path';
import type { NoUpdates } from '../ipc/contract.ts';

/** What is known of what runs here. `packageType`: what electron-builder left in a package of the system; null: nothing. */
export type Installed = {
  packaged: boolean;
  platform: NodeJS.Platform;
  executable: string;
  packageType: string | null;
  environment: Partial<Record<string, string>>;
  /** The Electron that runs, and the one that a release is built on. */
  electron: { runs: string; pinned: string };
  /** Where the feed of this build is; null: it was built without one. */
  feedUrl: string | null;
  keys: readonly string[];
};

export type UpdateWay =
  { kind: 'off'; why: NoUpdates } | { kind: 'app_image'; file: string } | { kind: 'installer' };

export function updateWay(installed: Installed): UpdateWay {
  const { packaged, platform, packageType, feedUrl, keys, electron } = installed;
  if (!packaged) return off('development');
  if (packageType !== null) return off('repository');
  if (feedUrl === null || keys.length === 0) return off('no_feed');
  // Only a feed on this very machine, as the tests have it, serves a build that is never released.
  if (electron.runs !== electron.pinned && !isLoopback(feedUrl)) return off('test_runtime');
  if (platform !== 'linux') return { kind: 'installer' };
  const file = appImage(installed);
  return file === null ? off('archive') : { kind: 'app_image', file };
}

const off = (why: NoUpdates): UpdateWay => ({ kind: 'off', why });

export const isLoopback = (url: string): boolean => new URL(url).hostname === '127.0.0.1';

/**
 * The AppImage that this very program is in. Whatever was started from within another AppImage, such as a terminal, has
 * that one's name in its environment and must not replace it.
 */
function appImage({ environment, executable }: Installed): string | null {
  const { APPIMAGE: file, APPDIR: folder } = environment;
  if (!file || !folder || !path.isAbsolute(file)) return null;
  return path.dirname(executable) === path.resolve(folder) ? file : null;
}
