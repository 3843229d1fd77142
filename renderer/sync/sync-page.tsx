import { useMemo } from 'react';
import { Check, Cloud, CloudOff } from 'lucide-react';
import type { Replica, SyncStatus } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { useMinute } from '../ui/clock.ts';
import { ago } from '../ui/dates.ts';
import { Empty } from '../ui/empty.tsx';
import { useOncePainted } from '../ui/painted.ts';
import { Progress } from '../ui/progress.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { badgeOf } from './badge.ts';
import { BadgeMark } from './badge-mark.tsx';
import { Connect } from './connect.tsx';
import { itemsOf } from './items.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SyncList } from './sync-list.tsx';
import { useNames } from './use-names.ts';

type Props = { replica: Replica; onPainted: () => void };

/** What is not with the server yet, what it did not accept, and what was decided meanwhile. */
export function SyncPage({ replica, onPainted }: Props) {
  const status = useLive(replica.sync);
  const outbox = useLive(useMemo(() => replica.outbox(), [replica]));
  const conflicts = useLive(useMemo(() => replica.conflicts(), [replica]));
  const names = useNames(replica);
  const items = useMemo(() => outbox && conflicts && itemsOf(outbox, conflicts), [outbox, conflicts]);
  useOncePainted(items !== undefined, onPainted);
  const state = status && <StateOfSync replica={replica} status={status} />;
  return (
    <>
      <TopBar name={t('sync_page.title')} />
      {items === undefined ? (
        <p role="status" className="sr-only">
          {t('sync_page.loading')}
        </p>
      ) : (
        <SyncList replica={replica} items={items} names={names} state={state}>
          {status && <NothingWaits status={status} />}
        </SyncList>
      )}
    </>
  );
}

/** How it stands with the server, in one line, and what a person can do about it. */
function StateOfSync({ replica, status }: { replica: Replica; status: SyncStatus }) {
  const now = useMinute();
  const badge = badgeOf({ ...status, attention: 0, conflicts: 0 });
  const isRestSent = status.kind === 'up_to_date' && status.attention > 0;
  const { first_sync: first, last_contact_at: contact } = status;
  return (
    <section aria-label={t('sync_page.state.section')} className="border-b border-hairline pt-5 pb-4">
      <div className="flex items-start gap-2.5 px-3">
        <span className="flex h-5 w-4 shrink-0 items-center justify-center">
          <BadgeMark mark={badge.mark} />
        </span>
        <div className="min-w-0 grow">
          <p className="font-medium">{badge.name}</p>
          <p className="text-small text-pretty text-secondary">
            {isRestSent ? t('sync_page.rest_sent') : badge.sentence}
          </p>
          {status.kind !== 'local' && (
            <p className="tabular text-small text-secondary">
              {contact === null
                ? t('sync_page.no_contact')
                : t('sync_page.last_contact', { when: ago(contact, now) })}
            </p>
          )}
        </div>
        {status.kind !== 'signed_out' && status.kind !== 'local' && (
          <Button onClick={() => replica.syncNow()}>{t('sync.try_now')}</Button>
        )}
      </div>
      {first && (
        <div className="mt-3 max-w-100 ps-9.5 pe-3">
          <Progress label={t('sync.first_sync')} done={first.done} total={first.total} />
        </div>
      )}
      {status.kind === 'signed_out' && (
        <div className="mt-3 max-w-90 ps-9.5">
          <SignInAgain replica={replica} />
        </div>
      )}
    </section>
  );
}

function NothingWaits({ status }: { status: SyncStatus }) {
  if (status.kind === 'local')
    return (
      <Empty
        icon={<Cloud aria-hidden className="size-5" />}
        title={t('sync_page.empty_here')}
        text={t('sync_page.empty_here_text')}
      >
        <div className="mt-3">
          <Connect />
        </div>
      </Empty>
    );
  const [title, text] =
    status.kind === 'up_to_date'
      ? [t('sync_page.empty'), t('sync_page.empty_text')]
      : [t('sync_page.empty_meanwhile'), t('sync_page.empty_meanwhile_text')];
  const Icon = status.kind === 'offline' ? CloudOff : Check;
  return <Empty icon={<Icon aria-hidden className="size-5" />} title={title} text={text} />;
}
