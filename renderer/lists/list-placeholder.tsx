import { useMemo, type ReactNode } from 'react';
import { Building2, CircleAlert, CircleUser, Handshake, ListFilter } from 'lucide-react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { useRowHeight } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Progress } from '../ui/progress.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';

type Props = {
  replica: Replica;
  record_type: RecordType;
  /** Everything was looked through. */
  known: boolean;
  filtered: boolean;
  onClear: () => void;
  /** Null where the person may not. */
  onAdd: (() => void) | null;
};

const ICONS: Readonly<Record<RecordType, ReactNode>> = {
  contact: <CircleUser aria-hidden className="size-5" />,
  company: <Building2 aria-hidden className="size-5" />,
  deal: <Handshake aria-hidden className="size-5" />,
};

/** In the place of rows where there are none: none yet, none that fit, or not read yet. */
export function ListPlaceholder({ replica, record_type, known, filtered, onClear, onAdd }: Props) {
  const failure = useLive(replica.readFailure) ?? null;
  const first = useLive(replica.sync)?.first_sync ?? null;
  if (failure)
    return (
      <Middle>
        <Empty
          icon={<CircleAlert aria-hidden className="size-5" />}
          title={t('lists.read_failed')}
          text={t(`failures.${failure.code}`)}
        />
      </Middle>
    );
  if (!known) return <Reading replica={replica} />;
  if (filtered)
    return (
      <Middle>
        <Empty
          icon={<ListFilter aria-hidden className="size-5" />}
          title={t('lists.nothing_fits')}
          text={t(`lists.nothing_fits_text.${record_type}`)}
        >
          <div className="mt-3">
            <Button onClick={onClear}>{t('lists.clear_filters')}</Button>
          </div>
        </Empty>
      </Middle>
    );
  return (
    <Middle>
      <Empty
        icon={ICONS[record_type]}
        title={t(first ? 'lists.first_sync' : `lists.empty.${record_type}`)}
        text={t(first ? 'lists.first_sync_text' : `lists.empty_text.${record_type}`)}
      >
        {onAdd && (
          <div className="mt-3">
            <Button onClick={onAdd}>{t(`lists.new_${record_type}`)}</Button>
          </div>
        )}
      </Empty>
    </Middle>
  );
}

const Middle = ({ children }: { children: ReactNode }) => <div className="min-h-0 grow">{children}</div>;

const ROWS = 12;
const WIDTHS = ['w-40', 'w-56', 'w-48', 'w-36'];

/** The rows that come, as long as that takes longer than a blink. */
function Reading({ replica }: { replica: Replica }) {
  const reading = useLive(useMemo(() => replica.reading, [replica]));
  const height = useRowHeight();
  return (
    <div
      role="status"
      aria-label={t('lists.reading')}
      className="appear-late relative min-h-0 grow overflow-hidden pt-8"
    >
      {Array.from({ length: ROWS }, (_, at) => (
        <div
          key={at}
          aria-hidden
          style={{ height }}
          className="flex items-center gap-12 border-b border-hairline ps-12.5"
        >
          <span className={`h-2 rounded-full bg-hover ${WIDTHS[at % WIDTHS.length] ?? ''}`} />
          <span className="h-2 w-32 rounded-full bg-hover" />
        </div>
      ))}
      {reading && !reading.complete && reading.total > 0 && (
        <div className="appear-after-a-while absolute inset-x-0 top-1/3 mx-auto w-60 rounded-card bg-surface p-4 shadow-float">
          <p className="mb-2 text-small text-secondary">{t('lists.reading')}</p>
          <Progress label={t('lists.reading')} done={reading.done} total={reading.total} />
        </div>
      )}
    </div>
  );
}
