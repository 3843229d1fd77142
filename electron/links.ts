// Links to Outpost as the system hands them over: with the start, with a second start, or by macOS' own event, which may
// come before the app is ready. Those that come too early wait.
import { app } from 'electron';
import { deepLinkOf, LINK_SCHEME, readDeepLink } from './deep-link.ts';

/** Call it before the app is ready. What it answers is given whom to tell, once there is somebody. */
export function watchLinks(): (tell: (url: string) => void) => void {
  let waiting: string[] = [];
  let tell = (url: string): void => void waiting.push(url);
  const opened = (url: string | null): void => {
    if (url !== null) tell(url);
  };
  // A development build leaves the system's own list alone. On Windows the `--` keeps a link from being read as a switch.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    opened(readDeepLink(url));
  });
  app.on('second-instance', (_event, argv) => opened(deepLinkOf(argv)));
  opened(deepLinkOf(process.argv));
  return (listener) => {
    tell = listener;
    for (const url of waiting) listener(url);
    waiting = [];
  };
}
