// Auth as a hosted project has it, where the local stack differs: addresses are confirmed, and links of mails and of other
// companies lead back with a code for PKCE. Accounts, passwords and sessions, and every other request, are the stack's
// own; what this says is after https://supabase.com/docs/guides/auth/sessions/pkce-flow
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../api.ts';

export type MailAuth = Connection & {
  /** The link of the last mail to this address. */
  mailTo(email: string): string | undefined;
  /** Opens a link as a browser does, and answers where it leads. */
  follow(link: string): Promise<string>;
  close(): Promise<void>;
};

export type MailAuthPorts = Connection & {
  /** The hash by which the stack knows the mail that it sent itself. */
  recoveryToken: (email: string) => Promise<string>;
};

const ALLOWED = ['outpost://auth'];
type Session = Record<string, unknown>;
type Flow = { challenge: string | null; session: () => Promise<Session> };
type Body = Record<string, unknown>;

export async function startMailAuth({
  url,
  publishable_key,
  recoveryToken,
}: MailAuthPorts): Promise<MailAuth> {
  const mails = new Map<string, string>();
  const links = new Map<string, Flow>();
  const codes = new Map<string, Flow>();
  const unconfirmed = new Set<string>();

  const ask = async (path: string, body: Body): Promise<Session> => {
    const answer = await fetch(`${url}/auth/v1${path}`, {
      method: 'POST',
      headers: { apikey: publishable_key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Session;
  };
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const back = (asked: string | null): string =>
    asked && ALLOWED.includes(asked) ? asked : (ALLOWED[0] ?? '');

  function mail(own: string, body: Body, redirect: string | null, type: string, session: Flow['session']) {
    const token = `pkce_${randomUUID()}`;
    links.set(token, { challenge: text(body['code_challenge']) || null, session });
    const query = new URLSearchParams({ token, type, redirect_to: back(redirect) });
    mails.set(text(body['email']), `${own}/auth/v1/verify?${query.toString()}`);
  }

  /** Null: the stack is to answer. */
  async function own(at: URL, body: Body): Promise<{ status: number; json?: unknown; to?: string } | null> {
    const redirect = at.searchParams.get('redirect_to');
    const email = text(body['email']);
    const mailed = (type: string) => async () => {
      const token_hash = await recoveryToken(email);
      return ask('/verify', { token_hash, type });
    };
    const bySignUp = async () => {
      unconfirmed.delete(email);
      return ask('/signup', { email, password: body['password'] });
    };
    switch (at.pathname) {
      case '/auth/v1/settings':
        return {
          status: 200,
          json: {
            external: { email: true, google: true, github: false, azure: true },
            disable_signup: false,
          },
        };
      case '/auth/v1/signup':
        unconfirmed.add(email);
        mail(at.origin, body, redirect, 'signup', bySignUp);
        return { status: 200, json: { id: randomUUID(), aud: 'authenticated', email, identities: [{}] } };
      case '/auth/v1/otp':
      case '/auth/v1/recover': {
        const type = at.pathname.endsWith('otp') ? 'magiclink' : 'recovery';
        const { code_challenge: _, code_challenge_method: __, ...rest } = body;
        const sent = await ask(at.pathname.slice('/auth/v1'.length), rest);
        if (type === 'magiclink' && 'code' in sent)
          return {
            status: 422,
            json: { code: 422, error_code: 'otp_disabled', msg: 'Signups not allowed for otp' },
          };
        mail(at.origin, body, redirect, type, mailed(type));
        return { status: 200, json: {} };
      }
      case '/auth/v1/verify': {
        const token = at.searchParams.get('token') ?? '';
        const flow = links.get(token);
        links.delete(token);
        const to = new URL(back(redirect));
        if (!flow) {
          const error = 'error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid';
          return { status: 303, to: `${back(redirect)}?${error}#${error}` };
        }
        const code = randomUUID();
        codes.set(code, flow);
        to.searchParams.set('code', code);
        return { status: 303, to: to.href };
      }
      case '/auth/v1/token': {
        const grant = at.searchParams.get('grant_type');
        if (grant === 'password' && unconfirmed.has(email))
          return {
            status: 400,
            json: { code: 400, error_code: 'email_not_confirmed', msg: 'Email not confirmed' },
          };
        if (grant !== 'pkce') return null;
        const code = text(body['auth_code']);
        const flow = codes.get(code);
        codes.delete(code);
        if (!flow)
          return {
            status: 404,
            json: { code: 404, error_code: 'flow_state_not_found', msg: 'no such flow' },
          };
        const hash = createHash('sha256').update(text(body['code_verifier'])).digest('base64url');
        if (hash !== flow.challenge)
          return {
            status: 400,
            json: { code: 400, error_code: 'bad_code_verifier', msg: 'another verifier' },
          };
        return { status: 200, json: await flow.session() };
      }
      default:
        return null;
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const at = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const isJson = request.headers['content-type']?.includes('json') && sent.length > 0;
    const found = await own(at, isJson ? (JSON.parse(sent.toString()) as Body) : {});
    if (found) {
      response.writeHead(found.status, {
        'content-type': 'application/json',
        'x-supabase-api-version': '2024-01-01',
        ...(found.to !== undefined && { location: found.to }),
      });
      response.end(found.json === undefined ? undefined : JSON.stringify(inApiVersion(found.json)));
      return;
    }
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const passed = await fetch(`${url}${at.pathname}${at.search}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(sent.length > 0 && { body: sent }),
    });
    const kept = [...passed.headers].filter(
      ([name]) => !/^(content-encoding|content-length|transfer-encoding)$/.test(name),
    );
    response.writeHead(passed.status, Object.fromEntries(kept));
    response.end(Buffer.from(await passed.arrayBuffer()));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    publishable_key,
    mailTo: (email) => mails.get(email),
    async follow(link) {
      const answered = await fetch(link, { redirect: 'manual' });
      return answered.headers.get('location') ?? '';
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Since 2024-01-01 the name of an error stands in `code`. */
function inApiVersion(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('error_code' in json)) return json;
  return { ...json, code: json.error_code };
}
