import type { RecordType } from '../../sync/index.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { addUp } from './figures.ts';
import type { ShownStage } from './shown-stages.ts';

/** Currencies shown side by side before the rest becomes "+2". */
const SHOWN = 3;

type Props = { stages: readonly ShownStage[]; record_type: RecordType };

/** How many cards a board shows, and what is still to be won with them. */
export function BoardFacts({ stages, record_type }: Props) {
  const count = stages.reduce((sum, { cards }) => sum + cards.length, 0);
  const all = stages.reduce((sum, stage) => sum + stage.all, 0);
  const open = addUp(stages.filter(({ stage_type }) => stage_type === 'open').flatMap(({ sums }) => sums));
  const hidden = open.length - SHOWN;
  const exact = open.map((sum) => money(sum));
  return (
    <p className="tabular flex min-w-0 shrink-[1000] gap-3 overflow-hidden text-small whitespace-nowrap text-secondary">
      <span className="truncate">
        {count === all
          ? t(`board.records.${record_type}`, { count })
          : t('boards.filtered', { shown: count, all })}
      </span>
      {open.length > 0 && (
        <span
          className="truncate"
          title={[...exact, ...(count === all ? [] : [t('boards.of_filter')])].join('\n')}
        >
          {open
            .slice(0, SHOWN)
            .map((sum) => money(sum, 'compact'))
            .join(' · ')}
          {hidden > 0 && ` ${t('board.more', { count: hidden })}`} {t('board.open')}
        </span>
      )}
    </p>
  );
}
