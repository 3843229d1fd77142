import { describe, expect, it } from 'vitest';
import { connectLink, readLink, readPasted } from './opened-link.ts';

const url = 'https://nordwind.supabase.co';
const publishable_key = 'sb_publishable_1';

describe('a link into the app', () => {
  it.each([
    ['outpost://auth?code=abc', { kind: 'auth', code: 'abc' }],
    ['outpost://auth?error=access_denied', { kind: 'auth_failed', cancelled: true }],
    ['outpost://auth?error_code=otp_expired', { kind: 'auth_failed', cancelled: false }],
    [connectLink({ url, publishable_key }), { kind: 'connect', url, publishable_key }],
    ['outpost://connect?url=x', null],
    ['outpost://settings', null],
    ['https://auth?code=abc', null],
    ['', null],
  ])('%s', (link, read) => expect(readLink(link)).toEqual(read));
});

describe('what was pasted', () => {
  it.each([
    [connectLink({ url, publishable_key }), { url, publishable_key }],
    [` ${url}/ `, { url }],
    [`${url}/rest/v1/`, { url }],
    [
      'https://supabase.com/dashboard/project/abcdefgh/settings/api-keys',
      { url: 'https://abcdefgh.supabase.co' },
    ],
    [`SUPABASE_URL=${url}\nSUPABASE_KEY="${publishable_key}"`, { url, publishable_key }],
    ['http://127.0.0.1:54321', { url: 'http://127.0.0.1:54321' }],
    [publishable_key, { publishable_key }],
    ['eyJhbGciOi.eyJyb2xlIjoiYW5vbiJ9.x-_y', { publishable_key: 'eyJhbGciOi.eyJyb2xlIjoiYW5vbiJ9.x-_y' }],
    ['sb_secret_1', {}],
    ['alex@outpost.example', {}],
  ])('%j', (text, found) => expect(readPasted(text)).toEqual(found));
});
