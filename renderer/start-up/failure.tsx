import { TriangleAlert } from 'lucide-react';
import type { AppState, StartUp } from './start-up.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { words } from '../words.ts';
import { CopyReport } from './copy-report.tsx';

type Props = { state: Extract<AppState, { kind: 'failed' }>; startUp: StartUp };

/** The board could not be opened: what happened in plain words, and every way on. */
export const FailureScreen = ({ state: { failure, launch }, startUp }: Props) => (
  <main className="drag-region h-full">
    <Empty
      alone
      icon={<TriangleAlert aria-hidden className="size-5" />}
      title={words.failed.title}
      text={`${words.failures[failure.code]} ${words.failed.safe}`}
    >
      <div className="mt-4 flex gap-2">
        <Button kind="primary" onClick={() => void startUp.start()}>
          {words.failed.retry}
        </Button>
        {launch && <Button onClick={startUp.toSignIn}>{words.failed.signIn}</Button>}
        <CopyReport launch={launch} code={failure.code} />
      </div>
      <p className="mt-3 text-small text-secondary">{words.failed.reportNote}</p>
    </Empty>
  </main>
);
