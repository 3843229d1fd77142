import { Maximize2, X } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { openRecord, showPanel, type PanelRecord } from '../navigation/screen.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../words/t.ts';
import { CloseDealButtons } from './deal-stage.tsx';
import { NotHere } from './not-here.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordProvider, TYPE_OF, useRecord, type ShownRecord } from './record-context.ts';
import { KindIcon, RecordDetails } from './record-details.tsx';
import { RecordTimeline } from './record-timeline.tsx';

type Props = { replica: Replica; record: PanelRecord };

const show: ShownRecord['open'] = (table, id) => showPanel({ table, id });
const close = () => showPanel(null);

/** A record over the right side of the screen that is shown, in one column. */
export function RecordPanel({ replica, record: { table, id } }: Props) {
  const shown = useRecord(replica, table, id, show);
  return (
    <>
      <header className="window-end flex h-11 shrink-0 items-center gap-1.5 border-b border-hairline ps-4 pe-2">
        <KindIcon record_type={TYPE_OF[table]} />
        <span className="min-w-0 grow truncate text-secondary">{t(`records.kinds.${TYPE_OF[table]}`)}</span>
        {shown && (
          <RecordProvider value={shown}>
            <CloseDealButtons />
            <RecordActions onDeleted={close} />
          </RecordProvider>
        )}
        <IconButton name={t('records.page.open_full')} onClick={() => openRecord(table, id)}>
          <Maximize2 aria-hidden className="size-4" />
        </IconButton>
        <IconButton name={t('records.page.close')} shortcut="Esc" onClick={close}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </header>
      {shown && (
        <RecordProvider value={shown}>
          <RecordTimeline
            key={id}
            above={
              <div className="pt-4 [--ground:var(--surface)]">
                <RecordDetails brief />
              </div>
            }
          />
        </RecordProvider>
      )}
      {shown === null && <NotHere replica={replica} action={t('records.page.close')} onAction={close} />}
    </>
  );
}
