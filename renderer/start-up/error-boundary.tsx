import { Component, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { Launch } from '../../electron/ipc/contract.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { t } from '../words/t.ts';
import { CopyReport } from './copy-report.tsx';
import { noteFault } from './faults.ts';

type Props = { launch: Launch | null; children: ReactNode };
type State = { error: unknown; failed: boolean };

/** Stands around each screen, so that one that stops never leaves a blank window. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override componentDidCatch(error: unknown): void {
    noteFault('screen', error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty
        icon={<TriangleAlert aria-hidden className="size-5" />}
        title={t('app.failed.screen')}
        text={t('app.failed.screen_text')}
      >
        <div className="mt-4 flex gap-2">
          <Button kind="primary" onClick={() => this.setState({ error: null, failed: false })}>
            {t('app.failed.retry')}
          </Button>
          <CopyReport launch={this.props.launch} code="unexpected" error={this.state.error} />
        </div>
        <p className="mt-3 text-small text-secondary">{t('app.failed.report_note')}</p>
      </Empty>
    );
  }
}
