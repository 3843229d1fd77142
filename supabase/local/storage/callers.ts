// Who asks: the person of an access token, or the role of a key. And the tokens in signed URLs, which allow one
// action on one path until they expire.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readToken, TokenError } from '../realtime/tokens.ts';
import type { Settings } from '../settings.ts';
import type { Caller } from './database.ts';
import { accessDenied, invalidRequest, invalidSignature, StorageError } from './errors.ts';

/** The caller of a request. Throws StorageError, or the answer of the gateway where the key is wrong. */
export function callerOf(request: Request, settings: Settings): Caller {
  const key = request.headers.get('apikey');
  const roleOfKey = key === null ? null : roleOf(key, settings);
  if (roleOfKey === undefined) throw new WrongKey();
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = bearer ?? key;
  if (token === null) throw invalidRequest("headers must have required property 'authorization'");
  const role = roleOf(token, settings);
  if (role !== undefined) return { role, claims: { role }, owner: null };
  if (token.startsWith('sb_')) throw new WrongKey();
  try {
    const claims = readToken(token, settings.jwt_secret);
    return { role: claims.role, claims, owner: claims.sub ?? null };
  } catch (error) {
    if (error instanceof TokenError) throw accessDenied(wordsOf(error));
    throw error;
  }
}

/** The gateway stands before Storage and answers in words of its own. */
export class WrongKey extends Error {
  toResponse(): Response {
    return Response.json(
      { message: 'Invalid API key', hint: 'Double check the provided API key.' },
      { status: 401 },
    );
  }
}

function roleOf(key: string, { publishable_key, secret_key }: Settings): string | undefined {
  return key === publishable_key ? 'anon' : key === secret_key ? 'service_role' : undefined;
}

function wordsOf({ code, message }: TokenError): string {
  if (code === 'JwtSignatureError') return 'signature verification failed';
  if (message.startsWith('Token has expired')) return '"exp" claim timestamp check failed';
  return 'Invalid Compact JWS';
}

const Grant = z.object({
  url: z.string(),
  scope: z.enum(['download', 'upload']),
  owner: z.string().nullable().default(null),
  upsert: z.boolean().default(false),
  exp: z.number(),
});
/** What a signed URL allows; `url` is bucket/name. */
export type Grant = z.infer<typeof Grant>;

export function sign(grant: Omit<Grant, 'exp'>, seconds: number, settings: Settings): string {
  const now = Math.floor(Date.now() / 1000);
  const [header, body] = [
    { alg: 'HS256', typ: 'JWT' },
    { ...grant, iat: now, exp: now + seconds },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${header ?? ''}.${body ?? ''}.${signature(`${header ?? ''}.${body ?? ''}`, settings).toString('base64url')}`;
}

/** The grant of a token, for `url` or (null) for the one it names. Throws StorageError where it is forged, expired or for something else. */
export function readGrant(
  token: string | null,
  scope: Grant['scope'],
  url: string | null,
  settings: Settings,
): Grant {
  if (token === null)
    throw new StorageError(400, 'InvalidRequest', "querystring must have required property 'token'", 'Error');
  const [header = '', body = '', given = ''] = token.split('.');
  const expected = signature(`${header}.${body}`, settings);
  const signed = Buffer.from(given, 'base64url');
  const invalid = (message: string): StorageError => new StorageError(400, 'InvalidJWT', message);
  if (!header || !body || !given) throw invalid('Invalid Compact JWS');
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected))
    throw invalid('signature verification failed');
  const grant = Grant.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (!grant.success || grant.data.scope !== scope)
    throw invalidSignature(`Token is not scoped for ${scope}`);
  if (grant.data.exp * 1000 <= Date.now()) throw invalid('"exp" claim timestamp check failed');
  if (url !== null && grant.data.url !== url) throw invalidSignature();
  return grant.data;
}

// Apart from the key of access tokens: neither kind of token can stand in for the other.
function signature(text: string, { jwt_secret }: Settings): Buffer {
  const key = createHmac('sha256', jwt_secret).update('storage url').digest();
  return createHmac('sha256', key).update(text).digest();
}
