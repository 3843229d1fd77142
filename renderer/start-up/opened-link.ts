// What a link into the app asks for, and what a person pasted to say where the server is. Neither is trusted: both only
// fill a form, or name a sign-in that was begun here.
import type { Connection } from '../../sync/index.ts';

export type OpenedLink =
  | { kind: 'auth'; code: string }
  /** `cancelled`: the person did not go on in the browser. */
  | { kind: 'auth_failed'; cancelled: boolean }
  | ({ kind: 'connect' } & Connection);

/** Null for any other text. */
export function readLink(text: string): OpenedLink | null {
  // By hand: before version 130, Chromium found no host in an address of a scheme that is not its own.
  const [, host, query] = /^outpost:\/\/(auth|connect)\/?\?([^#\s]*)/.exec(text) ?? [];
  const params = new URLSearchParams(query);
  const param = (name: string) => params.get(name);
  if (host === 'connect') {
    const [at, key] = [param('url'), param('key')];
    return at !== null && key !== null ? { kind: 'connect', url: at, publishable_key: key } : null;
  }
  if (host !== 'auth') return null;
  const code = param('code');
  if (code !== null) return { kind: 'auth', code };
  return { kind: 'auth_failed', cancelled: param('error') === 'access_denied' };
}

/** The link that fills in this server for a colleague. */
export const connectLink = ({ url, publishable_key }: Connection): string =>
  `outpost://connect?${new URLSearchParams({ url, key: publishable_key }).toString()}`;

/**
 * Address and key out of whatever was pasted: a link to connect, lines of a settings file, the address of the project's
 * dashboard. Empty where it holds neither.
 */
export function readPasted(text: string): Partial<Connection> {
  const link = readLink(text.trim());
  if (link?.kind === 'connect') return { url: link.url, publishable_key: link.publishable_key };
  const address = /https?:\/\/[^\s"'<>,;]+/.exec(text)?.[0];
  const key = /\bsb_publishable_[\w-]+|\bey[\w-]+\.ey[\w-]+\.[\w-]+/.exec(text)?.[0];
  const url = address === undefined ? undefined : parsed(address);
  return {
    ...(url && { url: projectAddress(url) }),
    ...(key !== undefined && { publishable_key: key }),
  };
}

/** The dashboard names the project in its path; any other address is taken without what follows its host. */
function projectAddress(url: URL): string {
  const project = /^\/dashboard\/project\/([a-z0-9]+)/.exec(url.pathname)?.[1];
  if (url.hostname === 'supabase.com' && project !== undefined) return `https://${project}.supabase.co`;
  return url.origin;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
