import { ChevronDown } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { useToday } from '../ui/clock.ts';
import { fullDay, relativeDay } from '../ui/dates.ts';
import { t } from '../words/t.ts';
import { Line } from './entry-row.tsx';
import type { Entry } from './items.ts';

/** "Today", "Yesterday", "Thursday, 12 March 2026". */
export function DayLine({ day }: { day: string }) {
  const today = useToday();
  const near = relativeDay(day, today);
  return (
    <h3 className="pt-3 pb-1 text-label font-medium text-secondary" title={fullDay(day)}>
      {near === null ? fullDay(day) : near.charAt(0).toLocaleUpperCase() + near.slice(1)}
    </h3>
  );
}

type FoldProps = {
  entries: readonly Entry[];
  open: boolean;
  authorOf: (author_id: string | null) => string | null;
  onToggle: () => void;
};

/** Many changes in a row: how many, and whose. */
export function FoldLine({ entries, open, authorOf, onToggle }: FoldProps) {
  const names = [...new Set(entries.map(({ author_id }) => authorOf(author_id) ?? t('timeline.server')))];
  return (
    <Line icon={null} end={null}>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="-ms-1 flex h-7 items-center gap-1 rounded-control px-1 text-small text-secondary fades hover:text-text"
      >
        <span className="text-text">{t('timeline.folded', { count: entries.length })}</span>
        {t('timeline.folded_by', { names: names.join(', ') })}
        <ChevronDown aria-hidden className={classNames('size-3.5', open && 'rotate-180')} />
      </button>
    </Line>
  );
}
