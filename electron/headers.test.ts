import { expect, test } from 'vitest';
import { SECURITY_HEADERS } from './headers.ts';

const policy = SECURITY_HEADERS['content-security-policy'];

test('the policy refuses all that it does not name', () => {
  expect(policy).toMatch(/^default-src 'none'; /u);
});

test('the policy lets no inline code, no eval and no remote code in', () => {
  expect(policy).not.toMatch(/unsafe|nonce|strict-dynamic|script-src [^;]*(http|data|blob)/u);
});

test('the window speaks to http only on this machine', () => {
  const hosts = [...policy.matchAll(/(?:http|ws):\/\/(\S+)/gu)].map((match) => match[1]);
  expect(new Set(hosts)).toEqual(new Set(['127.0.0.1:*', 'localhost:*', 'localhost:*;']));
});
