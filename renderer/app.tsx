import { useDeferredValue, useMemo } from 'react';
import type { Launch } from '../electron/ipc/contract.ts';
import type { Place } from '../sync/index.ts';
import { Shell } from './shell/shell.tsx';
import { NewPasswordScreen } from './sign-in/new-password-screen.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { WelcomeScreen } from './sign-in/welcome-screen.tsx';
import { WorkspacesScreen } from './sign-in/workspaces-screen.tsx';
import { ErrorBoundary } from './start-up/error-boundary.tsx';
import { FailureScreen } from './start-up/failure.tsx';
import { OpeningScreen } from './start-up/opening.tsx';
import type { AppState } from './start-up/app-state.ts';
import type { StartUp } from './start-up/start-up.ts';
import { Toasts } from './ui/toast.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';
import { useLive } from './ui/use-live.ts';
import { useLanguage } from './words/language.ts';

type Props = { startUp: StartUp; onPainted: () => void };

export function App({ startUp, onPainted }: Props) {
  // A whole screen is drawn in parts between which the window answers.
  const state = useDeferredValue(useLive(startUp.state));
  const language = useLanguage((spoken) => spoken.language);
  const paintedOnce = useMemo(() => once(onPainted), [onPainted]);
  return (
    // Words are read while drawing: another language draws everything anew.
    <TooltipProvider key={language}>
      <ErrorBoundary key={state.kind} launch={launchOf(state)}>
        <Screen state={state} startUp={startUp} onPainted={paintedOnce} />
      </ErrorBoundary>
      <Toasts />
    </TooltipProvider>
  );
}

function Screen({ state, startUp, onPainted }: Props & { state: AppState }) {
  switch (state.kind) {
    case 'opening':
      return <OpeningScreen updating={state.updating} />;
    case 'sign_in':
      return <SignInScreen key={state.visit} state={state} startUp={startUp} />;
    case 'welcome':
      return <WelcomeScreen state={state} startUp={startUp} />;
    case 'new_password':
      return <NewPasswordScreen state={state} startUp={startUp} />;
    case 'workspaces':
      return <WorkspacesScreen state={state} startUp={startUp} />;
    case 'ready':
      return (
        <Shell key={placeKey(state.replica.place)} state={state} startUp={startUp} onPainted={onPainted} />
      );
    case 'failed':
      return <FailureScreen state={state} startUp={startUp} />;
  }
}

const placeKey = ({ user_id, workspace_id }: Place): string => `${user_id}/${workspace_id}`;

const launchOf = (state: AppState): Launch | null => (state.kind === 'opening' ? null : state.launch);

function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}
