import type { StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { EntranceFrame, FormError, TextButton } from './entrance.tsx';
import type { Step } from './sign-in-screen.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = { signIn: SignIn; startUp: StartUp; onStep: (step: Step) => void };

/** A new account; where the server wants the address confirmed, the person goes on in their mail. */
export function SignUpForm({ signIn, startUp, onStep }: Props) {
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
      <form
        ref={element}
        noValidate
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField
          {...field('email')}
          autoFocus={form.email === ''}
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
        />
        <PasswordField
          {...field('password')}
          autoFocus={form.email !== ''}
          label={t('first_run.sign_up.password')}
        />
        <FormError>{errors.form}</FormError>
        <div className="mt-2">
          <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
            {busy ? t('first_run.sign_up.busy') : t('first_run.sign_up.submit')}
          </Button>
        </div>
        <div className="flex justify-center">
          <TextButton onClick={() => onStep('person')}>{t('first_run.sign_up.have')}</TextButton>
        </div>
      </form>
    </EntranceFrame>
  );
}
