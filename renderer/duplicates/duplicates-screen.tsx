import { useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy } from 'lucide-react';
import type { RecordTable, RecordType, Replica } from '../../sync/index.ts';
import { useMay } from '../fields/permissions.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { go } from '../navigation/screen.ts';
import { Empty } from '../ui/empty.tsx';
import { useOncePainted } from '../ui/painted.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { Tabs } from '../ui/tabs.tsx';
import { showToast } from '../ui/toast.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { bringTogether, pairKey, setApart, useNotSame } from './not-same.ts';
import { PairRow, PAIR_HEIGHT } from './pair-row.tsx';
import { MOST_PAIRS, usePairs, type Pair } from './use-pairs.ts';

const TABLES = ['contacts', 'companies', 'deals'] as const satisfies readonly RecordTable[];
const TYPES = { contacts: 'contact', companies: 'company', deals: 'deal' } as const satisfies Record<
  RecordTable,
  RecordType
>;

/** Records that may be one and the same, pair by pair. `id` is the table. */
export function DuplicatesScreen({ replica, id, onPainted }: ScreenProps) {
  const table = TABLES.find((one) => one === id) ?? 'contacts';
  const pairs = usePairs(replica, table);
  const apart = useNotSame((state) => state.pairs);
  const shown = pairs?.filter(
    ({ older, newer }) => !apart.includes(pairKey({ one: older.id, other: newer.id })),
  );
  const [merging, setMerging] = useState<Pair | null>(null);
  useOncePainted(shown !== undefined, onPainted);
  return (
    <>
      <TopBar name={t('duplicates.title')}>
        <Tabs
          label={t('duplicates.table')}
          tabs={TABLES.map((value) => ({ value, name: t(`duplicates.tables.${value}`) }))}
          value={table}
          onChange={(next) => go('duplicates', next)}
        />
        <span className="tabular ms-auto text-small text-secondary">
          {pairs && shown && shown.length > 0
            ? t(pairs.length >= MOST_PAIRS ? 'duplicates.first_pairs' : 'duplicates.pairs', {
                count: shown.length,
              })
            : null}
        </span>
      </TopBar>
      {shown && shown.length > 0 ? (
        <Pairs key={table} replica={replica} table={table} pairs={shown} onMerge={setMerging} />
      ) : (
        <NoPairs replica={replica} table={table} known={shown !== undefined} />
      )}
      {merging && (
        <MergeDialog
          replica={replica}
          record_type={TYPES[table]}
          older_id={merging.older.id}
          newer_id={merging.newer.id}
          onClose={() => setMerging(null)}
        />
      )}
    </>
  );
}

type ListProps = {
  replica: Replica;
  table: RecordTable;
  pairs: readonly Pair[];
  onMerge: (pair: Pair) => void;
};

function Pairs({ replica, table, pairs, onMerge }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useStayMemory<number>('duplicates', 0);
  const may = useMay(replica);
  const mayMerge = may(TYPES[table], 'write') && may(TYPES[table], 'delete');
  // eslint-disable-next-line react-hooks/incompatible-library -- the rows are drawn from it in this component only
  const virtualizer = useVirtualizer({
    count: pairs.length,
    overscan: 6,
    getScrollElement: () => scroller.current,
    initialOffset: scroll.read,
    estimateSize: () => PAIR_HEIGHT,
    getItemKey: (at) => keyOf(pairs[at]),
  });

  return (
    <div
      ref={scroller}
      onScroll={(event) => scroll.keep(event.currentTarget.scrollTop)}
      className="min-h-0 grow overflow-y-auto"
    >
      {!mayMerge && <p className="px-4 pt-3 text-secondary">{t('duplicates.no_permission')}</p>}
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const pair = pairs[index];
          return (
            pair && (
              <PairRow
                key={key}
                table={table}
                pair={pair}
                start={start}
                place={{ at: index + 1, of: pairs.length }}
                onMerge={mayMerge ? () => onMerge(pair) : null}
                onApart={() => {
                  keepApart(pair);
                  focusKept(scroller.current, index);
                }}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

/** The keyboard goes on with the pair that comes in the place of one that has gone, or with the one before it. */
const focusKept = (list: HTMLElement | null, at: number): number =>
  requestAnimationFrame(() => {
    const buttonAt = (place: number) =>
      list?.querySelector<HTMLElement>(`[aria-posinset="${place + 1}"] [data-apart]`);
    (buttonAt(at) ?? buttonAt(at - 1))?.focus();
  });

const keyOf = (pair: Pair | undefined): string => (pair ? `${pair.older.id} ${pair.newer.id}` : '');

function keepApart({ older, newer }: Pair): void {
  const pair = { one: older.id, other: newer.id };
  setApart(pair);
  showToast({
    text:
      older.name === newer.name
        ? t('duplicates.marked_same', { one: older.name })
        : t('duplicates.marked', { one: older.name, other: newer.name }),
    action: { name: t('changes.undo'), run: () => bringTogether(pair) },
  });
}

type NoneProps = { replica: Replica; table: RecordTable; known: boolean };

function NoPairs({ replica, table, known }: NoneProps) {
  const reading = useLive(replica.reading);
  const failure = useLive(replica.readFailure);
  const icon = <Copy aria-hidden className="size-5" />;
  const readSoFar = reading && !reading.complete ? t('duplicates.reading', reading) : '';
  return (
    <div className="min-h-0 grow">
      {failure ? (
        <Empty icon={icon} title={t(`failures.${failure.code}`)} text="" />
      ) : known && readSoFar === '' ? (
        <Empty icon={icon} title={t(`duplicates.none.${table}`)} text={t('duplicates.none_text')} />
      ) : (
        <div className="appear-late h-full">
          <Empty icon={icon} title={t('duplicates.loading')} text={readSoFar} />
        </div>
      )}
    </div>
  );
}
