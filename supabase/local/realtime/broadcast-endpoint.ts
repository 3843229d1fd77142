// Broadcasts over HTTP: a batch as JSON, or one message to /<topic>/events/<event>. A private message that the
// sender may not send is dropped without a word, as hosted.
import { z } from 'zod';
import { refuse } from '../http.ts';
import { messageOf } from '../stack-error.ts';
import type { Services } from './channel.ts';
import { DatabaseAway } from './database.ts';
import { readToken, type Claims } from './tokens.ts';

const Message = z.looseObject({
  topic: z.string().min(1),
  event: z.string().min(1),
  payload: z.record(z.string(), z.unknown()),
  private: z.boolean().default(false),
});
const Batch = z.looseObject({ messages: z.array(Message) });
type Outgoing = { topic: string; event: string; payload: unknown; private: boolean };

export async function broadcastOverHttp(
  request: Request,
  path: string,
  { hub, database, jwtSecret }: Services,
  claimsOfKey: (key: string) => Claims | undefined,
): Promise<Response> {
  const key = request.headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey') ?? '';
  const keyClaims = claimsOfKey(key);
  if (!keyClaims) return refuse(401, key ? 'Invalid API key' : 'No API key found in request');
  try {
    const token = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? key;
    const claims = token.startsWith('sb_') ? keyClaims : tokenClaims(token, jwtSecret);
    if (!claims) return refuse(401, 'Unauthorized');
    const messages = await readMessages(request, path);
    if (messages instanceof Response) return messages;
    for (const { topic, event, payload, private: isPrivate } of messages)
      if (!isPrivate || (await database.isWritable(topic, 'broadcast', claims)))
        hub.broadcast({ name: topic, isPrivate }, { event, payload });
    return new Response(null, { status: 202 });
  } catch (error) {
    return error instanceof DatabaseAway ? refuse(503, error.message) : refuse(500, messageOf(error));
  }
}

async function readMessages(request: Request, path: string): Promise<Outgoing[] | Response> {
  const isBinary = request.headers.get('content-type')?.startsWith('application/octet-stream') ?? false;
  const body: unknown = isBinary
    ? Buffer.from(await request.arrayBuffer())
    : await request.json().catch(() => undefined);
  if (path === '') {
    const batch = Batch.safeParse(body);
    return batch.success
      ? batch.data.messages
      : Response.json({ errors: z.flattenError(batch.error).fieldErrors }, { status: 422 });
  }
  const [, topic, event] = /^\/([^/]+)\/events\/([^/]+)$/.exec(path) ?? [];
  if (topic === undefined || event === undefined) return refuse(404, 'not found');
  const { searchParams } = new URL(request.url);
  if ([...searchParams.keys()].some((name) => name.startsWith('persist')))
    return refuse(501, 'The local stack does not store broadcasts (persist).');
  if (body === undefined) return refuse(422, 'The payload is no JSON');
  return [
    {
      topic: decodeURIComponent(topic),
      event: decodeURIComponent(event),
      payload: body,
      private: searchParams.get('private') === 'true',
    },
  ];
}

function tokenClaims(token: string, secret: string): Claims | undefined {
  try {
    return readToken(token, secret);
  } catch {
    return undefined;
  }
}
