import type { ReactNode } from 'react';
import type { UpdateState } from '../../electron/ipc/contract.ts';
import { Button } from '../ui/button.tsx';
import { ago } from '../ui/dates.ts';
import { t } from '../words/t.ts';
import { checkForUpdates, restartIntoUpdate } from './updates.ts';

type Told = { text: string; hint?: string; action?: ReactNode };

/** Where an update is, in words, with the way on. Told to a screen reader as it changes. */
export function UpdateStatus({ state, now }: { state: UpdateState; now: number }) {
  const { text, hint, action } = tellOf(state, now);
  return (
    <div className="flex min-w-0 grow items-center gap-4">
      <div role="status" className="min-w-0 grow text-start">
        <div className="text-pretty">{text}</div>
        {hint !== undefined && <div className="text-small text-pretty text-secondary">{hint}</div>}
      </div>
      {state.kind === 'downloading' && <Percent percent={state.percent} name={text} />}
      {action}
    </div>
  );
}

function tellOf(state: UpdateState, now: number): Told {
  switch (state.kind) {
    case 'off':
      return { text: t(`updates.off.${state.why}`) };
    case 'idle':
      return state.checked_at === null
        ? { text: t('updates.idle'), hint: t('updates.idle_hint'), action: <Check /> }
        : {
            text: t('updates.up_to_date'),
            hint: t('updates.checked', { ago: ago(state.checked_at, now) }),
            action: <Check />,
          };
    case 'checking':
      return { text: t('updates.checking') };
    case 'downloading':
      return {
        text: t('updates.downloading', { version: state.offer.version }),
        hint: t('updates.downloading_hint'),
      };
    case 'ready':
      return {
        text: t('updates.ready', { version: state.offer.version }),
        hint: t('updates.ready_hint'),
        action: (
          <Button kind="primary" onClick={restartIntoUpdate}>
            {t('updates.restart')}
          </Button>
        ),
      };
    case 'restarting':
      return {
        text: t('updates.restarting', { version: state.offer.version }),
        hint: t('updates.restarting_hint'),
      };
    case 'failed':
      return {
        text: t('updates.failed'),
        hint: t(`updates.failures.${state.reason}`),
        action: <Button onClick={checkForUpdates}>{t('updates.retry')}</Button>,
      };
  }
}

const Check = () => <Button onClick={checkForUpdates}>{t('updates.check')}</Button>;

const Percent = ({ percent, name }: { percent: number; name: string }) => (
  <div className="flex w-40 shrink-0 items-center gap-2">
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuenow={percent}
      aria-valuemax={100}
      className="h-1 grow overflow-hidden rounded-full bg-hairline"
    >
      <div className="h-full rounded-full bg-secondary" style={{ width: `${percent}%` }} />
    </div>
    <span aria-hidden className="tabular w-10 text-end text-small text-secondary">
      {t('updates.percent', { percent })}
    </span>
  </div>
);
