import type { Replica } from '../../sync/index.ts';
import { useLaunch } from '../start-up/launch-context.ts';
import { Mark } from '../ui/mark.tsx';
import { t } from '../words/t.ts';
import { ReportRow } from './report-row.tsx';
import { Section, SettingRow } from './section.tsx';

export function AboutSection(_: { replica: Replica }) {
  const launch = useLaunch();
  return (
    <Section title={t('settings.about.title')}>
      <div className="flex items-center gap-3">
        <Mark />
        <div>
          <div className="text-record font-semibold">{launch?.name ?? t('app.name')}</div>
          <div className="text-secondary">{t('app.sentence')}</div>
        </div>
      </div>
      <div>
        <SettingRow name={t('settings.about.version')}>
          <span className="tabular text-secondary select-text">{launch?.version}</span>
        </SettingRow>
        <SettingRow name={t('settings.about.runtime')}>
          <span className="truncate text-secondary select-text" title={launch?.runtime}>
            {launch?.runtime}
          </span>
        </SettingRow>
        <SettingRow name={t('settings.about.vault')} hint={t('settings.about.vault_hint')}>
          <span className="text-secondary">{launch ? t(`settings.about.vaults.${launch.vault}`) : ''}</span>
        </SettingRow>
        <ReportRow />
        <SettingRow name={t('settings.about.licence')}>
          <span className="text-secondary">{t('settings.about.mit')}</span>
        </SettingRow>
      </div>
    </Section>
  );
}
