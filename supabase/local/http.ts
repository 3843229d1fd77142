// The stack's one door: HTTP and WebSocket on loopback. It sends each path to the part that serves it and says
// 501 to what nothing here serves, so that no call is ever silently ignored.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { codeOf, messageOf, StackError } from './stack-error.ts';

export type Route = {
  /** Path without a trailing slash; serves it and everything below. */
  prefix: string;
  fetch: (request: Request) => Promise<Response>;
};

export type Door = {
  readonly url: string;
  readonly server: Server;
  open: (routes: Route[]) => void;
  close: () => Promise<void>;
};

const HOST = '127.0.0.1';
// Any origin, as hosted: the keys and tokens in the request decide, never a cookie.
const CORS_ANSWER = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };
const CORS_PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
  'access-control-max-age': '86400',
};

/** Listens at once, so that a taken port is known first; answers 503 until `open`. */
export async function listen(port: number, log: (line: string) => void): Promise<Door> {
  let routes: Route[] | undefined;
  const server = createServer((incoming, outgoing) => {
    answer(incoming)
      .then((response) => send(response, outgoing))
      .catch((error: unknown) => {
        log(`${incoming.method ?? ''} ${incoming.url ?? ''}: ${messageOf(error)}`);
        outgoing.destroy();
      });
  });

  const answer = async (incoming: IncomingMessage): Promise<Response> => {
    if (!isLoopback(incoming.headers.host))
      return refuse(403, 'This is a local development stack: it answers to 127.0.0.1 and localhost only.');
    if (incoming.method === 'OPTIONS') {
      const asked = incoming.headers['access-control-request-headers'] ?? '*';
      return new Response(null, {
        status: 204,
        headers: { ...CORS_PREFLIGHT, 'access-control-allow-headers': asked },
      });
    }
    if (!routes) return refuse(503, 'The local stack is starting.');
    const request = toRequest(incoming);
    const { pathname } = new URL(request.url);
    if (pathname === '/') return Response.json({ name: 'Outpost local stack' });
    const route = routes.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
    return route ? route.fetch(request) : notServed(pathname);
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE')
        reject(
          new StackError(
            `Port ${port} is taken: end what uses it, or choose another with --port N (0 for any free one).`,
          ),
        );
      else if (codeOf(error) === 'EACCES')
        reject(new StackError(`Port ${port} needs privileges: choose one above 1023 with --port N.`));
      else reject(error);
    });
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${HOST}:${bound}`,
    server,
    open: (served) => (routes = served),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page of another site that points its name at 127.0.0.1 still sends its own name as Host. */
export function isLoopback(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host ?? '');
}

/** The answer for an endpoint that hosted Supabase has and this stack has not. */
export function notServed(path: string): Response {
  return refuse(
    501,
    `The local stack does not serve ${path}: see supabase/local/README.md for what it serves.`,
  );
}

export function refuse(status: number, message: string): Response {
  return Response.json({ code: String(status), error: message, message, msg: message }, { status });
}

function toRequest(incoming: IncomingMessage): Request {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? HOST}`), {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(CORS_ANSWER)) outgoing.setHeader(name, value);
  response.headers.forEach((value, name) => {
    if (!(name in CORS_ANSWER)) outgoing.appendHeader(name, value);
  });
  if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing);
  else outgoing.end();
}
