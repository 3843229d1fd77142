import { useMemo } from 'react';
import { Columns3 } from 'lucide-react';
import type { BoardSummary, Replica } from '../../sync/index.ts';
import { BoardFacts } from '../board/board-facts.tsx';
import { BoardScreen } from '../board/board-screen.tsx';
import { BoardSkeleton } from '../start-up/opening.tsx';
import { Empty } from '../ui/empty.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useLive } from '../ui/use-live.ts';
import { words } from '../words.ts';
import type { ScreenProps } from './screens.tsx';
import { shownBoard } from './shown-board.ts';

/** The chosen board, or the first where none is chosen or the chosen one has gone. */
export function BoardPlace({ replica, id, onPainted }: ScreenProps) {
  const boards = useLive(useMemo(() => replica.boards(), [replica]));
  const shown = shownBoard(boards, id);
  return shown ? (
    <BoardArea key={shown.id} replica={replica} board={shown} onPainted={onPainted} />
  ) : (
    <NoBoard replica={replica} known={boards !== undefined} />
  );
}

type AreaProps = { replica: Replica; board: BoardSummary; onPainted: () => void };

function BoardArea({ replica, board, onPainted }: AreaProps) {
  const view = useLive(useMemo(() => replica.board(board.id), [replica, board.id]));
  return (
    <>
      <TopBar name={board.name}>{view && <BoardFacts board={view} />}</TopBar>
      <BoardScreen replica={replica} board_id={board.id} onPainted={onPainted} />
    </>
  );
}

function NoBoard({ replica, known }: { replica: Replica; known: boolean }) {
  const first = useLive(replica.sync)?.first_sync ?? null;
  return (
    <>
      <TopBar name={words.shell.boards} />
      {!known ? (
        <BoardSkeleton />
      ) : (
        <Empty
          icon={<Columns3 aria-hidden className="size-5" />}
          title={first ? words.board.firstSync : words.board.noBoards}
          text={first ? words.board.firstSyncText : words.board.noBoardsText}
        />
      )}
    </>
  );
}
