import type { ReactNode } from 'react';
import type { ListView, RecordTable, RecordType } from '../../sync/index.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';

type Props = {
  record_type: RecordType;
  view: ListView<RecordTable> | null;
  selected: number;
  /** What can be done with what is selected. */
  children: ReactNode;
};

const SUMS = 4;

/** How many there are, what deals are worth together, and how many are selected. As high with as without a selection. */
export const ListFooter = ({ record_type, view, selected, children }: Props) => (
  <footer className="tabular flex h-10 shrink-0 items-center gap-4 border-t border-hairline px-4 text-small text-secondary">
    <span aria-live="polite" className="whitespace-nowrap">
      {view && t(`lists.count.${record_type}`, { count: view.total })}
      {view?.complete === false && <span className="appear-late ms-2">{t('lists.reading')}</span>}
      {selected > 0 && ' '}
      {selected > 0 && (
        <span className="ms-2 font-medium text-accent">{t('lists.selected', { count: selected })}</span>
      )}
    </span>
    {children}
    {view && view.sums.length > 0 && (
      <span className="ms-auto flex min-w-0 gap-4 overflow-hidden whitespace-nowrap">
        {view.sums.slice(0, SUMS).map((sum) => (
          <span key={sum.currency}>{money(sum)}</span>
        ))}
        {view.sums.length > SUMS && (
          <span>{t('lists.filters.more', { count: view.sums.length - SUMS })}</span>
        )}
      </span>
    )}
  </footer>
);
