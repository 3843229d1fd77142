import type { Ref } from 'react';
import type { RecordType, StageView } from '../../sync/index.ts';
import { money } from '../ui/money.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { words } from '../words.ts';
import { stageColour } from './stage-colour.ts';

type Props = {
  ref: Ref<HTMLDivElement>;
  stage: StageView;
  index: number;
  record_type: RecordType;
  current: boolean;
};

/** Name, count and sum of a stage; every sum in full and the probability on hover and on focus. */
export function StageHead({ ref, stage, index, record_type, current }: Props) {
  const [largest, ...more] = stage.sums;
  return (
    <Tooltip content={<Details stage={stage} record_type={record_type} />} align="start">
      <div
        ref={ref}
        tabIndex={current ? 0 : -1}
        data-head
        className="mr-2 ml-1 flex h-9 shrink-0 items-center gap-2 rounded-control px-2.75 focus-visible:-outline-offset-2"
      >
        <span
          aria-hidden
          className="size-2 shrink-0 rounded-full"
          style={{ backgroundColor: stageColour(stage.stage_type, index) }}
        />
        <h2 className="min-w-0 truncate font-medium">{stage.name}</h2>
        <span className="tabular text-small text-secondary">{words.number(stage.cards.length)}</span>
        {largest && (
          <span className="tabular ml-auto text-small whitespace-nowrap text-secondary">
            {money(largest, 'compact')}
            {more.length > 0 && <span className="ml-1.5">{words.board.more(more.length)}</span>}
          </span>
        )}
      </div>
    </Tooltip>
  );
}

const Details = ({ stage, record_type }: { stage: StageView; record_type: RecordType }) => (
  <div className="tabular flex min-w-36 flex-col gap-0.5 py-0.5">
    <div className="flex justify-between gap-6">
      <span>{words.board.records(stage.cards.length, record_type)}</span>
      {stage.stage_type === 'open' && stage.probability !== null && (
        <span>{words.board.probability(stage.probability)}</span>
      )}
    </div>
    {stage.sums.map((sum) => (
      <div key={sum.currency} className="text-right">
        {money(sum)}
      </div>
    ))}
  </div>
);
