import { useState } from 'react';
import { useLaunch } from '../start-up/launch-context.ts';
import { copyText } from '../start-up/copy-text.ts';
import { readLog } from '../start-up/faults.ts';
import { logReport } from '../start-up/report.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../words/t.ts';
import { SettingRow } from './section.tsx';

/** Nothing is sent from here: whoever wants to tell of what stopped copies it and sees what it says. */
export function ReportRow() {
  const launch = useLaunch();
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(logReport(launch, await readLog(), new Date())));
  return (
    <SettingRow name={t('settings.about.report')} hint={t('settings.about.report_hint')}>
      <Button onClick={() => void copy()}>
        <span aria-live="polite">{copied ? t('app.failed.copied') : t('app.failed.copy_report')}</span>
      </Button>
    </SettingRow>
  );
}
