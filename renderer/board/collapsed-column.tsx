import { memo, useEffect, useRef } from 'react';
import { stageColour } from '../fields/dots.ts';
import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { toggleCollapsed } from './cards-setting.ts';
import type { Columns } from './columns.ts';
import { useHand } from './lift.ts';
import type { ShownStage } from './shown-stages.ts';
import { InsertionLine } from './stage-order.tsx';

type Props = { stage: ShownStage; index: number; current: boolean; columns: Columns };

/** A stage that is only a name and a number; cards can still be dropped on it, at its end. */
export const CollapsedColumn = memo(function CollapsedColumn({ stage, index, current, columns }: Props) {
  const { board_id } = useBoard();
  const element = useRef<HTMLElement>(null);
  const head = useRef<HTMLButtonElement>(null);
  const over = useHand(({ lift }) => lift?.over.stage_id === stage.id && lift.aside === null);
  const wanted = useHand((hand) => hand.wanted?.stage_id === stage.id);
  useEffect(() => {
    if (!element.current) return;
    return columns.add({
      stage_id: stage.id,
      element: element.current,
      list: element.current,
      targetAt: () => ({ stage_id: stage.id, before_id: null }),
    });
  }, [columns, stage.id]);
  useEffect(() => {
    if (!wanted) return;
    useHand.setState({ wanted: null });
    head.current?.focus();
  }, [wanted]);
  const count = t('boards.count', { count: stage.cards.length });
  return (
    <section
      ref={element}
      data-stage-id={stage.id}
      aria-label={stage.name}
      className="relative flex shrink-0 px-1 pt-1 pb-3"
    >
      <InsertionLine stage_id={stage.id} />
      <button
        ref={head}
        type="button"
        data-head
        tabIndex={current ? 0 : -1}
        title={t('boards.stage.expand', { name: stage.name })}
        aria-expanded={false}
        onClick={() => toggleCollapsed(board_id, stage.id)}
        className={classNames(
          'flex h-full w-9 flex-col items-center gap-2 rounded-card border py-2.5 text-secondary fades hover:text-text',
          over ? 'border-edge bg-gap' : 'border-hairline hover:border-edge',
        )}
      >
        <span
          aria-hidden
          className="size-2 shrink-0 rounded-full"
          style={{ backgroundColor: stageColour(stage.stage_type, index) }}
        />
        <span className="tabular text-small">{count}</span>
        <span className="max-h-full truncate font-medium text-text [writing-mode:vertical-rl]">
          {stage.name}
        </span>
      </button>
    </section>
  );
});
