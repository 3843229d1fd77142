import { useState } from 'react';
import type { Launch } from '../../electron/ipc/contract.ts';
import type { ErrorCode } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../words/t.ts';
import { copyText } from './copy-text.ts';
import { report } from './report.ts';

type Props = { launch: Launch | null; code: ErrorCode; error?: unknown };

export function CopyReport({ launch, code, error }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(report(launch, { code, error }, new Date())));
  return (
    <Button onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t('app.failed.copied') : t('app.failed.copy_report')}</span>
    </Button>
  );
}
