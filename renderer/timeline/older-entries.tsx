import { useState } from 'react';
import type { Replica } from '../../sync/index.ts';
import { failureText } from '../fields/invalid-words.ts';
import { useMinute } from '../ui/clock.ts';
import { t } from '../words/t.ts';

type Props = { replica: Replica; record_id: string; since: string };

/** A laptop may keep the entries of the last year only. */
const KEPT_MS = 365 * 86_400_000;

type State = { kind: 'offered' | 'asking' | 'all' } | { kind: 'failed'; text: string };

/** The way to what is not kept here, at the end of what is. Nothing for a record that is younger. */
export function OlderEntries({ replica, record_id, since }: Props) {
  const now = useMinute();
  const [state, setState] = useState<State>({ kind: 'offered' });
  if (now - Date.parse(since) < KEPT_MS) return <div className="h-6" />;

  async function ask() {
    setState({ kind: 'asking' });
    const answer = await replica.loadOlderEntries(record_id);
    if (answer.ok) setState({ kind: 'all' });
    else {
      const offline = answer.error.code === 'unreachable';
      setState({ kind: 'failed', text: offline ? t('timeline.older_offline') : failureText(answer.error) });
    }
  }

  return (
    <p
      role="status"
      className="flex min-h-7 items-center justify-center gap-2 px-4 py-4 text-small text-secondary"
    >
      {state.kind === 'all' && t('timeline.no_older')}
      {state.kind === 'asking' && t('timeline.loading_older')}
      {state.kind === 'failed' && state.text}
      {state.kind === 'offered' && t('timeline.older')}
      {(state.kind === 'offered' || state.kind === 'failed') && (
        <button
          type="button"
          className="rounded-control font-medium text-text underline decoration-edge underline-offset-3 hover:decoration-current"
          onClick={() => void ask()}
        >
          {t('timeline.load_older')}
        </button>
      )}
    </p>
  );
}
