import { memo } from 'react';
import type { Replica, SyncStatus } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { Popover } from '../ui/popover.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { badgeOf, type Badge } from './badge.ts';
import { BadgeMark } from './badge-mark.tsx';
import { SyncPanel } from './sync-panel.tsx';

type Props = {
  replica: Replica;
  narrow: boolean;
  /** Whether the page of sync is what stands beside it. */
  shown: boolean;
  onShow: () => void;
};

const STARTING: SyncStatus = {
  kind: 'starting',
  waiting: 0,
  attention: 0,
  conflicts: 0,
  first_sync: null,
  last_contact_at: null,
  failure: null,
};

/** Always at the bottom of the sidebar: whether what you see is saved, sent, waiting or in need of you. */
export const SyncBadge = memo(function SyncBadge({ replica, narrow, shown, onShow }: Props) {
  const status = useLive(replica.sync) ?? STARTING;
  const badge = badgeOf(status);
  return (
    <>
      <Popover
        label={badge.name}
        trigger={
          <button
            type="button"
            aria-current={shown ? 'page' : undefined}
            aria-label={t('sync.label', { state: badge.name + waitingOffline(badge, status) })}
            className={classNames(
              'no-drag flex min-h-7 w-full items-center gap-2 rounded-control text-start text-small text-secondary',
              'fades hover:bg-hover data-[state=open]:bg-hover',
              narrow ? 'justify-center' : 'px-2 py-1.5',
              shown && 'bg-selected',
            )}
          >
            <BadgeMark mark={badge.mark} />
            {!narrow && <BadgeText badge={badge} status={status} />}
          </button>
        }
      >
        <SyncPanel replica={replica} status={status} badge={badge} onShow={shown ? null : onShow} />
      </Popover>
      <span role="status" className="sr-only">
        {badge.spoken}
      </span>
    </>
  );
});

/** While offline, how much is saved and not sent; the other states have the number in their words. */
const waitingOffline = (badge: Badge, { waiting }: SyncStatus): string =>
  badge.mark === 'ring' && waiting > 0 ? ` · ${t('sync.waiting', { waiting })}` : '';

const TONES: Partial<Record<Badge['mark'], string>> = {
  waiting: 'text-waiting',
  key: 'text-waiting',
  attention: 'text-lost',
  stopped: 'text-lost',
};

function BadgeText({ badge, status }: { badge: Badge; status: SyncStatus }) {
  // A turn of sync that ends at once is not worth a word.
  if (badge.text === null)
    return status.kind === 'syncing' ? <span className="appear-after-a-while">{badge.name}</span> : null;
  const { first_sync: first } = status;
  return (
    <span className={classNames('tabular min-w-0 grow text-balance', TONES[badge.mark])}>
      {badge.text}
      {badge.mark === 'turning' && first && <span className="block">{t('sync.progress', first)}</span>}
      <span className="text-waiting">{waitingOffline(badge, status)}</span>
    </span>
  );
}
