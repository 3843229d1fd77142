import type { ReactNode } from 'react';
import type { Replica, SyncStatus } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { useMinute } from '../ui/clock.ts';
import { ago } from '../ui/dates.ts';
import { PopoverClose } from '../ui/popover.tsx';
import { Progress } from '../ui/progress.tsx';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import type { Badge } from './badge.ts';
import { Connect } from './connect.tsx';
import { SignInAgain } from './sign-in-again.tsx';

type Props = {
  replica: Replica;
  status: SyncStatus;
  badge: Badge;
  /** Goes to the page of sync; null where it is shown already. */
  onShow: (() => void) | null;
};

/** The badge in full sentences, with what a person can do about it. */
export function SyncPanel({ replica, status, badge, onShow }: Props) {
  const now = useMinute();
  const { first_sync: first, last_contact_at: contact } = status;
  const hasServer = status.kind !== 'local';
  const needsPerson = onShow !== null && status.attention + status.conflicts > 0;
  const tryNow = (
    <Button wide kind={needsPerson ? 'quiet' : 'plain'} onClick={() => replica.syncNow()}>
      {t('sync.try_now')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h2 className="font-medium">{badge.name}</h2>
        <p className="text-small text-pretty text-secondary">{badge.sentence}</p>
      </div>
      {first && <Progress label={t('sync.first_sync')} done={first.done} total={first.total} />}
      <dl className="flex flex-col gap-1 text-small">
        {status.waiting > 0 && <Row name={t('sync.waiting_row')}>{numberText(status.waiting)}</Row>}
        {status.attention > 0 && <Row name={t('sync.attention_row')}>{numberText(status.attention)}</Row>}
        {status.conflicts > 0 && <Row name={t('sync.decided_row')}>{numberText(status.conflicts)}</Row>}
        {hasServer && (
          <Row name={t('sync.last_contact')}>{contact === null ? t('sync.never') : ago(contact, now)}</Row>
        )}
      </dl>
      {status.kind === 'signed_out' && <SignInAgain replica={replica} autoFocus />}
      <div className="flex flex-col gap-1">
        {hasServer && status.kind !== 'signed_out' && !needsPerson && tryNow}
        {!hasServer && <Connect wide />}
        {onShow && hasServer && (
          <PopoverClose>
            <Button wide kind={needsPerson ? 'plain' : 'quiet'} onClick={onShow}>
              {showWords(status)}
            </Button>
          </PopoverClose>
        )}
        {status.kind !== 'signed_out' && needsPerson && tryNow}
      </div>
    </div>
  );
}

function showWords({ attention, conflicts, waiting }: SyncStatus): string {
  if (attention > 0) return t('sync.show_attention');
  if (conflicts > 0) return t('sync.show_decided');
  return waiting > 0 ? t('sync.show_waiting') : t('sync.show');
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex justify-between gap-4">
    <dt className="text-secondary">{name}</dt>
    <dd className="tabular">{children}</dd>
  </div>
);
