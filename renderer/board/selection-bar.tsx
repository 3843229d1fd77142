import type { ReactNode } from 'react';
import { ArrowRightLeft, CircleCheck, CircleX, SquareMinus, Trash2, X } from 'lucide-react';
import type { StageView } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
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
import { cardsOf, clearSelection, useSelection } from './selection.ts';

/** In the bar of the board, in place of its tools, as long as cards are selected. */
export function SelectionBar({ stages }: { stages: readonly StageView[] }) {
  const tools = useBoard();
  const selected = useSelection((selection) => selection.selected);
  const cards = cardsOf(stages, selected);
  const boards = otherBoards(tools);
  const mayMove = whyNot(tools, 'move') === null;
  return (
    <div
      role="toolbar"
      aria-label={t('boards.selection')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) clearSelection();
      }}
      className="flex min-w-0 grow items-center gap-1.5"
    >
      <p aria-live="polite" className="tabular me-1.5 truncate font-medium">
        {t('boards.selected', { count: cards.length })}
      </p>
      {mayMove && (
        <Menu
          label={t('boards.move_to')}
          trigger={
            <Button>
              <ArrowRightLeft aria-hidden className="size-3.5" />
              {t('boards.move_to')}
            </Button>
          }
        >
          {tools.stages.map((stage) => (
            <MenuItem key={stage.id} onSelect={() => moveToStage(tools, cards, stage.id)}>
              <Dot colour={stage.colour} />
              <span className="truncate">{stage.name}</span>
            </MenuItem>
          ))}
          {boards.length > 0 && (
            <>
              <MenuSeparator />
              <MenuLabel>{t('boards.other_boards')}</MenuLabel>
              {boards.map((board) => (
                <MenuItem key={board.id} onSelect={() => moveToBoard(tools, cards, board.id)}>
                  <span className="truncate">{board.name}</span>
                </MenuItem>
              ))}
            </>
          )}
        </Menu>
      )}
      {mayMove && canClose(tools, 'won') && (
        <Act name={t('board.won')} onClick={() => close(tools, cards, 'won')}>
          <CircleCheck aria-hidden className="size-3.5 text-won" />
        </Act>
      )}
      {mayMove && canClose(tools, 'lost') && (
        <Act name={t('board.lost')} onClick={() => close(tools, cards, 'lost')}>
          <CircleX aria-hidden className="size-3.5 text-lost" />
        </Act>
      )}
      {mayMove && (
        <Act name={t('boards.remove')} onClick={() => void remove(tools, cards)}>
          <SquareMinus aria-hidden className="size-3.5" />
        </Act>
      )}
      {whyNot(tools, 'delete') === null && (
        <Act name={t('boards.delete')} onClick={() => void deleteRecords(tools, cards)}>
          <Trash2 aria-hidden className="size-3.5" />
        </Act>
      )}
      <span className="ms-auto">
        <IconButton name={t('boards.clear_selection')} shortcut="Esc" onClick={clearSelection}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </span>
    </div>
  );
}

type ActProps = { name: string; onClick: () => void; children: ReactNode };
const Act = ({ name, onClick, children }: ActProps) => (
  <Button kind="quiet" onClick={onClick}>
    {children}
    {name}
  </Button>
);

export const Dot = ({ colour }: { colour: string }) => (
  <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ backgroundColor: colour }} />
);
