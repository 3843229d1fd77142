import { memo, useEffect, useRef, useState } from 'react';
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { Ellipsis, PencilLine } from 'lucide-react';
import type { CardView, Mark } from '../../sync/index.ts';
import { useScreen } from '../navigation/screen.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { whyNot } from './card-actions.ts';
import { CardEdit } from './card-edit.tsx';
import { CardFace } from './card-face.tsx';
import { cardPreview } from './card-preview.ts';
import { openMenuBelow } from './open-menu.ts';
import { carriedWith, useSelection } from './selection.ts';

type Props = {
  card: CardView;
  mark: Mark | undefined;
  stage_id: string;
  /** False in won and lost stages, where a date in the past is history and not late. */
  open: boolean;
  today: string;
  /** The one card of the board that Tab reaches. */
  current: boolean;
};

export const Card = memo(function Card(props: Props) {
  const { card, stage_id, open, current } = props;
  const { card_id } = card;
  const mayMove = whyNot(useBoard(), 'move') === null;
  const element = useRef<HTMLDivElement>(null);
  const selected = useSelection((selection) => selection.selected.has(card_id));
  // Only under the hand: two buttons with their tips on each card would make scrolling stutter.
  const [under, setUnder] = useState(false);
  const editing = useBoardState((state) => state.editing === card_id);
  const inPanel = useScreen(({ visit }) => visit.route.panel?.id === card.record_id);
  useEffect(() => {
    if (!element.current || editing || !mayMove) return;
    return draggable({
      element: element.current,
      getInitialData: () => ({ card_id, stage_id }),
      onGenerateDragPreview: (args) => cardPreview(args, carriedWith(card_id)),
    });
  }, [card_id, stage_id, editing, mayMove]);
  if (editing) return <CardEdit card={card} mark={props.mark} stage_id={stage_id} />;
  return (
    <div className="relative" onPointerEnter={() => setUnder(true)} onPointerLeave={() => setUnder(false)}>
      <div
        ref={element}
        role="button"
        tabIndex={current ? 0 : -1}
        data-card-id={card_id}
        aria-roledescription={t('board.card_kind')}
        aria-describedby="card-help"
        aria-pressed={selected}
        className={classNames(
          'rounded-card border p-2.5 fades focus-visible:border-transparent focus-visible:outline-offset-[-1px]',
          selected
            ? 'border-accent bg-selected'
            : inPanel
              ? 'border-control bg-surface'
              : 'border-hairline bg-surface hover:border-edge',
        )}
      >
        <CardFace card={card} mark={props.mark} open={open} today={props.today} />
      </div>
      {under && <CardButtons card_id={card_id} />}
    </div>
  );
});

/** For the hand only: the keyboard has a key for each. */
const CardButtons = ({ card_id }: { card_id: string }) => (
  <div className="absolute end-1 top-1 flex rounded-control border border-hairline bg-surface group-data-lifting/board:hidden">
    <IconButton
      name={t('boards.edit')}
      shortcut="E"
      tabIndex={-1}
      onClick={() => useBoardState.setState({ editing: card_id })}
    >
      <PencilLine aria-hidden className="size-3.5" />
    </IconButton>
    <IconButton
      name={t('boards.more')}
      tabIndex={-1}
      onClick={({ currentTarget }) =>
        openMenuBelow(
          currentTarget,
          currentTarget.closest('[role=listitem]')?.querySelector('[data-card-id]'),
        )
      }
    >
      <Ellipsis aria-hidden className="size-3.5" />
    </IconButton>
  </div>
);
