import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepLinkOf, readDeepLink } from './deep-link.ts';

const CODE = '0f0c8e36-4ad1-4a8c-9b1f-3d1a2f5f5b1e';
const CONNECT = 'outpost://connect?url=https%3A%2F%2Fnordwind.supabase.co&key=sb_publishable_1';

describe('a link into the app', () => {
  test.each([
    [`outpost://auth?code=${CODE}`, `outpost://auth?code=${CODE}`],
    [`outpost://auth/?code=${CODE}#sb=`, `outpost://auth?code=${CODE}`],
    [`outpost://auth?code=${CODE}&access_token=x`, `outpost://auth?code=${CODE}`],
    [
      'outpost://auth?error=access_denied&error_code=otp_expired&error_description=Call+this+number',
      'outpost://auth?error_code=otp_expired',
    ],
    ['outpost://auth#error=access_denied&error_description=x', 'outpost://auth?error=access_denied'],
    [CONNECT, CONNECT],
  ])('%s is handed on as %s', (link, handed) => {
    expect(readDeepLink(link)).toBe(handed);
    expect(readDeepLink(handed)).toBe(handed);
  });

  test.each([
    '',
    'outpost:',
    'outpost://',
    'outpost://auth',
    'outpost://auth?code=short',
    `outpost://auth?code=${CODE}&code=${CODE}`,
    `outpost://auth?code=${'a'.repeat(201)}`,
    `outpost://auth?code=${CODE}%00`,
    `outpost://auth/callback?code=${CODE}`,
    `outpost://mara@auth?code=${CODE}`,
    `outpost://auth:1?code=${CODE}`,
    `outpost:auth?code=${CODE}`,
    `outpost://constructor?code=${CODE}`,
    `outpost://__proto__?code=${CODE}`,
    `https://auth?code=${CODE}`,
    'outpost://auth?access_token=x&refresh_token=y',
    'outpost://auth?error_code=<b>x</b>',
    'outpost://connect?url=https://nordwind.supabase.co',
    'outpost://connect?url=javascript:alert(1)&key=sb_publishable_1',
    'outpost://connect?url=file:///etc/passwd&key=sb_publishable_1',
    'outpost://connect?url=https://nordwind.supabase.co&key=a%20b',
    `${CONNECT}&url=https://other.example`,
    `outpost://connect?url=https://${'a'.repeat(2048)}&key=k`,
    '--inspect-brk=9229',
  ])('%j is not handed on', (link) => expect(readDeepLink(link)).toBeNull());

  test('is found among the words of a second start, after switches and files', () => {
    expect(deepLinkOf(['outpost', '--allow-file-access', '/home/x', CONNECT])).toBe(CONNECT);
    expect(deepLinkOf(['outpost', '--', 'outpost://auth'])).toBeNull();
  });

  test('is always one of the shapes, and stays what it is, whatever was asked', () => {
    const piece = fc.oneof(fc.constantFrom('code', 'url', 'key', 'error', CODE, 'https://a.b'), fc.string());
    const link = fc
      .tuple(fc.constantFrom('auth', 'connect', 'x'), fc.array(fc.tuple(piece, piece), { maxLength: 4 }))
      .map(([host, pairs]) => `outpost://${host}?${pairs.map(([a, b]) => `${a}=${b}`).join('&')}`);
    fc.assert(
      fc.property(fc.oneof(link, fc.string(), fc.webUrl()), (text) => {
        const handed = readDeepLink(text);
        if (handed === null) return;
        expect(handed).toMatch(
          /^outpost:\/\/(auth\?(code|error_code|error)=[\w-]+|connect\?url=\S+&key=[\w.-]+)$/u,
        );
        expect(readDeepLink(handed)).toBe(handed);
      }),
    );
  });
});
