import { useEffect, useState } from 'react';
import type { Failure, Replica, ServerPlace, SignInWays } from '../../sync/index.ts';
import { useWaysBack, type WaysBack } from '../start-up/ways-back.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { usePassword } from '../ui/use-password.ts';
import { t } from '../words/t.ts';

type Props = {
  replica: Replica;
  /** Only where the person has just asked for it: it takes the focus from nobody. */
  autoFocus?: boolean;
};

/** A session for the replica that is already open: the same person, by a password or as the account came. */
export function SignInAgain({ replica, autoFocus = false }: Props) {
  const { busy, field, submit } = usePassword(t('sign_in.checks.password_missing'), async (password) => {
    const result = await replica.signIn(password);
    return result.ok ? null : t(`failures.${result.error.code}`);
  });
  const back = useWaysBack();
  const { place } = replica;
  return (
    <div className="flex flex-col gap-2">
      <form
        noValidate
        className="flex flex-col gap-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <input hidden readOnly autoComplete="username" value={place.email} />
        <PasswordField label={`${t('sign_in.password')}, ${place.email}`} autoFocus={autoFocus} {...field} />
        <Button type="submit" kind="primary" wide aria-disabled={busy}>
          {busy ? t('sign_in.busy') : t('sign_in.submit')}
        </Button>
      </form>
      {back && place.url !== null && <OtherWays back={back} place={place} />}
    </div>
  );
}

/** By a mailed link or another company's account: the link that leads back gives the open replica its session. */
function OtherWays({ back, place }: { back: WaysBack; place: ServerPlace }) {
  const { url, publishable_key, email } = place;
  const [ways, setWays] = useState<SignInWays | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  useEffect(() => {
    let gone = false;
    // A server that does not answer says so when the person signs in.
    void back.ways({ url, publishable_key }).then((answer) => {
      if (!gone && answer.ok) setWays(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [back, url, publishable_key]);

  async function begin(ask: () => Promise<Failure | null>, text: string) {
    if (busy) return;
    setBusy(true);
    const failure = await ask();
    setBusy(false);
    setSaid(failure ? { text: t(`failures.${failure.code}`), wrong: true } : { text, wrong: false });
  }

  const form = { url, publishable_key, email, password: '' };
  return (
    <>
      {ways?.email !== false && (
        <Button
          kind="quiet"
          wide
          aria-disabled={busy}
          onClick={() => void begin(() => back.sendMail('link', form), t('first_run.sent.text', { email }))}
        >
          {t('first_run.person.link')}
        </Button>
      )}
      {ways?.providers.map((provider) => (
        <Button
          key={provider}
          kind="quiet"
          wide
          aria-disabled={busy}
          onClick={() =>
            void begin(() => back.openProvider(provider, form), t('first_run.person.in_browser'))
          }
        >
          {t(`first_run.person.${provider}`)}
        </Button>
      ))}
      <p role="status" className={said?.wrong ? 'text-small text-lost' : 'text-small text-secondary'}>
        {said?.text}
      </p>
    </>
  );
}
