// Links to Outpost and files for it as the system hands them over: with the start, with a second start, or by macOS' own
// events, which may come before the app is ready. Those that come too early wait. Of another start nothing else is taken.
import { app } from 'electron';
import { deepLinkOf, LINK_SCHEME, readDeepLink } from './deep-link.ts';
import { openedFileOf } from './opened-file.ts';

export type HandedOver = { link: string } | { file: string };

/** Call it before the app is ready. What it answers is given whom to tell, once there is somebody. */
export function watchHandedOver(): (tell: (what: HandedOver) => void) => void {
  let waiting: HandedOver[] = [];
  let tell = (what: HandedOver): void => void waiting.push(what);
  const link = (url: string | null): void => {
    if (url !== null) tell({ link: url });
  };
  const file = (path: string | null): void => {
    if (path !== null) tell({ file: path });
  };
  const started = (words: readonly string[], folder: string): void => {
    link(deepLinkOf(words));
    file(openedFileOf(words.slice(1), folder));
  };
  // A development build leaves the system's own list alone. On Windows the `--` keeps a link from being read as a switch.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    link(readDeepLink(url));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    file(openedFileOf([path], '/'));
  });
  app.on('second-instance', (_event, words, folder) => started(words, folder));
  started(process.argv, process.cwd());
  return (listener) => {
    tell = listener;
    for (const what of waiting) listener(what);
    waiting = [];
  };
}
