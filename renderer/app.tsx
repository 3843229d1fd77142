import { useMemo } from 'react';
import type { Launch } from '../electron/ipc/contract.ts';
import { Shell } from './shell/shell.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { ErrorBoundary } from './start-up/error-boundary.tsx';
import { FailureScreen } from './start-up/failure.tsx';
import { OpeningScreen } from './start-up/opening.tsx';
import type { AppState, StartUp } from './start-up/start-up.ts';
import { Toasts } from './ui/toast.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';
import { useLive } from './ui/use-live.ts';

type Props = { startUp: StartUp; onPainted: () => void };

export function App({ startUp, onPainted }: Props) {
  const state = useLive(startUp.state);
  const paintedOnce = useMemo(() => once(onPainted), [onPainted]);
  return (
    <TooltipProvider>
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
      return <OpeningScreen />;
    case 'sign_in':
      return <SignInScreen state={state} startUp={startUp} />;
    case 'ready':
      return (
        <Shell key={state.replica.place.user_id} state={state} startUp={startUp} onPainted={onPainted} />
      );
    case 'failed':
      return <FailureScreen state={state} startUp={startUp} />;
  }
}

const launchOf = (state: AppState): Launch | null => (state.kind === 'opening' ? null : state.launch);

function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}
