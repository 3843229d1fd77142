import { useState, type SubmitEvent } from 'react';
import { ChevronRight } from 'lucide-react';
import type { Failure } from '../../sync/index.ts';
import type { AppState, WorkspaceChoice } from '../start-up/app-state.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { useMinute } from '../ui/clock.ts';
import { ago } from '../ui/dates.ts';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { EntranceFrame, EntranceRow, EntranceRows, FormError, TextButton } from './entrance.tsx';

type Props = { state: Extract<AppState, { kind: 'workspaces' }>; startUp: StartUp };

/** The workspaces of a person who is signed in: choose one, make one, or wait to be invited. */
export function WorkspacesScreen({ state: { choice }, startUp }: Props) {
  const { workspaces, email } = choice;
  const [failure, setFailure] = useState<Failure | null>(choice.failure);
  const [making, setMaking] = useState(false);
  const [busy, setBusy] = useState(false);
  const now = useMinute();

  async function ask(work: () => Promise<Failure | null>) {
    if (busy) return;
    setBusy(true);
    setFailure(await work());
    setBusy(false);
  }

  return (
    <EntranceFrame {...wordsOf(choice)} footer={t('first_run.workspaces.signed_in', { email })}>
      <div aria-busy={busy} className="flex flex-col gap-3.5">
        {workspaces.length > 0 && (
          <div className="max-h-[44vh] overflow-y-auto">
            <EntranceRows label={t('first_run.workspaces.list')}>
              {workspaces.map((workspace, at) => (
                <EntranceRow
                  key={workspace.id}
                  autoFocus={at === 0}
                  title={workspace.name}
                  text={[roleName(workspace.role), usedName(workspace.used_at, now)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                  end={<ChevronRight aria-hidden className="size-4 rtl:rotate-180" />}
                  disabled={busy}
                  onClick={() => void ask(() => startUp.openWorkspace(workspace))}
                />
              ))}
            </EntranceRows>
          </div>
        )}
        <FormError>{failure ? t(`failures.${failure.code}`) : undefined}</FormError>
        {making ? (
          <NewWorkspace startUp={startUp} />
        ) : (
          !choice.failure && (
            <Button
              kind={workspaces.length === 0 ? 'primary' : 'plain'}
              wide
              tall
              onClick={() => setMaking(true)}
            >
              {t('first_run.workspaces.new')}
            </Button>
          )
        )}
        <div className="flex justify-center gap-2">
          <TextButton onClick={() => void ask(startUp.lookAgain)}>
            {t('first_run.workspaces.again')}
          </TextButton>
          <TextButton onClick={() => void startUp.leave()}>{t('first_run.workspaces.leave')}</TextButton>
        </div>
      </div>
    </EntranceFrame>
  );
}

function NewWorkspace({ startUp }: { startUp: StartUp }) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    if (name.trim() === '') {
      setError(t('first_run.workspaces.name_missing'));
      return;
    }
    setBusy(true);
    const failure = await startUp.createWorkspace(name.trim());
    setBusy(false);
    if (failure) setError(t(`failures.${failure.code}`));
  }

  return (
    <form noValidate className="appear flex flex-col gap-3.5" onSubmit={(event) => void submit(event)}>
      <TextField
        autoFocus
        label={t('first_run.workspaces.name')}
        maxLength={500}
        value={name}
        error={error}
        readOnly={busy}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
      <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
        {busy ? t('first_run.workspaces.making') : t('first_run.workspaces.make')}
      </Button>
    </form>
  );
}

function wordsOf({ workspaces, failure, email }: WorkspaceChoice): { title: string; text?: string } {
  if (failure) return { title: t('first_run.workspaces.failed_title') };
  if (workspaces.length > 0) return { title: t('first_run.workspaces.title') };
  return {
    title: t('first_run.workspaces.empty_title'),
    text: t('first_run.workspaces.empty_text', { email }),
  };
}

const BUILT_IN = ['admin', 'member', 'guest'] as const;

function roleName(role: string): string {
  const known = BUILT_IN.find((name) => name === role);
  return known ? t(`first_run.workspaces.roles.${known}`) : role;
}

const usedName = (used_at: string | null, now: number): string =>
  used_at === null ? '' : t('first_run.workspaces.used', { when: ago(used_at, now) });
