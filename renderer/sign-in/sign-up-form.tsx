import type { StartUp } from '../start-up/start-up.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { t } from '../words/t.ts';
import { EmailField, EntranceForm } from './entrance-form.tsx';
import { EntranceFrame, TextButton } from './entrance.tsx';
import type { Step } from './sign-in-screen.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = {
  signIn: SignIn;
  startUp: StartUp;
  onStep: (step: Step) => void;
  /** The local workspace that is to go on there. */
  connecting: string | null;
};

/** A new account; where the server wants the address confirmed, the person goes on in their mail. */
export function SignUpForm({ signIn, startUp, connecting, onStep }: Props) {
  const { form, errors, busy, element, field, submit } = signIn;

  async function create() {
    const answered = { confirm: false };
    const done = await submit(['email', 'password'], async (typed) => {
      const answer = await startUp.signUp(typed);
      if (!answer.ok) return answer.error;
      answered.confirm = answer.value.confirm;
      return null;
    });
    if (done && answered.confirm) onStep({ sent: 'sign_up' });
  }

  return (
    <EntranceFrame title={t('first_run.sign_up.title')}>
      <EntranceForm
        element={element}
        busy={busy}
        submit={t('first_run.sign_up.submit')}
        submitting={t(connecting === null ? 'first_run.sign_up.busy' : 'first_run.connect.busy')}
        error={errors.form}
        onSubmit={() => void create()}
        fields={
          <>
            <EmailField signIn={signIn} autoFocus={form.email === ''} />
            <PasswordField
              {...field('password')}
              autoFocus={form.email !== ''}
              label={t('first_run.sign_up.password')}
            />
          </>
        }
      >
        <div className="flex justify-center">
          <TextButton onClick={() => onStep('person')}>{t('first_run.sign_up.have')}</TextButton>
        </div>
      </EntranceForm>
    </EntranceFrame>
  );
}
