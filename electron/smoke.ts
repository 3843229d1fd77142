// `npm start -- --smoke`: the first painted board becomes a PNG, one line of JSON on stdout says where and after how
// many milliseconds, and the app quits with 0. Without a painted board within a minute it quits with 1.
import { writeFile } from 'node:fs/promises';
import { app, type BrowserWindow } from 'electron';

const PATIENCE_MS = 60_000;

/** The answer is called when a board was painted. */
export function watchSmoke(file: string): (window: BrowserWindow) => void {
  const startedAt = process.getCreationTime() ?? Date.now();
  const fail = (sentence: string): void =>
    void process.stderr.write(`outpost: ${sentence}\n`, () => app.exit(1));
  const timer = setTimeout(
    () =>
      fail(
        'no board was painted within 60 s. See the lines above for what failed, or start without --smoke to look.',
      ),
    PATIENCE_MS,
  );
  let isDone = false;
  return (window) => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    const ms = Math.round(Date.now() - startedAt);
    capture(window, file).then(
      () => void process.stdout.write(`${JSON.stringify({ screenshot: file, ms })}\n`, () => app.exit(0)),
      () => fail(`the screenshot could not be written to ${file}.`),
    );
  };
}

async function capture(window: BrowserWindow, file: string): Promise<void> {
  if (!window.isVisible()) window.show();
  const image = await window.webContents.capturePage();
  if (image.isEmpty()) throw new Error('nothing was captured');
  await writeFile(file, image.toPNG());
}
