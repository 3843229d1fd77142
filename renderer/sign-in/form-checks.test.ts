import { describe, expect, it } from 'vitest';
import { t } from '../words/t.ts';
import { check, fieldOf, trimmed } from './form-checks.ts';

describe('the server address', () => {
  it.each([
    ['https://nordwind.supabase.co', null],
    [' https://nordwind.supabase.co/ ', null],
    ['http://127.0.0.1:54321', null],
    ['http://localhost:54321', null],
    ['http://nordwind.supabase.co', t('sign_in.checks.server_insecure')],
    ['http://localhost.example.com', t('sign_in.checks.server_insecure')],
    ['nordwind.supabase.co', t('sign_in.checks.server_form')],
    ['ftp://nordwind.supabase.co', t('sign_in.checks.server_form')],
    ['https://me:secret@nordwind.supabase.co', t('sign_in.checks.server_form')],
    ['', t('sign_in.checks.server_missing')],
  ])('%s', (value, answer) => {
    expect(check('url', value)).toBe(answer);
  });
});

describe('the publishable key', () => {
  const token = (role: string) => `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ role }))}.signature`;

  it('takes both kinds of publishable key', () => {
    expect(check('publishable_key', 'sb_publishable_abc')).toBeNull();
    expect(check('publishable_key', token('anon'))).toBeNull();
  });

  it('never lets a secret key leave the field', () => {
    expect(check('publishable_key', ' sb_secret_abc')).toBe(t('sign_in.checks.key_secret'));
    expect(check('publishable_key', token('service_role'))).toBe(t('sign_in.checks.key_secret'));
  });
});

it('asks for an e-mail that could be one, and for any password', () => {
  expect(check('email', 'alex')).toBe(t('sign_in.checks.email_form'));
  expect(check('email', 'alex@outpost.example')).toBeNull();
  expect(check('password', '')).toBe(t('sign_in.checks.password_missing'));
  expect(check('password', ' ')).toBeNull();
});

it('sends what was meant: no pasted spaces, the password untouched', () => {
  const form = { url: ' https://a.co// ', publishable_key: ' k\n', email: ' a@b.c ', password: ' p ' };
  expect(trimmed(form)).toEqual({
    url: 'https://a.co',
    publishable_key: 'k',
    email: 'a@b.c',
    password: ' p ',
  });
});

it('puts each failure next to the field it concerns', () => {
  expect(fieldOf('unreachable')).toBe('url');
  expect(fieldOf('wrong_key')).toBe('publishable_key');
  expect(fieldOf('wrong_credentials')).toBe('password');
  expect(fieldOf('storage_full')).toBeNull();
});
