import type { Replica } from '../../sync/index.ts';
import { RECORD_ICONS } from '../fields/choice-editor.tsx';
import { useRecentRecords } from '../navigation/recent.ts';
import { openRecord } from '../navigation/screen.ts';
import { t } from '../words/t.ts';
import { Nothing, Panel } from './panel.tsx';

const SHOWN = 8;

export function RecentlyViewed({ replica, className }: { replica: Replica; className: string }) {
  const records = useRecentRecords(replica, SHOWN);
  return (
    <Panel title={t('home.recent.title')} className={className}>
      {records?.length === 0 && <Nothing text={t('home.recent.none')} />}
      <ul className="px-2">
        {records?.map(({ table, id, row }) => {
          const Icon = RECORD_ICONS[table];
          return (
            <li key={id}>
              <button
                type="button"
                onClick={() => openRecord(table, id)}
                className="flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-start fades hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <Icon aria-hidden className="size-4 shrink-0 text-secondary" />
                <span className="min-w-0 grow truncate">{row.name}</span>
                <span className="shrink-0 text-small text-secondary">{t(`home.recent.kinds.${table}`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
