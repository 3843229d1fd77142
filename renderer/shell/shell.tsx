import { Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Replica } from '../../sync/index.ts';
import { OpenedFile } from '../imports/opened-file.tsx';
import { go, useScreen } from '../navigation/screen.ts';
import { askToSignOut, staySignedIn, useSigningOut, type SigningOut } from '../navigation/signing-out.ts';
import { Palette } from '../search/palette.tsx';
import { ErrorBoundary } from '../start-up/error-boundary.tsx';
import { LaunchContext } from '../start-up/launch-context.ts';
import type { AppState } from '../start-up/app-state.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { WaysBackContext } from '../start-up/ways-back.ts';
import { WorkspaceItems } from '../start-up/workspace-items.tsx';
import { SyncBadge } from '../sync/sync-badge.tsx';
import { PlatformContext } from '../ui/platform.ts';
import { StayContext } from '../ui/stay-memory.ts';
import { useLive } from '../ui/use-live.ts';
import { CreatePlace } from './create-place.tsx';
import { RecordPlace } from './record-place.tsx';
import { readScreens, SCREENS } from './screens.tsx';
import { ShortcutSheet } from './shortcuts/shortcut-sheet.tsx';
import { Sidebar } from './sidebar.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { WindowKeys } from './window-keys.tsx';

type Props = {
  state: Extract<AppState, { kind: 'ready' }>;
  startUp: StartUp;
  /** Called when the first screen stands. */
  onPainted: () => void;
};

/** The frame around every screen: the sidebar with the sync badge, the screen itself, a record over its right side. */
export function Shell({ state: { replica, launch }, startUp, onPainted }: Props) {
  const boards = useLive(useMemo(() => replica.boards(), [replica]));
  const figures = useLive(useMemo(() => replica.figures(), [replica]));
  const { key, route } = useScreen(({ visit }) => visit);
  const narrow = useScreen(({ sidebar }) => sidebar === 'icons');
  const [sheet, setSheet] = useState(false);
  const signingOut = useSigningOut(({ asked }) => asked);
  const onSheet = useMemo(() => () => setSheet(true), []);
  const main = useRef<HTMLElement>(null);
  const Screen = SCREENS[route.to];
  useFocusKept(key, main);
  useEffect(() => {
    const idle = requestIdleCallback(() => void readScreens());
    return () => cancelIdleCallback(idle);
  }, []);

  return (
    <LaunchContext value={launch}>
      <WaysBackContext value={startUp}>
        <PlatformContext value={launch.platform}>
          <div data-platform={launch.platform} className="flex h-full">
            <WindowKeys replica={replica} platform={launch.platform} onSheet={onSheet} />
            <Sidebar
              place={replica.place}
              workspaces={<WorkspaceItems startUp={startUp} place={replica.place} />}
              boards={boards ?? []}
              route={route}
              due={figures ? figures.tasks.overdue + figures.tasks.today : 0}
              onSheet={onSheet}
              onSignOut={() => askToSignOut({ wipe: false })}
            >
              <SyncBadge
                replica={replica}
                narrow={narrow}
                shown={route.to === 'sync'}
                onShow={() => go('sync')}
              />
            </Sidebar>
            <div className="relative flex min-w-0 grow">
              <main ref={main} tabIndex={-1} className="flex min-w-0 grow flex-col outline-none">
                <ErrorBoundary key={key} launch={launch}>
                  <StayContext value={key}>
                    <Suspense>
                      <Screen replica={replica} id={route.id} onPainted={onPainted} />
                    </Suspense>
                  </StayContext>
                </ErrorBoundary>
              </main>
              {route.panel && <RecordPlace replica={replica} record={route.panel} launch={launch} />}
            </div>
            <CreatePlace replica={replica} />
            <OpenedFile replica={replica} />
            <Palette replica={replica} />
            {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
            {signingOut && <Leaving replica={replica} startUp={startUp} asked={signingOut} />}
          </div>
        </PlatformContext>
      </WaysBackContext>
    </LaunchContext>
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

type LeavingProps = { replica: Replica; startUp: StartUp; asked: SigningOut };

function Leaving({ replica, startUp, asked }: LeavingProps) {
  const status = useLive(replica.sync);
  const unsent = (status?.waiting ?? 0) + (status?.attention ?? 0);
  const signOut = async (options: { wipe: boolean }) => {
    const failure = await startUp.signOut(options);
    if (failure === null) staySignedIn();
    return failure;
  };
  return (
    <SignOutDialog
      unsent={unsent}
      local={replica.place.url === null}
      asked={asked}
      onSignOut={signOut}
      onClose={staySignedIn}
    />
  );
}
