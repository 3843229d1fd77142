// electron-updater behind a port: it downloads what a feed of ours promises, by its checksum and only the parts that
// differ where it can, and on Windows and macOS puts it in place. It never reads a feed by itself and decides nothing.
import path from 'node:path';
import {
  AppImageUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
  Provider,
  type AppUpdater,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { checkReplaceable, replaceFile, startAfterwards } from './app-image.ts';
import { UpdateError, type Feed } from './feed.ts';
import type { UpdateWay } from './way.ts';

export type Hands = {
  /** Resolves when all of it is here and is what the feed promised. `percent`: whole, 0 to 100. Raises UpdateError. */
  download(feed: Feed, received: (percent: number) => void, signal: AbortSignal): Promise<void>;
  /**
   * Puts what was downloaded in place of what runs, which has nothing left to write and ends now. Raises; then what
   * runs is as it was.
   */
  place(options: { restart: boolean }): Promise<void>;
};

type Way = Exclude<UpdateWay, { kind: 'off' }>;

/** A server that sends nothing for so long is taken for gone: electron-updater would wait for ever. */
const SILENCE_MS = 60_000;

export function systemUpdater(way: Way): AppUpdater {
  if (way.kind === 'app_image') return new AppImageUpdater();
  return process.platform === 'darwin' ? new MacUpdater() : new NsisUpdater();
}

/** `base`: where the files of the feed are, with a slash at its end. */
export function openHands(
  updater: AppUpdater,
  { way, base, silenceMs = SILENCE_MS }: { way: Way; base: string; silenceMs?: number },
): Hands {
  let promised: Feed | null = null;
  let downloaded: { path: string; sha512: string } | null = null;

  class OfFeed extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    getLatestVersion(): Promise<UpdateInfo> {
      return promised ? Promise.resolve(infoOf(promised)) : Promise.reject(new Error('There is no feed.'));
    }
    resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
      return files.map((info) => ({ url: new URL(info.url, base), info }));
    }
  }

  updater.logger = null;
  updater.autoDownload = false;
  // Squirrel puts a download in place by itself when the app ends; the others are asked to.
  updater.autoInstallOnAppQuit = updater instanceof MacUpdater;
  updater.disableWebInstaller = true;
  // Who is offered what is decided before.
  updater.isUserWithinRollout = () => true;
  updater.setFeedURL({ provider: 'custom', updateProvider: OfFeed });

  return {
    async download(feed, received, signal) {
      promised = feed;
      downloaded = null;
      if (way.kind === 'app_image') await checkReplaceable(way.file);
      const token = new CancellationToken();
      const cancel = (): void => token.cancel();
      signal.addEventListener('abort', cancel);
      let silence = setTimeout(cancel, silenceMs);
      let last = -1;
      const progress = ({ percent }: { percent: number }): void => {
        clearTimeout(silence);
        silence = setTimeout(cancel, silenceMs);
        // A compressed answer may say more than it has.
        const whole = Math.min(100, Math.max(0, Math.floor(percent)));
        if (whole !== last) received((last = whole));
      };
      updater.on('download-progress', progress);
      try {
        const checked = await updater.checkForUpdates();
        if (checked?.isUpdateAvailable !== true)
          throw new UpdateError('system_too_old', 'The new version is for a newer system.');
        const [file] = await updater.downloadUpdate(token);
        if (file === undefined) throw new Error('Nothing was downloaded.');
        downloaded = { path: file, sha512: checksumOf(feed, file) };
      } catch (error) {
        throw toUpdateError(error);
      } finally {
        clearTimeout(silence);
        signal.removeEventListener('abort', cancel);
        updater.off('download-progress', progress);
      }
    },
    async place({ restart }) {
      if (!downloaded) throw new Error('Nothing was downloaded.');
      if (way.kind === 'app_image') {
        await replaceFile(way.file, downloaded);
        if (restart) startAfterwards(way.file);
      } else if (restart || !(updater instanceof MacUpdater)) updater.quitAndInstall(true, restart);
    },
  };
}

/** What else it wants, in an older form, is for older feeds. */
const infoOf = ({ releaseNotes: _, ...feed }: Feed): UpdateInfo => feed as unknown as UpdateInfo;

/** electron-updater keeps a file under its name in the feed. */
function checksumOf({ files }: Feed, file: string): string {
  const found = files.find(({ url }) => path.basename(decodeURIComponent(url)) === path.basename(file));
  if (!found) throw new UpdateError('damaged', 'The feed promises no such file.');
  return found.sha512;
}

const REASONS = {
  ERR_CHECKSUM_MISMATCH: 'damaged',
  ERR_UPDATER_INVALID_SIGNATURE: 'untrusted',
  ENOSPC: 'full',
  EACCES: 'read_only',
  EPERM: 'read_only',
  EROFS: 'read_only',
} as const;

/** What has no code of its own is the network's: no answer, another one than was asked for, or one that broke off. */
function toUpdateError(error: unknown): UpdateError {
  if (error instanceof UpdateError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code as keyof typeof REASONS] : null;
  return new UpdateError(reason ?? 'unreachable', 'The download failed.', { cause: error });
}
