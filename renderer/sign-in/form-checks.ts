// What can be known to be wrong before asking the server. Each answer is a sentence for beside the field, or null.
import type { ErrorCode } from '../../sync/index.ts';
import type { SignInForm } from '../start-up/app-state.ts';
import { t } from '../words/t.ts';

export type Field = keyof SignInForm;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const CHECKS: Record<Field, (value: string) => string | null> = {
  url(value) {
    if (value === '') return t('sign_in.checks.server_missing');
    const url = parsed(value);
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '')
      return t('sign_in.checks.server_form');
    return url.protocol === 'http:' && !LOOPBACK.has(url.hostname)
      ? t('sign_in.checks.server_insecure')
      : null;
  },
  publishable_key(value) {
    if (value === '') return t('sign_in.checks.key_missing');
    return isSecretKey(value) ? t('sign_in.checks.key_secret') : null;
  },
  email(value) {
    if (value === '') return t('sign_in.checks.email_missing');
    return /^[^\s@]+@[^\s@]+$/.test(value) ? null : t('sign_in.checks.email_form');
  },
  password: (value) => (value === '' ? t('sign_in.checks.password_missing') : null),
};

function parsed(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}

/** A secret key opens the whole project: it must never be typed into an app, so it is caught before it is sent. */
function isSecretKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  try {
    const claims = JSON.parse(
      atob((key.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
    ) as unknown;
    return (
      typeof claims === 'object' && claims !== null && 'role' in claims && claims.role === 'service_role'
    );
  } catch {
    return false;
  }
}

/** What is wrong with `field`, in words; null when nothing is. */
export const check = (field: Field, value: string): string | null =>
  CHECKS[field](field === 'password' ? value : value.trim());

/** The form as it is sent: without the spaces that come along when pasting, and without a slash at the address's end. */
export const trimmed = (form: SignInForm): SignInForm => ({
  url: form.url.trim().replace(/\/+$/, ''),
  publishable_key: form.publishable_key.trim(),
  email: form.email.trim(),
  password: form.password,
});

/** The field that a failure concerns; null when it concerns none of them. */
export function fieldOf(code: ErrorCode): Field | null {
  switch (code) {
    case 'unreachable':
    case 'not_supabase':
    case 'schema_mismatch':
      return 'url';
    case 'wrong_key':
      return 'publishable_key';
    case 'no_workspace':
      return 'email';
    case 'wrong_credentials':
      return 'password';
    default:
      return null;
  }
}
