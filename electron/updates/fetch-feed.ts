import { MOST_FEED_BYTES, UpdateError } from './feed.ts';

/** What is longer under way is taken for lost. */
const PATIENCE_MS = 30_000;

/** Node's or Chromium's `fetch`. */
type Request = (url: string, init: RequestInit) => Promise<Response>;

export type FetchedFeed = { bytes: Uint8Array; signature: string };

/**
 * The feed and its signature, exactly as the server has them: never from a cache, with nothing that tells who asks, and
 * no more than a feed can have. Raises UpdateError.
 */
export async function fetchFeed(
  request: Request,
  { base, name }: { base: string; name: string },
  signal: AbortSignal,
): Promise<FetchedFeed> {
  const patience = new AbortController();
  const giveUp = (): void => patience.abort();
  const timer = setTimeout(giveUp, PATIENCE_MS);
  signal.addEventListener('abort', giveUp);
  const read = async (file: string): Promise<Buffer> => {
    const answer = await request(new URL(file, base).href, {
      signal: patience.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    if (!answer.ok || !answer.body) throw new Error(`The server answered ${answer.status}.`);
    return readAtMost(answer.body, MOST_FEED_BYTES);
  };
  try {
    const [bytes, signature] = [await read(name), await read(`${name}.sig`)];
    return { bytes, signature: signature.toString() };
  } catch (error) {
    if (error instanceof UpdateError) throw error;
    throw new UpdateError('unreachable', 'The feed could not be read.', { cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new UpdateError('untrusted', 'No feed is so long.');
    }
    pieces.push(value);
  }
}
