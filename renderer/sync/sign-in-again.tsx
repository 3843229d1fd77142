import type { Replica } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { usePassword } from '../ui/use-password.ts';
import { t } from '../words/t.ts';

type Props = {
  replica: Replica;
  /** Only where the person has just asked for it: it takes the focus from nobody. */
  autoFocus?: boolean;
};

/** A session for the replica that is already open: the same person, so only the password is asked. */
export function SignInAgain({ replica, autoFocus = false }: Props) {
  const { busy, field, submit } = usePassword(t('sign_in.checks.password_missing'), async (password) => {
    const result = await replica.signIn(password);
    return result.ok ? null : t(`failures.${result.error.code}`);
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <input hidden readOnly autoComplete="username" value={replica.place.email} />
      <PasswordField
        label={`${t('sign_in.password')}, ${replica.place.email}`}
        autoFocus={autoFocus}
        {...field}
      />
      <Button type="submit" kind="primary" wide aria-disabled={busy}>
        {busy ? t('sign_in.busy') : t('sign_in.submit')}
      </Button>
    </form>
  );
}
