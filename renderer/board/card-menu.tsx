import {
  ArrowRightLeft,
  CircleCheck,
  CircleX,
  Maximize2,
  PanelRight,
  PencilLine,
  SquareKanban,
  SquareMinus,
  Trash2,
} from 'lucide-react';
import type { CardView } from '../../sync/index.ts';
import { openRecord, showPanel } from '../navigation/screen.ts';
import { ContextItem, ContextSeparator, ContextSub } from '../ui/context-menu.tsx';
import { t } from '../words/t.ts';
import type { BoardTools } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import {
  canClose,
  close,
  deleteRecords,
  moveToBoard,
  moveToStage,
  otherBoards,
  remove,
  whyNot,
} from './card-actions.ts';
import { Dot } from './selection-bar.tsx';

type Props = {
  tools: BoardTools;
  cards: readonly CardView[];
  /** Of the card on which it was opened. */
  stage_id: string;
  modKey: string;
};

/** What can be done with a card, or with all that are selected with it. */
export function CardMenu({ tools, cards, stage_id, modKey }: Props) {
  const [card] = cards;
  if (!card) return null;
  const { table } = tools;
  const boards = otherBoards(tools);
  const [cannotMove, cannotEdit, cannotDelete] = [
    whyNot(tools, 'move'),
    whyNot(tools, 'edit'),
    whyNot(tools, 'delete'),
  ];
  return (
    <>
      {cards.length === 1 && (
        <>
          <ContextItem
            icon={<PanelRight aria-hidden className="size-4" />}
            shortcut="↵"
            onSelect={() => showPanel({ table, id: card.record_id })}
          >
            {t('boards.open')}
          </ContextItem>
          <ContextItem
            icon={<Maximize2 aria-hidden className="size-4" />}
            shortcut={`${modKey} ↵`}
            onSelect={() => openRecord(table, card.record_id)}
          >
            {t('boards.open_page')}
          </ContextItem>
          <ContextItem
            icon={<PencilLine aria-hidden className="size-4" />}
            shortcut="E"
            why={cannotEdit}
            onSelect={() => useBoardState.setState({ editing: card.card_id })}
          >
            {t('boards.edit')}
          </ContextItem>
          <ContextSeparator />
        </>
      )}
      <ContextSub
        icon={<ArrowRightLeft aria-hidden className="size-4" />}
        name={t('boards.move_to_stage')}
        why={cannotMove}
      >
        {tools.stages.map((stage) => (
          <ContextItem
            key={stage.id}
            icon={<Dot colour={stage.colour} />}
            {...(stage.id === stage_id && cards.length === 1 ? { why: '', shortcut: t('boards.here') } : {})}
            onSelect={() => moveToStage(tools, cards, stage.id)}
          >
            {stage.name}
          </ContextItem>
        ))}
      </ContextSub>
      {boards.length > 0 && (
        <ContextSub
          icon={<SquareKanban aria-hidden className="size-4" />}
          name={t('boards.move_to_board')}
          why={cannotMove}
        >
          {boards.map((board) => (
            <ContextItem key={board.id} onSelect={() => moveToBoard(tools, cards, board.id)}>
              {board.name}
            </ContextItem>
          ))}
        </ContextSub>
      )}
      {(canClose(tools, 'won') || canClose(tools, 'lost')) && <ContextSeparator />}
      {canClose(tools, 'won') && (
        <ContextItem
          icon={<CircleCheck aria-hidden className="size-4 text-won" />}
          why={cannotMove}
          onSelect={() => close(tools, cards, 'won')}
        >
          {t('boards.close_won')}
        </ContextItem>
      )}
      {canClose(tools, 'lost') && (
        <ContextItem
          icon={<CircleX aria-hidden className="size-4 text-lost" />}
          why={cannotMove}
          onSelect={() => close(tools, cards, 'lost')}
        >
          {t('boards.close_lost')}
        </ContextItem>
      )}
      <ContextSeparator />
      <ContextItem
        icon={<SquareMinus aria-hidden className="size-4" />}
        why={cannotMove}
        onSelect={() => void remove(tools, cards)}
      >
        {t('boards.remove')}
      </ContextItem>
      <ContextItem
        danger
        icon={<Trash2 aria-hidden className="size-4" />}
        shortcut={cards.length === 1 ? 'Del' : undefined}
        why={cannotDelete}
        onSelect={() => void deleteRecords(tools, cards)}
      >
        {t('boards.delete')}
      </ContextItem>
    </>
  );
}
