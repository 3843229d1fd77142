import { Download } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { failureText } from '../fields/invalid-words.ts';
import { Button } from '../ui/button.tsx';
import { sayDone } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { downloadText } from './download.ts';
import { faultText } from './fault-text.ts';
import type { Plan } from './plan.ts';
import type { Ran } from './run-import.ts';
import { csvText, type SheetTable } from './table-file.ts';

type Props = {
  replica: Replica;
  table: SheetTable;
  plan: Plan;
  ran: Ran;
  stopped: boolean;
  onClose: () => void;
};

/** Rows that were not taken, with the reason, in the order of the file. */
export function restOf(plan: Plan, ran: Ran): readonly { at: number; reason: string }[] {
  return [
    ...plan.faults.map(({ at, fault }) => ({ at, reason: faultText(fault) })),
    ...plan.duplicates.map((at) => ({ at, reason: t('imports.is_here') })),
    ...ran.rejected.map(({ at, failure }) => ({ at, reason: failureText(failure) })),
  ].sort((one, other) => one.at - other.at);
}

export function ImportResult({ replica, table, plan, ran, stopped, onClose }: Props) {
  const rest = restOf(plan, ran);
  const download = () =>
    downloadText(
      `${t('imports.rest_file')}.csv`,
      csvText(
        [...table.headers, t('imports.reason')],
        rest.map(({ at, reason }) => [...table.headers.map((_, nth) => table.rows[at]?.[nth] ?? ''), reason]),
      ),
    );
  const close = () => {
    onClose();
    if (ran.undoable) sayDone(replica, t('imports.done', { count: ran.made }));
  };
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <p className="text-record">
          {t('imports.done', { count: ran.made })}{' '}
          {rest.length > 0 && (
            <span className="text-secondary">{t('imports.not_taken', { count: rest.length })}</span>
          )}
        </p>
        {stopped && <p className="text-secondary">{t('imports.stopped')}</p>}
        {ran.failure && (
          <p className="text-lost">{t('imports.failed', { reason: failureText(ran.failure) })}</p>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        {rest.length > 0 && (
          <Button kind="quiet" onClick={download}>
            <Download aria-hidden className="size-4" />
            {t('imports.download_rest')}
          </Button>
        )}
        <Button kind="primary" autoFocus onClick={close}>
          {t('imports.close')}
        </Button>
      </div>
    </div>
  );
}
