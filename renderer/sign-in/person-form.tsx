import { useEffect, useState } from 'react';
import type { Provider, SignInWays } from '../../sync/index.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { t } from '../words/t.ts';
import { EmailField, EntranceForm } from './entrance-form.tsx';
import { EntranceFrame, TextButton } from './entrance.tsx';
import type { Step } from './sign-in-screen.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = {
  signIn: SignIn;
  startUp: StartUp;
  /** Null until the server has said. */
  ways: SignInWays | null;
  onWays: (ways: SignInWays) => void;
  onStep: (step: Step) => void;
  /** The local workspace that is to go on there. */
  connecting: string | null;
  note: string | null;
};

/** Who: by e-mail and password, or by whatever else this server offers. */
export function PersonForm({ signIn, startUp, ways, onWays, onStep, connecting, note }: Props) {
  const { form, errors, busy, element, field, submit } = signIn;
  const [inBrowser, setInBrowser] = useState(false);
  const { url, publishable_key } = form;

  useEffect(() => {
    if (ways) return;
    let gone = false;
    // A server that does not answer says so when the person signs in.
    void startUp.ways({ url, publishable_key }).then((answer) => {
      if (!gone && answer.ok) onWays(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [startUp, ways, onWays, url, publishable_key]);

  async function goOnWith(provider: Provider) {
    setInBrowser(await submit([], (typed) => startUp.openProvider(provider, typed)));
  }

  return (
    <EntranceFrame
      title={
        connecting === null ? t('sign_in.title') : t('first_run.connect.title', { workspace: connecting })
      }
      text={hostOf(url)}
      footer={note}
    >
      <EntranceForm
        element={element}
        busy={busy}
        submit={t('sign_in.submit')}
        submitting={t(connecting === null ? 'sign_in.busy' : 'first_run.connect.busy')}
        error={errors.form}
        onSubmit={() => void submit(['email', 'password'], (typed) => startUp.signIn(typed))}
        fields={
          <>
            <EmailField signIn={signIn} autoFocus={form.email === ''} />
            <PasswordField
              {...field('password')}
              autoFocus={form.email !== ''}
              label={t('sign_in.password')}
            />
          </>
        }
      >
        <div className="flex flex-wrap justify-center gap-x-2">
          <TextButton onClick={() => onStep('reset')}>{t('first_run.person.forgot')}</TextButton>
          <TextButton onClick={() => onStep('link')}>{t('first_run.person.link')}</TextButton>
          {ways?.sign_up !== false && (
            <TextButton onClick={() => onStep('sign_up')}>{t('first_run.person.create')}</TextButton>
          )}
          <TextButton onClick={() => onStep('server')}>{t('first_run.server.change')}</TextButton>
        </div>
        {ways && ways.providers.length > 0 && (
          <div className="appear flex flex-col gap-2">
            <div className="flex items-center gap-3 text-small text-secondary">
              <span className="h-px grow bg-hairline" />
              {t('first_run.person.or')}
              <span className="h-px grow bg-hairline" />
            </div>
            {ways.providers.map((provider) => (
              <Button key={provider} wide tall aria-disabled={busy} onClick={() => void goOnWith(provider)}>
                {t(`first_run.person.${provider}`)}
              </Button>
            ))}
            <p role="status" className="min-h-4 text-center text-small text-secondary">
              {inBrowser ? t('first_run.person.in_browser') : ''}
            </p>
          </div>
        )}
      </EntranceForm>
    </EntranceFrame>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
