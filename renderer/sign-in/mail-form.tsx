import { Mail as Letter } from 'lucide-react';
import type { StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { EntranceFrame, FormError, TextButton } from './entrance.tsx';
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
  const { errors, busy, element, field, submit } = signIn;

  async function send() {
    if (await submit(['email'], (typed) => startUp.sendMail(mail, typed))) onStep({ sent: mail });
  }

  return (
    <EntranceFrame title={t(`first_run.mail.${mail}_title`)} text={t(`first_run.mail.${mail}_text`)}>
      <form
        ref={element}
        noValidate
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          {...field('email')}
          autoFocus
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
        />
        <FormError>{errors.form}</FormError>
        <div className="mt-2">
          <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
            {busy ? t('first_run.mail.busy') : t('first_run.mail.submit')}
          </Button>
        </div>
        <div className="flex justify-center">
          <TextButton onClick={() => onStep('person')}>{t('first_run.back')}</TextButton>
        </div>
      </form>
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
