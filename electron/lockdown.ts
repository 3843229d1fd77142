// What no window may do, whatever runs in it: leave the own origin, open windows, embed pages, get a permission or a
// device, save anything but what it made itself. Certificates that the system refuses are refused: Electron's default.
import { app, session, shell, type WebContents } from 'electron';
import { isOwnBlob, isOwnUrl, openableLink } from './origin.ts';

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
  // An export is made in the window; the system's dialog asks where it goes.
  defaultSession.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
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
  // Without an answer of ours, Chromium would take the first device there is.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
}
