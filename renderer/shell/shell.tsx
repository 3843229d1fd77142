import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Replica } from '../../sync/index.ts';
import { ErrorBoundary } from '../start-up/error-boundary.tsx';
import type { AppState, StartUp } from '../start-up/start-up.ts';
import { SyncBadge } from '../sync/sync-badge.tsx';
import { StayContext } from '../ui/stay-memory.ts';
import { useUndoKeys } from '../undo/undo-keys.ts';
import { useLive } from '../ui/use-live.ts';
import { go, useScreen } from './screen.ts';
import { SCREENS } from './screens.tsx';
import { shownBoard } from './shown-board.ts';
import { Sidebar } from './sidebar.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { useTravelKeys } from './travel-keys.ts';

type Props = {
  state: Extract<AppState, { kind: 'ready' }>;
  startUp: StartUp;
  /** Called when the first screen stands. */
  onPainted: () => void;
};

/** The frame around every screen: sidebar with the boards and the sync badge, and the screen itself. */
export function Shell({ state: { replica, launch }, startUp, onPainted }: Props) {
  const boards = useLive(useMemo(() => replica.boards(), [replica]));
  const { key, route } = useScreen(({ visit }) => visit);
  const [leaving, setLeaving] = useState(false);
  const narrow = useScreen(({ sidebar }) => sidebar === 'icons');
  const main = useRef<HTMLElement>(null);
  const Screen = SCREENS[route.to];
  useTravelKeys(launch.platform);
  useUndoKeys(replica);
  useFocusKept(key, main);

  return (
    <div data-platform={launch.platform} className="flex h-full">
      <Sidebar
        place={replica.place}
        boards={boards ?? []}
        board_id={route.to === 'board' ? (shownBoard(boards, route.id)?.id ?? null) : null}
        onBoard={(board_id) => go('board', board_id)}
        onSignOut={() => setLeaving(true)}
      >
        <SyncBadge replica={replica} narrow={narrow} shown={route.to === 'sync'} onShow={() => go('sync')} />
      </Sidebar>
      <main ref={main} tabIndex={-1} className="flex min-w-0 grow flex-col outline-none">
        <ErrorBoundary key={key} launch={launch}>
          <StayContext value={key}>
            <Screen replica={replica} id={route.id} onPainted={onPainted} />
          </StayContext>
        </ErrorBoundary>
      </main>
      {leaving && <Leaving replica={replica} startUp={startUp} onClose={() => setLeaving(false)} />}
    </div>
  );
}

/** After a screen has gone with what had the focus on it, the keyboard goes on in the one that came. */
function useFocusKept(key: number, main: RefObject<HTMLElement | null>): void {
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) main.current?.focus();
  }, [key, main]);
}

function Leaving({ replica, startUp, onClose }: { replica: Replica; startUp: StartUp; onClose: () => void }) {
  const status = useLive(replica.sync);
  const unsent = (status?.waiting ?? 0) + (status?.attention ?? 0);
  return <SignOutDialog unsent={unsent} onSignOut={startUp.signOut} onClose={onClose} />;
}
