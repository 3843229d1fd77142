import { t } from '../words/t.ts';
import type { Outcome } from './lock-store.ts';

/** What went wrong with a passphrase, in words; null where nothing did. */
export function refusalText(outcome: Outcome): string | null {
  if (outcome === null) return null;
  const seconds = Math.ceil(outcome.wait_ms / 1_000);
  const wait = seconds === 0 ? null : t('lock.wait', { count: seconds });
  switch (outcome.reason) {
    case 'wrong':
      return wait === null ? t('lock.wrong') : `${t('lock.wrong')} ${wait}`;
    case 'wait':
      return wait ?? t('lock.again');
    case 'keyring':
      return t('lock.keyring');
    default:
      return t('lock.failed');
  }
}
