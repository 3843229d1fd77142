import { Mail as Letter } from 'lucide-react';
import type { StartUp } from '../start-up/start-up.ts';
import { t } from '../words/t.ts';
import { EmailField, EntranceForm } from './entrance-form.tsx';
import { EntranceFrame, TextButton } from './entrance.tsx';
import type { Step } from './sign-in-screen.tsx';
import type { SignIn } from './use-sign-in.ts';

/** Why a mail is sent, and where the person came from. */
export type Mail = 'link' | 'reset' | 'sign_up';

type Props = {
  mail: 'link' | 'reset';
  signIn: SignIn;
  startUp: StartUp;
  onStep: (step: Step) => void;
};

/** A mail with a link: to sign in, or to choose a new password. */
export function MailForm({ mail, signIn, startUp, onStep }: Props) {
  const { errors, busy, element, submit } = signIn;

  async function send() {
    if (await submit(['email'], (typed) => startUp.sendMail(mail, typed))) onStep({ sent: mail });
  }

  return (
    <EntranceFrame title={t(`first_run.mail.${mail}_title`)} text={t(`first_run.mail.${mail}_text`)}>
      <EntranceForm
        element={element}
        busy={busy}
        submit={t('first_run.mail.submit')}
        submitting={t('first_run.mail.busy')}
        error={errors.form}
        onSubmit={() => void send()}
        fields={<EmailField signIn={signIn} autoFocus />}
      >
        <div className="flex justify-center">
          <TextButton onClick={() => onStep('person')}>{t('first_run.back')}</TextButton>
        </div>
      </EntranceForm>
    </EntranceFrame>
  );
}

type SentProps = { mail: Mail; email: string; onBack: () => void; onOther: () => void };

/** Nothing to do here until the link leads back. */
export const MailSent = ({ mail, email, onBack, onOther }: SentProps) => (
  <EntranceFrame title={t('first_run.sent.title')} text={t('first_run.sent.text', { email })}>
    <div className="flex flex-col items-center gap-4 text-center">
      <div className="flex size-10 items-center justify-center rounded-card border border-hairline bg-surface text-secondary">
        <Letter aria-hidden className="size-5" />
      </div>
      <p role="status" className="text-small text-balance text-secondary">
        {mail === 'sign_up' ? t('first_run.sent.confirm') : t('first_run.sent.unknown')}
      </p>
      <div className="flex gap-2">
        <TextButton onClick={onOther}>{t('first_run.sent.other')}</TextButton>
        <TextButton onClick={onBack}>{t('first_run.back')}</TextButton>
      </div>
    </div>
  </EntranceFrame>
);
