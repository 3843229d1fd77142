import { useState, type SubmitEvent } from 'react';
import type { AppState, StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { t } from '../words/t.ts';
import { EntranceFrame } from './entrance.tsx';

type Props = { state: Extract<AppState, { kind: 'new_password' }>; startUp: StartUp };

/** Where the link of the mail for a forgotten password leads back to. */
export function NewPasswordScreen({ state, startUp }: Props) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    if (password === '') {
      setError(t('first_run.new_password.missing'));
      return;
    }
    setBusy(true);
    const failure = await startUp.setPassword(password);
    setBusy(false);
    if (failure) setError(t(`failures.${failure.code}`));
  }

  return (
    <EntranceFrame
      title={t('first_run.new_password.title')}
      text={t('first_run.new_password.text', { email: state.email })}
    >
      <form noValidate className="flex flex-col gap-3.5" onSubmit={(event) => void submit(event)}>
        <input hidden readOnly autoComplete="username" value={state.email} />
        <PasswordField
          autoFocus
          label={t('first_run.new_password.label')}
          value={password}
          error={error}
          readOnly={busy}
          onChange={(event) => {
            setPassword(event.target.value);
            setError(null);
          }}
        />
        <div className="mt-2">
          <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
            {busy ? t('first_run.new_password.busy') : t('first_run.new_password.submit')}
          </Button>
        </div>
      </form>
    </EntranceFrame>
  );
}
