import { memo, useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { Ellipsis, Plus } from 'lucide-react';
import type { RecordType } from '../../sync/index.ts';
import { stageColour } from '../fields/dots.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { money } from '../ui/money.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { whyNot } from './card-actions.ts';
import { focusSpot } from './lift.ts';
import { openMenuBelow } from './open-menu.ts';
import type { ShownStage } from './shown-stages.ts';
import { write } from './write.ts';

type Props = { ref: Ref<HTMLDivElement>; stage: ShownStage; index: number; current: boolean };

/** Name, count, sum and weighted sum of a stage; every currency in full and the chance on hover and on focus. */
export const StageHead = memo(function StageHead({ ref, stage, index, current }: Props) {
  const tools = useBoard();
  const handle = useRef<HTMLDivElement>(null);
  const renaming = useBoardState(({ stage: open }) => open?.id === stage.id && open.what === 'name');
  const mayEdit = whyNot(tools, 'stages') === null;
  const mayAdd = whyNot(tools, 'edit') === null && mayEdit;
  useEffect(() => {
    if (!handle.current || renaming || !mayEdit) return;
    return draggable({ element: handle.current, getInitialData: () => ({ dragged_stage_id: stage.id }) });
  }, [stage.id, renaming, mayEdit]);
  const [largest, ...more] = stage.sums;
  return (
    <div ref={handle} className="group/head relative me-2 ms-1 shrink-0">
      <Tooltip
        content={renaming ? null : <Details stage={stage} record_type={tools.record_type} />}
        align="start"
      >
        <div
          ref={ref}
          tabIndex={current ? 0 : -1}
          data-head
          role="group"
          aria-label={t('board.stage', { name: stage.name, cards: stage.cards.length })}
          onDoubleClick={() => mayEdit && useBoardState.setState({ stage: { id: stage.id, what: 'name' } })}
          className="flex min-h-9 flex-col justify-center rounded-control px-2.75 py-1 focus-visible:-outline-offset-2"
        >
          <div className="flex h-6 items-center gap-2">
            <span
              aria-hidden
              className="size-2 shrink-0 rounded-full"
              style={{ backgroundColor: stageColour(stage.stage_type, index) }}
            />
            {renaming ? (
              <NameField stage={stage} />
            ) : (
              <h2 className="min-w-0 truncate font-medium">{stage.name}</h2>
            )}
            {!renaming && (
              <span className="tabular shrink-0 text-small text-secondary">
                {stage.all === stage.cards.length
                  ? t('boards.count', { count: stage.all })
                  : t('boards.some_of', { shown: stage.cards.length, all: stage.all })}
              </span>
            )}
          </div>
          {tools.record_type === 'deal' && (
            <p className="tabular flex h-4 gap-1.5 ps-4 text-small whitespace-nowrap text-secondary">
              {largest && (
                <>
                  <span>{money(largest, 'compact')}</span>
                  {more.length > 0 && <span>{t('board.more', { count: more.length })}</span>}
                  {stage.stage_type === 'open' && largest.weighted_cents !== largest.value_cents && (
                    <span className="truncate">
                      · {t('boards.weighted_short', { sum: weighted(largest, 'compact') })}
                    </span>
                  )}
                </>
              )}
            </p>
          )}
        </div>
      </Tooltip>
      {!renaming && (
        <div className="absolute end-0.5 top-1 flex bg-paper opacity-0 group-hover/head:opacity-100 group-data-lifting/board:hidden focus-within:opacity-100">
          {mayAdd && (
            <IconButton
              name={t(`boards.add.${tools.record_type}`)}
              tabIndex={-1}
              onClick={() => useBoardState.setState({ adding: stage.id })}
            >
              <Plus aria-hidden className="size-4" />
            </IconButton>
          )}
          <IconButton
            name={t('boards.stage.menu', { name: stage.name })}
            tabIndex={-1}
            onClick={({ currentTarget }) =>
              openMenuBelow(currentTarget, handle.current?.querySelector('[data-head]'))
            }
          >
            <Ellipsis aria-hidden className="size-4" />
          </IconButton>
        </div>
      )}
    </div>
  );
});

type Weighted = { currency: string; weighted_cents: number };
const weighted = ({ currency, weighted_cents }: Weighted, style: 'exact' | 'compact') =>
  money({ currency, value_cents: weighted_cents }, style);

/** The name while it is written anew. */
function NameField({ stage }: { stage: ShownStage }) {
  const { replica } = useBoard();
  const [name, setName] = useState(stage.name);
  const done = useRef(false);
  function end(keep: boolean): void {
    if (done.current) return;
    done.current = true;
    useBoardState.setState({ stage: null });
    const next = name.trim();
    if (keep && next !== '' && next !== stage.name)
      void write(
        replica,
        'edit_stage',
        { stage_id: stage.id, columns: { name: next } },
        t('boards.stage.edited', { name: next }),
      );
  }
  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    if (event.nativeEvent.isComposing) return;
    event.preventDefault();
    end(event.key === 'Enter');
    focusSpot({ stage_id: stage.id, card_id: null });
  }
  return (
    <input
      autoFocus
      aria-label={t('boards.stage.name')}
      value={name}
      spellCheck={false}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setName(target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
      className="-ms-1 h-6 min-w-0 grow rounded-control bg-surface px-1 font-medium outline-2 -outline-offset-1 outline-accent"
    />
  );
}

const Details = ({ stage, record_type }: { stage: ShownStage; record_type: RecordType }) => (
  <div className="tabular flex min-w-44 flex-col gap-0.5 py-0.5">
    <div className="flex justify-between gap-6">
      <span>{t(`board.records.${record_type}`, { count: stage.cards.length })}</span>
      {stage.stage_type === 'open' && stage.probability !== null && (
        <span>{t('board.probability', { value: stage.probability })}</span>
      )}
    </div>
    {stage.sums.map((sum) => (
      <div key={sum.currency} className="flex justify-between gap-6">
        <span>{money(sum)}</span>
        {stage.stage_type === 'open' && <span>{t('boards.weighted', { sum: weighted(sum, 'exact') })}</span>}
      </div>
    ))}
    {stage.all !== stage.cards.length && <p className="opacity-70">{t('boards.of_filter')}</p>}
  </div>
);
