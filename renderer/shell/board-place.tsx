import { useMemo } from 'react';
import { Columns3, Plus } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { BoardScreen } from '../board/board-screen.tsx';
import { NewBoardDialog } from '../board/new-board-dialog.tsx';
import { useMay } from '../fields/permissions.ts';
import { useNewBoard } from '../navigation/new-board.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { BoardSkeleton } from '../start-up/opening.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { shownBoard } from './shown-board.ts';

/** The chosen board, or the first where none is chosen or the chosen one has gone. */
export function BoardPlace({ replica, id, onPainted }: ScreenProps) {
  const boards = useLive(useMemo(() => replica.boards(), [replica]));
  const shown = shownBoard(boards, id);
  return (
    <>
      {shown ? (
        <BoardScreen key={shown.id} replica={replica} board={shown} onPainted={onPainted} />
      ) : (
        <NoBoard replica={replica} known={boards !== undefined} />
      )}
      <NewBoardDialog replica={replica} />
    </>
  );
}

function NoBoard({ replica, known }: { replica: Replica; known: boolean }) {
  const first = useLive(replica.sync)?.first_sync ?? null;
  const may = useMay(replica);
  return (
    <>
      <TopBar name={t('shell.boards')} />
      {!known ? (
        <BoardSkeleton />
      ) : (
        <Empty
          icon={<Columns3 aria-hidden className="size-5" />}
          title={first ? t('board.first_sync') : t('board.no_boards')}
          text={first ? t('board.first_sync_text') : t('boards.board.none_text')}
        >
          {!first && may('board', 'write') && (
            <div className="mt-4">
              <Button kind="primary" onClick={() => useNewBoard.setState({ open: true })}>
                <Plus aria-hidden className="size-3.5" />
                {t('boards.board.new')}
              </Button>
            </div>
          )}
        </Empty>
      )}
    </>
  );
}
