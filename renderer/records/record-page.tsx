import type { RecordTable } from '../../sync/index.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { go, openRecord } from '../navigation/screen.ts';
import { useOncePainted } from '../ui/painted.ts';
import { t } from '../words/t.ts';
import { CloseDealButtons } from './deal-stage.tsx';
import { NotHere } from './not-here.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordProvider, TYPE_OF, useRecord } from './record-context.ts';
import { Crumb, KindIcon, RecordDetails } from './record-details.tsx';
import { RecordTimeline } from './record-timeline.tsx';

type Props = Omit<ScreenProps, 'id'> & { table: RecordTable; id: string };

/** A record on a screen of its own: what is known of it at the start, what happened on it beside. */
export function RecordPage({ replica, table, id, onPainted }: Props) {
  const shown = useRecord(replica, table, id, openRecord);
  useOncePainted(shown !== undefined, onPainted);
  const list = t(`records.lists.${TYPE_OF[table]}`);
  return (
    <>
      <header className="window-end drag-region flex h-11 shrink-0 items-center gap-1.5 border-b border-hairline px-4">
        <KindIcon record_type={TYPE_OF[table]} />
        <button
          type="button"
          className="no-drag shrink-0 rounded-control px-1 text-secondary fades hover:text-text"
          onClick={() => go(table)}
        >
          {list}
        </button>
        {shown && (
          <>
            <Crumb />
            <span className="min-w-0 truncate">{shown.name}</span>
            <RecordProvider value={shown}>
              <div className="ms-auto flex items-center">
                <CloseDealButtons />
                <RecordActions />
              </div>
            </RecordProvider>
          </>
        )}
      </header>
      {shown && (
        <RecordProvider value={shown}>
          <div className="flex min-h-0 grow max-[820px]:flex-col">
            <div className="quiet-scroll w-80 shrink-0 overflow-y-auto border-e border-hairline p-4 pe-2 [--ground:var(--paper)] max-[820px]:max-h-1/2 max-[820px]:w-auto max-[820px]:border-e-0 max-[820px]:border-b">
              <RecordDetails />
            </div>
            <RecordTimeline key={id} />
          </div>
        </RecordProvider>
      )}
      {shown === null && (
        <NotHere replica={replica} action={t('records.page.to_list', { list })} onAction={() => go(table)} />
      )}
    </>
  );
}
