import { useMemo } from 'react';
import { Columns3, Inbox } from 'lucide-react';
import type { BoardView, Replica } from '../../sync/index.ts';
import { BoardSkeleton } from '../start-up/opening.tsx';
import { Empty } from '../ui/empty.tsx';
import { useOncePainted } from '../ui/painted.ts';
import { useLive } from '../ui/use-live.ts';
import { words } from '../words.ts';
import { Board } from './board.tsx';

type Props = { replica: Replica; board_id: string; onPainted: () => void };

/** One board in each of its states: not read yet, without stages, without cards, with cards. */
export function BoardScreen({ replica, board_id, onPainted }: Props) {
  const live = useMemo(() => replica.board(board_id), [replica, board_id]);
  const board = useLive(live);
  useOncePainted(board !== undefined && hasCards(board), onPainted);
  if (!board) return <BoardSkeleton />;
  if (board.stages.length === 0)
    return (
      <Empty
        icon={<Columns3 aria-hidden className="size-5" />}
        title={words.board.noStages}
        text={words.board.noStagesText}
      />
    );
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <Board key={board.id} board={board} live={live} replica={replica} />
      {!hasCards(board) && (
        <div className="pointer-events-none absolute inset-0">
          <Empty
            icon={<Inbox aria-hidden className="size-5" />}
            title={words.board.noCards(board.record_type)}
            text={words.board.noCardsText}
          />
        </div>
      )}
    </div>
  );
}

const hasCards = ({ stages }: BoardView): boolean => stages.some(({ cards }) => cards.length > 0);
