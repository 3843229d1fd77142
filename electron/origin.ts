/** The one origin of every window. Its host is part of what IndexedDB belongs to: it never changes. */
export const SCHEME = 'app';
export const HOST = 'outpost';
export const START_URL = `${SCHEME}://${HOST}/`;

export function isOwnUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === `${SCHEME}:` && url.host === HOST;
  } catch {
    return false;
  }
}

const OPENABLE = new Set(['https:', 'mailto:', 'tel:']);

/**
 * The address as the system may be given it, or null: https (without a name and password in it), mailto and tel only.
 * Never pass anything else to the system, it starts programs by scheme.
 */
export function openableLink(text: string): string | null {
  if (text.length > 2048) return null;
  try {
    const url = new URL(text);
    return OPENABLE.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}
