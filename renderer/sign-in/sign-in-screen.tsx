import { useState } from 'react';
import type { SignInWays } from '../../sync/index.ts';
import type { AppState } from '../start-up/app-state.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { t } from '../words/t.ts';
import { MailForm, MailSent, type Mail } from './mail-form.tsx';
import { PersonForm } from './person-form.tsx';
import { ServerForm } from './server-form.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { useSignIn } from './use-sign-in.ts';

type Props = { state: Extract<AppState, { kind: 'sign_in' }>; startUp: StartUp };

export type Step = 'server' | 'person' | 'sign_up' | 'link' | 'reset' | { sent: Mail };

/** One question at a time: which server, then who. What was typed stays from one to the next. */
export function SignInScreen({ state: { form, failure, launch, connecting }, startUp }: Props) {
  const signIn = useSignIn(form, failure);
  const [step, setStep] = useState<Step>(
    form.url === '' || form.publishable_key === '' ? 'server' : 'person',
  );
  const [ways, setWays] = useState<SignInWays | null>(null);

  if (typeof step === 'object')
    return (
      <MailSent
        mail={step.sent}
        email={signIn.form.email.trim()}
        onBack={() => setStep('person')}
        onOther={() => setStep(step.sent)}
      />
    );
  switch (step) {
    case 'server':
      return (
        <ServerForm
          signIn={signIn}
          startUp={startUp}
          connecting={connecting}
          onFound={(found) => {
            setWays(found);
            setStep('person');
          }}
        />
      );
    case 'person':
      return (
        <PersonForm
          signIn={signIn}
          startUp={startUp}
          ways={ways}
          onWays={setWays}
          onStep={setStep}
          connecting={connecting}
          note={
            launch.vault === 'memory'
              ? t('sign_in.memory_only')
              : launch.demo?.url === signIn.form.url
                ? t('sign_in.demo')
                : null
          }
        />
      );
    case 'sign_up':
      return <SignUpForm signIn={signIn} startUp={startUp} connecting={connecting} onStep={setStep} />;
    case 'link':
    case 'reset':
      return <MailForm mail={step} signIn={signIn} startUp={startUp} onStep={setStep} />;
  }
}
