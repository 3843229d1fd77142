// Reads the access tokens that Auth signs (HS256), with the words hosted Realtime has for what is wrong.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const Claims = z.looseObject({ role: z.string(), exp: z.number(), sub: z.string().optional() });
export type Claims = z.infer<typeof Claims>;

/** `code` prefixes the reason of a refused join; on a running channel the message stands alone. */
export class TokenError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The claims of a valid token. Throws TokenError. */
export function readToken(token: string, secret: string, now = Date.now()): Claims {
  const [header = '', body = '', signature = ''] = token.replace(/\s/g, '').split('.');
  const claims = decodePart(body);
  const { alg } = z.looseObject({ alg: z.string() }).catch({ alg: '' }).parse(decodePart(header));
  const expected = createHmac('sha256', secret).update(`${header}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (alg !== 'HS256' || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new TokenError('JwtSignatureError', 'Failed to validate JWT signature');
  const read = Claims.safeParse(claims);
  if (!read.success) throw new TokenError('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT');
  const seconds = Math.floor(now / 1000);
  if (read.data.exp <= seconds)
    throw new TokenError('InvalidJWTToken', `Token has expired ${seconds - read.data.exp} seconds ago`);
  return read.data;
}

function decodePart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new TokenError('MalformedJWT', 'The token provided is not a valid JWT');
  }
}
