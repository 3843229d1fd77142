import { useMemo, useState } from 'react';
import { Columns3 } from 'lucide-react';
import type { BoardSummary, Replica } from '../../sync/index.ts';
import { BoardScreen } from '../board/board-screen.tsx';
import { ErrorBoundary } from '../start-up/error-boundary.tsx';
import { BoardSkeleton } from '../start-up/opening.tsx';
import type { AppState, StartUp } from '../start-up/start-up.ts';
import { SyncBadge } from '../sync-badge/sync-badge.tsx';
import { Empty } from '../ui/empty.tsx';
import { useLive } from '../ui/use-live.ts';
import { words } from '../words.ts';
import { useScreen } from './screen.ts';
import { Sidebar } from './sidebar.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { TopBar } from './top-bar.tsx';

type Props = {
  state: Extract<AppState, { kind: 'ready' }>;
  startUp: StartUp;
  /** Called when the first board stands on the screen. */
  onPainted: () => void;
};

/** The frame around every screen: sidebar with the boards and the sync badge, top bar, and the board itself. */
export function Shell({ state: { replica, launch }, startUp, onPainted }: Props) {
  const boards = useLive(useMemo(() => replica.boards(), [replica]));
  const chosen = useScreen(({ board_id }) => board_id);
  const [leaving, setLeaving] = useState(false);
  const narrow = useScreen(({ sidebar }) => sidebar === 'icons');
  const shown = boards?.find(({ id }) => id === chosen) ?? boards?.[0];

  return (
    <div data-platform={launch.platform} className="flex h-full">
      <Sidebar
        place={replica.place}
        boards={boards ?? []}
        board_id={shown?.id ?? null}
        onBoard={(board_id) => useScreen.setState({ board_id })}
        onSignOut={() => setLeaving(true)}
      >
        <SyncBadge replica={replica} narrow={narrow} />
      </Sidebar>
      <main className="flex min-w-0 grow flex-col">
        <ErrorBoundary key={shown?.id} launch={launch}>
          {shown ? (
            <BoardArea replica={replica} board={shown} onPainted={onPainted} />
          ) : (
            <NoBoard replica={replica} known={boards !== undefined} />
          )}
        </ErrorBoundary>
      </main>
      {leaving && <Leaving replica={replica} startUp={startUp} onClose={() => setLeaving(false)} />}
    </div>
  );
}

type AreaProps = { replica: Replica; board: BoardSummary; onPainted: () => void };

function BoardArea({ replica, board, onPainted }: AreaProps) {
  const view = useLive(useMemo(() => replica.board(board.id), [replica, board.id]));
  return (
    <>
      <TopBar name={board.name} board={view} />
      <BoardScreen replica={replica} board_id={board.id} onPainted={onPainted} />
    </>
  );
}

function NoBoard({ replica, known }: { replica: Replica; known: boolean }) {
  const first = useLive(replica.sync)?.first_sync ?? null;
  return (
    <>
      <TopBar name={words.shell.boards} board={undefined} />
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

function Leaving({ replica, startUp, onClose }: { replica: Replica; startUp: StartUp; onClose: () => void }) {
  const status = useLive(replica.sync);
  const unsent = (status?.waiting ?? 0) + (status?.attention ?? 0);
  return <SignOutDialog unsent={unsent} onSignOut={startUp.signOut} onClose={onClose} />;
}
