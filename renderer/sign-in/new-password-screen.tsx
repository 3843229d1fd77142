import type { AppState } from '../start-up/app-state.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { usePassword } from '../ui/use-password.ts';
import { t } from '../words/t.ts';
import { EntranceForm } from './entrance-form.tsx';
import { EntranceFrame } from './entrance.tsx';

type Props = { state: Extract<AppState, { kind: 'new_password' }>; startUp: StartUp };

/** Where the link of the mail for a forgotten password leads back to. */
export function NewPasswordScreen({ state, startUp }: Props) {
  const { busy, field, submit } = usePassword(t('first_run.new_password.missing'), async (password) => {
    const failure = await startUp.setPassword(password);
    return failure && t(`failures.${failure.code}`);
  });
  return (
    <EntranceFrame
      title={t('first_run.new_password.title')}
      text={t('first_run.new_password.text', { email: state.email })}
    >
      <EntranceForm
        busy={busy}
        submit={t('first_run.new_password.submit')}
        submitting={t('first_run.new_password.busy')}
        onSubmit={() => void submit()}
        fields={
          <>
            <input hidden readOnly autoComplete="username" value={state.email} />
            <PasswordField autoFocus label={t('first_run.new_password.label')} {...field} />
          </>
        }
      />
    </EntranceFrame>
  );
}
