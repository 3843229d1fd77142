import { useState } from 'react';
import type { Launch } from '../../electron/ipc/contract.ts';
import type { ErrorCode } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { words } from '../words.ts';
import { copyText } from './copy-text.ts';
import { report } from './report.ts';

type Props = { launch: Launch | null; code: ErrorCode; error?: unknown };

export function CopyReport({ launch, code, error }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(report(launch, { code, error }, new Date())));
  return (
    <Button onClick={() => void copy()}>
      <span aria-live="polite">{copied ? words.failed.copied : words.failed.copyReport}</span>
    </Button>
  );
}
