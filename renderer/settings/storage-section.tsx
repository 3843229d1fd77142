import { useEffect, useMemo, useState } from 'react';
import type { Replica } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { useLive } from '../ui/use-live.ts';
import { locale, numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { askToSignOut } from '../navigation/signing-out.ts';
import { Section, SettingRow } from './section.tsx';

type Used = { usage: number; quota: number };

/** What Outpost keeps on this laptop, and the way to remove it. */
export function StorageSection({ replica }: { replica: Replica }) {
  const used = useStorageUsed();
  const reading = useLive(useMemo(() => replica.reading, [replica]));
  return (
    <Section title={t('settings.sections.storage')} text={t('settings.storage.text')}>
      <div>
        <SettingRow name={t('settings.storage.used')} hint={t('settings.storage.used_hint')}>
          <span className="tabular text-secondary">
            {used
              ? t('settings.storage.of', {
                  used: sizeText(used.usage),
                  free: sizeText(used.quota - used.usage),
                })
              : ''}
          </span>
        </SettingRow>
        <SettingRow name={t('settings.storage.rows')}>
          <span className="tabular text-secondary">{reading ? numberText(reading.done) : ''}</span>
        </SettingRow>
        <SettingRow name={t('settings.storage.remove')} hint={t('settings.storage.remove_hint')}>
          <Button kind="danger" onClick={() => askToSignOut({ wipe: true })}>
            {t('settings.storage.remove_button')}
          </Button>
        </SettingRow>
      </div>
    </Section>
  );
}

function useStorageUsed(): Used | null {
  const [used, setUsed] = useState<Used | null>(null);
  useEffect(() => {
    let gone = false;
    void navigator.storage.estimate().then(({ usage = 0, quota = 0 }) => {
      if (!gone) setUsed({ usage, quota });
    });
    return () => {
      gone = true;
    };
  }, []);
  return used;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** In the unit in which it has one to three digits. */
function sizeText(bytes: number): string {
  const at = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const unit = UNITS[at] ?? 'byte';
  const style = { style: 'unit', unit, maximumFractionDigits: at > 1 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale(), style).format(bytes / 1000 ** at);
}
