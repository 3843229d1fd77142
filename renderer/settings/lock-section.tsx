import { useMemo, useState } from 'react';
import { IDLE_MINUTES, type IdleMinutes } from '../../electron/ipc/contract.ts';
import type { Replica } from '../../sync/index.ts';
import { askLock, lockNow, setIdle, useLock } from '../lock/lock-store.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { LockDialog } from './lock-dialog.tsx';
import { Section, SettingRow } from './section.tsx';

const POINTS = ['asks', 'locked', 'cost', 'readable', 'lost'] as const;

/** The app lock: what it does and costs is said before it is switched on. */
export function LockSection({ replica }: { replica: Replica }) {
  const state = useLock((lock) => lock.state);
  return (
    <Section title={t('settings.sections.lock')} text={t('lock.section.text')}>
      {state.kind === 'on' ? <SwitchedOn minutes={state.idle_minutes} /> : <SwitchedOff replica={replica} />}
    </Section>
  );
}

function SwitchedOff({ replica }: { replica: Replica }) {
  const [asking, setAsking] = useState(false);
  const sync = useLive(useMemo(() => replica.sync, [replica]));
  const unsent = (sync?.waiting ?? 0) + (sync?.attention ?? 0);
  const warning =
    replica.place.url === null
      ? t('lock.dialog.local')
      : unsent > 0
        ? t('lock.dialog.unsent', { count: unsent })
        : null;
  return (
    <>
      <ul
        aria-label={t('lock.section.off_points')}
        className="flex list-disc flex-col gap-1 ps-4 text-pretty"
      >
        {POINTS.map((point) => (
          <li key={point}>{t(`lock.section.${point}`)}</li>
        ))}
      </ul>
      <div>
        <Button kind="primary" onClick={() => setAsking(true)}>
          {t('lock.section.on')}
        </Button>
      </div>
      {asking && (
        <LockDialog
          kind="on"
          warning={warning}
          onSubmit={(_, next) => askLock('lock:turn_on', next)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function SwitchedOn({ minutes }: { minutes: IdleMinutes }) {
  const [asking, setAsking] = useState<'change' | 'off' | null>(null);
  const choices = [
    ...IDLE_MINUTES.map((count) => ({ value: String(count), name: t('lock.section.minutes', { count }) })),
    { value: 'never', name: t('lock.section.never') },
  ];
  return (
    <div>
      <SettingRow name={t('lock.section.now')} hint={t('lock.section.now_hint')}>
        <Button onClick={lockNow}>{t('lock.section.now_button')}</Button>
      </SettingRow>
      <SettingRow name={t('lock.section.idle')} hint={t('lock.section.idle_hint')}>
        <span className="w-44">
          <Select
            wide
            label={t('lock.section.idle')}
            value={minutes === null ? 'never' : String(minutes)}
            choices={choices}
            onChoose={(chosen) =>
              void setIdle(IDLE_MINUTES.find((count) => String(count) === chosen) ?? null)
            }
          />
        </span>
      </SettingRow>
      <SettingRow name={t('lock.section.change')}>
        <Button onClick={() => setAsking('change')}>{t('lock.section.change_button')}</Button>
      </SettingRow>
      <SettingRow name={t('lock.section.off')} hint={t('lock.section.off_hint')}>
        <Button onClick={() => setAsking('off')}>{t('lock.section.off_button')}</Button>
      </SettingRow>
      {asking === 'change' && (
        <LockDialog
          kind="change"
          onSubmit={async (current, next) => {
            const outcome = await askLock('lock:change', current, next);
            if (outcome === null) showToast({ text: t('lock.dialog.changed') });
            return outcome;
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'off' && (
        <LockDialog
          kind="off"
          onSubmit={(current) => askLock('lock:turn_off', current)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
