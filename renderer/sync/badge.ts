// What the badge says: one visible state of the whole replica, the most needed word first.
import type { SyncStatus } from '../../sync/index.ts';
import { words } from '../words.ts';

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
  const { sync } = words;
  const badge = (
    mark: Badge['mark'],
    name: string,
    sentence: string,
    spoken: string,
    text: string | null = name,
  ) => ({ mark, name, sentence, spoken, text }) satisfies Badge;

  if (status.kind === 'stopped') {
    const reason = status.failure ? words.failures[status.failure.code] : words.failures.unexpected;
    return badge('stopped', sync.stopped, `${reason} ${words.failed.safe}`, sync.stopped);
  }
  if (status.kind === 'signed_out')
    return badge('key', sync.signedOut(status.waiting), sync.signedOutText, sync.signedOut(0));
  if (status.attention > 0)
    return badge(
      'attention',
      sync.attention(status.attention),
      sync.attentionText,
      sync.attention(status.attention),
    );
  if (status.kind === 'starting') return badge('dot', sync.starting, sync.startingText, '', null);
  if (status.kind === 'offline') return badge('ring', sync.offline, sync.offlineText, sync.offline);
  if (status.first_sync) return badge('turning', sync.firstSync, sync.firstSyncText, sync.firstSync);
  if (status.failure)
    return badge('attention', sync.leftOut, words.failures[status.failure.code], sync.leftOut);
  if (status.conflicts > 0)
    return badge('decided', sync.conflicts(status.conflicts), sync.conflictsText, sync.connected);
  if (status.waiting > 0)
    return badge('waiting', sync.waiting(status.waiting), sync.waitingText, sync.connected);
  if (status.kind === 'syncing')
    return badge('turning', sync.syncing, sync.syncingText, sync.connected, null);
  return badge('dot', sync.upToDate, sync.upToDateText, sync.connected, null);
}
