// What the badge says: one visible state of the whole replica, the most needed word first.
import type { SyncStatus } from '../../sync/index.ts';
import { t } from '../words/t.ts';

export type Badge = {
  mark: 'dot' | 'ring' | 'turning' | 'waiting' | 'decided' | 'key' | 'attention' | 'stopped';
  /** Beside the mark; null when silence is the message. */
  text: string | null;
  /** Always there, for screen readers and as title of the popover. */
  name: string;
  /** One sentence of explanation. */
  sentence: string;
  /** Said aloud when it changes; the same text while only numbers move, so that nobody is talked at. */
  spoken: string;
};

export function badgeOf(status: SyncStatus): Badge {
  const badge = (
    mark: Badge['mark'],
    name: string,
    sentence: string,
    spoken: string,
    text: string | null = name,
  ) => ({ mark, name, sentence, spoken, text }) satisfies Badge;

  if (status.kind === 'stopped') {
    const reason = t(`failures.${status.failure?.code ?? 'unexpected'}`);
    return badge('stopped', t('sync.stopped'), `${reason} ${t('app.failed.safe')}`, t('sync.stopped'));
  }
  if (status.kind === 'signed_out') {
    const { waiting: count } = status;
    const name = count > 0 ? t('sync.signed_out_waiting', { count }) : t('sync.signed_out');
    return badge('key', name, t('sync.signed_out_text'), t('sync.signed_out'));
  }
  if (status.kind === 'local') {
    const name = t('first_run.local.name');
    return badge('dot', name, t('first_run.local.text'), '', null);
  }
  if (status.attention > 0) {
    const name = t('sync.attention', { count: status.attention });
    return badge('attention', name, t('sync.attention_text'), name);
  }
  if (status.kind === 'starting') return badge('dot', t('sync.starting'), t('sync.starting_text'), '', null);
  if (status.kind === 'offline')
    return badge('ring', t('sync.offline'), t('sync.offline_text'), t('sync.offline'));
  if (status.first_sync)
    return badge('turning', t('sync.first_sync'), t('sync.first_sync_text'), t('sync.first_sync'));
  if (status.failure)
    return badge('attention', t('sync.left_out'), t(`failures.${status.failure.code}`), t('sync.left_out'));
  if (status.conflicts > 0)
    return badge(
      'decided',
      t('sync.decided', { decided: status.conflicts }),
      t('sync.decided_text'),
      t('sync.connected'),
    );
  if (status.waiting > 0)
    return badge(
      'waiting',
      t('sync.waiting', { waiting: status.waiting }),
      t('sync.waiting_text'),
      t('sync.connected'),
    );
  if (status.kind === 'syncing')
    return badge('turning', t('sync.syncing'), t('sync.syncing_text'), t('sync.connected'), null);
  return badge('dot', t('sync.up_to_date'), t('sync.up_to_date_text'), t('sync.connected'), null);
}
