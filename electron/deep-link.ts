// The links that lead back into the app, and the only shapes of them that a window is told of. Whoever makes a page or
// a mail can make one: they can fill a form or end a sign-in that this app began, never begin or send anything.
export const LINK_SCHEME = 'outpost';

const MOST_CHARACTERS = 2048;

/** Host to the parameters that a link of it may carry; of the first shape that fits, each one once. */
const SHAPES: Readonly<Record<string, readonly Readonly<Record<string, RegExp>>[]>> = {
  /** Auth's answer to a sign-in, a confirmation or a forgotten password. */
  auth: [{ code: /^[\w-]{8,200}$/u }, { error_code: /^[a-z_]{1,60}$/u }, { error: /^[a-z_]{1,60}$/u }],
  /** A project to sign in to, such as a colleague sends it. */
  connect: [{ url: /^https?:\/\/[^\s"'<>\\^`{|}]{1,300}$/u, key: /^[\w.-]{1,1000}$/u }],
};

/** The link as it is handed on, without anything else that it carried; null for any other text. */
export function readDeepLink(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const url = parse(text);
  if (url?.protocol !== `${LINK_SCHEME}:` || url.host !== url.hostname || url.username + url.password !== '')
    return null;
  if (url.pathname !== '' && url.pathname !== '/') return null;
  if (!Object.hasOwn(SHAPES, url.host)) return null;
  // Auth tells some errors behind the # only.
  for (const params of [url.searchParams, new URLSearchParams(url.hash.slice(1))])
    for (const shape of SHAPES[url.host] ?? []) {
      const pairs = pairsOf(params, shape);
      if (pairs) return `${LINK_SCHEME}://${url.host}?${new URLSearchParams(pairs).toString()}`;
    }
  return null;
}

function pairsOf(params: URLSearchParams, shape: Readonly<Record<string, RegExp>>): string[][] | null {
  const pairs = Object.entries(shape).map(([name, form]) => [
    name,
    ...params.getAll(name).filter((value) => form.test(value)),
  ]);
  return pairs.every(([name, ...values]) => values.length === 1 && params.getAll(name ?? '').length === 1)
    ? pairs
    : null;
}

/** The link among the words that a start was given; null where there is none. */
export function deepLinkOf(argv: readonly string[]): string | null {
  for (const word of argv) {
    const link = readDeepLink(word);
    if (link !== null) return link;
  }
  return null;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
