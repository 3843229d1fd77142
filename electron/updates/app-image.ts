// Puts a downloaded AppImage in the place of the running one, in one step: whatever happens, what is started next is
// the whole old one or the whole new one. electron-updater's own way deletes the old one first.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, constants, copyFile, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UpdateError } from './feed.ts';

/** Raises UpdateError where nothing can be put beside the file, before anything is downloaded for it. */
export async function checkReplaceable(file: string): Promise<void> {
  try {
    await access(path.dirname(file), constants.W_OK);
  } catch (error) {
    throw new UpdateError('read_only', 'Nothing can be written beside the AppImage.', { cause: error });
  }
}

/** `sha512`: of what is to be in place, base64. Raises; then the old file is as it was. */
export async function replaceFile(file: string, by: { path: string; sha512: string }): Promise<void> {
  const beside = `${file}.new`;
  try {
    await copyFile(by.path, beside, constants.COPYFILE_FICLONE);
    await chmod(beside, 0o755);
    const copied = await open(beside, 'r+');
    await copied.sync().finally(() => copied.close());
    // Of the copy, so that nothing that happens to either file on the way goes in.
    if ((await sha512Of(beside)) !== by.sha512)
      throw new UpdateError('damaged', 'What was downloaded is no longer what the feed promised.');
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
  await rm(by.path, { force: true });
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/**
 * By the system's own shell, because what is in the AppImage that runs now may be gone by then. It waits for this
 * process, which holds the replica and the place of the one instance; not for ever, should nobody take note of its end.
 */
const START =
  'n=0; while [ $n -lt 300 ] && kill -0 "$1" 2>/dev/null; do n=$((n+1)); sleep 0.1; done; shift; exec "$@"';

/** Starts the AppImage when this process has ended. Only switches are handed on: a link is not opened twice. */
export function startAfterwards(file: string): void {
  const switches = process.argv.slice(1).filter((word) => word.startsWith('--'));
  spawn('/bin/sh', ['-c', START, 'sh', String(process.pid), file, ...switches], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref();
}
