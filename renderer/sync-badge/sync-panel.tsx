import type { ReactNode } from 'react';
import type { Replica, SyncStatus } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { useMinute } from '../ui/clock.ts';
import { ago } from '../ui/dates.ts';
import { words } from '../words.ts';
import type { Badge } from './badge.ts';
import { SignInAgain } from './sign-in-again.tsx';

type Props = { replica: Replica; status: SyncStatus; badge: Badge };

/** The badge in full sentences, with what a person can do about it. */
export function SyncPanel({ replica, status, badge }: Props) {
  const now = useMinute();
  const { first_sync: first, last_contact_at: contact } = status;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h2 className="font-medium">{badge.name}</h2>
        <p className="text-small text-pretty text-secondary">{badge.sentence}</p>
      </div>
      {first && <Progress done={first.done} total={first.total} />}
      <dl className="flex flex-col gap-1 text-small">
        {status.waiting > 0 && <Row name={words.sync.waitingRow}>{words.number(status.waiting)}</Row>}
        {status.attention > 0 && <Row name={words.sync.attentionRow}>{words.number(status.attention)}</Row>}
        <Row name={words.sync.lastContact}>{contact === null ? words.sync.never : ago(contact, now)}</Row>
      </dl>
      {status.kind === 'signed_out' ? (
        <SignInAgain replica={replica} />
      ) : (
        <Button wide onClick={() => replica.syncNow()}>
          {words.sync.tryNow}
        </Button>
      )}
    </div>
  );
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex justify-between gap-4">
    <dt className="text-secondary">{name}</dt>
    <dd className="tabular">{children}</dd>
  </div>
);

const Progress = ({ done, total }: { done: number; total: number }) => (
  <div className="flex flex-col gap-1">
    <div
      role="progressbar"
      aria-label={words.sync.firstSync}
      aria-valuemin={0}
      aria-valuenow={done}
      aria-valuemax={total}
      className="h-1 overflow-hidden rounded-full bg-hairline"
    >
      <div
        className="h-full rounded-full bg-secondary"
        style={{ width: `${(100 * done) / Math.max(1, total)}%` }}
      />
    </div>
    <p className="tabular text-small text-secondary">{words.sync.progress(done, total)}</p>
  </div>
);
