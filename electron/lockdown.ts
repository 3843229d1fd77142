// What no window may do, whatever runs in it: leave the own origin, open windows, embed pages, get a permission
// that is not listed, load certificates the system refuses (that refusal is Electron's default and stays).
import { app, session, shell, type WebContents } from 'electron';
import { isOwnUrl, openableLink } from './origin.ts';

/** Copying text; keeping the replica when the disk is short; a Supabase on this machine or in the office. */
const PERMITTED = new Set<string>([
  'clipboard-sanitized-write',
  'persistent-storage',
  'local-network-access',
  'loopback-network',
]);

export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(PERMITTED.has(permission) && isOwnUrl(details.requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => PERMITTED.has(permission) && isOwnUrl(requestingOrigin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}

/** Hands a link to the system's own program; does nothing with any other address. */
export function openLink(address: string): void {
  const link = openableLink(address);
  if (link) void shell.openExternal(link).catch(() => undefined);
}

function lockContents(contents: WebContents): void {
  // Of the main frame and of any other; a redirect has an event of its own.
  contents.on('will-frame-navigate', (event) => {
    if (isOwnUrl(event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) openLink(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
}
