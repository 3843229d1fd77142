import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../sync/index.ts';
import { badgeOf } from './badge.ts';

const status = (changes: Partial<SyncStatus>): SyncStatus => ({
  kind: 'up_to_date',
  waiting: 0,
  attention: 0,
  conflicts: 0,
  first_sync: null,
  last_contact_at: null,
  failure: null,
  ...changes,
});

describe('the badge', () => {
  it.each<[string, Partial<SyncStatus>, string | null]>([
    ['is silent when everything is sent', {}, null],
    ['is silent while a short sync runs', { kind: 'syncing' }, null],
    ['is silent where there is no server', { kind: 'local' }, null],
    ['says that offline is safe', { kind: 'offline', waiting: 4 }, 'Offline, everything is saved here'],
    ['counts what waits', { kind: 'syncing', waiting: 3 }, '3 waiting'],
    ['counts what was decided, quietly', { kind: 'syncing', waiting: 3, conflicts: 2 }, '2 decided for you'],
    ['puts refused writes before what was decided', { conflicts: 2, attention: 1 }, '1 needs attention'],
    ['asks to sign in before sending', { kind: 'signed_out', waiting: 1 }, 'Sign in to send 1 change'],
    ['asks to sign in when nothing waits', { kind: 'signed_out' }, 'Sign in to sync'],
    [
      'puts refused writes before everything that heals by itself',
      { kind: 'offline', attention: 2 },
      '2 need attention',
    ],
    ['says that sync has stopped', { kind: 'stopped', attention: 2 }, 'Sync has stopped'],
    [
      'tells of a record that cannot be read',
      { failure: { code: 'record_damaged', message: '' } },
      'A record is left out',
    ],
    ['shows the first sync', { kind: 'syncing', first_sync: { done: 1, total: 9 } }, 'First sync'],
  ])('%s', (_name, changes, text) => {
    expect(badgeOf(status(changes)).text).toBe(text);
  });

  it('has a name in every state', () => {
    for (const kind of ['starting', 'offline', 'syncing', 'up_to_date', 'signed_out', 'stopped'] as const)
      expect(badgeOf(status({ kind })).name).not.toBe('');
  });

  it('says nothing aloud while only the number of waiting changes moves', () => {
    const spoken = [1, 2, 0].map((waiting) => badgeOf(status({ kind: 'syncing', waiting })).spoken);
    expect(new Set(spoken).size).toBe(1);
  });

  it('explains why sync has stopped, and that nothing is lost', () => {
    const { sentence } = badgeOf(status({ kind: 'stopped', failure: { code: 'storage_full', message: '' } }));
    expect(sentence).toContain('disk');
    expect(sentence).toContain('still on this laptop');
  });
});
