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

/** Something that a window of ours made itself, and that lives no longer than it. */
export const isOwnBlob = (text: string): boolean => text.startsWith(`blob:${SCHEME}://${HOST}/`);

const LONGEST = 2048;

/** Scheme to what may follow it in an address that the system is given. */
const OPENABLE: Readonly<Record<string, (url: URL) => boolean>> = {
  'https:': ({ username, password }) => username === '' && password === '',
  // Other parameters make some mail programs take a file along.
  'mailto:': ({ searchParams }) => [...searchParams.keys()].every((name) => MAIL_PARAMETERS.has(name)),
  'tel:': ({ href }) => /^tel:\+?[\d().-]{2,40}$/u.test(href),
};
const MAIL_PARAMETERS = new Set(['subject', 'body', 'cc', 'bcc']);

/** Signs that a shell or a program may read as the end of the address. */
const UNSAFE = /[\s"'<>\\^`{|}]/gu;

/**
 * The address as the system may be given it, or null: https (without a name and password in it), mailto and tel only,
 * in signs that end no argument. Never pass anything else to the system: it starts programs by scheme.
 */
export function openableLink(text: string): string | null {
  if (text.length > LONGEST || /\p{Cc}/u.test(text)) return null;
  try {
    const url = new URL(text);
    if (!Object.hasOwn(OPENABLE, url.protocol) || !OPENABLE[url.protocol]?.(url)) return null;
    return url.href.replace(UNSAFE, encodeSign);
  } catch {
    return null;
  }
}

const encodeSign = (sign: string): string =>
  `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
