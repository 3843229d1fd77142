import { useState, type SubmitEvent } from 'react';
import type { Replica } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { t } from '../words/t.ts';

type Props = {
  replica: Replica;
  /** Only where the person has just asked for it: it takes the focus from nobody. */
  autoFocus?: boolean;
};

/** A session for the replica that is already open: the same person, so only the password is asked. */
export function SignInAgain({ replica, autoFocus = false }: Props) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    if (password === '') {
      setError(t('sign_in.checks.password_missing'));
      return;
    }
    setBusy(true);
    const result = await replica.signIn(password);
    setBusy(false);
    if (!result.ok) setError(t(`failures.${result.error.code}`));
  }

  return (
    <form noValidate className="flex flex-col gap-2.5" onSubmit={(event) => void submit(event)}>
      <input hidden readOnly autoComplete="username" value={replica.place.email} />
      <PasswordField
        label={`${t('sign_in.password')}, ${replica.place.email}`}
        autoFocus={autoFocus}
        value={password}
        error={error}
        readOnly={busy}
        onChange={(event) => {
          setPassword(event.target.value);
          setError(null);
        }}
      />
      <Button type="submit" kind="primary" wide aria-disabled={busy}>
        {busy ? t('sign_in.busy') : t('sign_in.submit')}
      </Button>
    </form>
  );
}
