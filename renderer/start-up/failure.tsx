import { TriangleAlert } from 'lucide-react';
import type { AppState } from './app-state.ts';
import type { StartUp } from './start-up.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { t } from '../words/t.ts';
import { useMinute } from '../ui/clock.ts';
import { UpdateStatus } from '../updates/update-state.tsx';
import { useUpdates } from '../updates/updates.ts';
import { CopyReport } from './copy-report.tsx';

type Props = { state: Extract<AppState, { kind: 'failed' }>; startUp: StartUp };

/** The board could not be opened: what happened in plain words, and every way on. */
export const FailureScreen = ({ state: { failure, launch }, startUp }: Props) => (
  <main className="drag-region h-full">
    <Empty
      alone
      icon={<TriangleAlert aria-hidden className="size-5" />}
      title={t('app.failed.title')}
      text={`${t(`failures.${failure.code}`)} ${t('app.failed.safe')}`}
    >
      <div className="mt-4 flex gap-2">
        <Button kind="primary" onClick={() => void startUp.start()}>
          {t('app.failed.retry')}
        </Button>
        {launch && <Button onClick={startUp.toSignIn}>{t('app.failed.sign_in')}</Button>}
        <CopyReport launch={launch} code={failure.code} />
      </div>
      <p className="mt-3 text-small text-secondary">{t('app.failed.report_note')}</p>
      {failure.code === 'storage_newer' && <WayToNewer />}
    </Empty>
  </main>
);

/** An older Outpost on the data of a newer one: from here to that newer one. */
function WayToNewer() {
  const updates = useUpdates((told) => told.updates);
  const now = useMinute();
  return (
    updates && (
      <section
        aria-label={t('updates.title')}
        className="mt-6 flex min-h-11 w-120 max-w-full items-center rounded-card border border-hairline bg-surface px-3 py-2"
      >
        <UpdateStatus state={updates.state} now={now} />
      </section>
    )
  );
}
