import { useState } from 'react';
import { EntranceForm } from '../sign-in/entrance-form.tsx';
import { EntranceFrame, FormError, TextButton } from '../sign-in/entrance.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { usePassword } from '../ui/use-password.ts';
import { t } from '../words/t.ts';
import { askLock } from './lock-store.ts';
import { refusalText } from './refusal-text.ts';

type Props = {
  onUnlocked: () => void;
  /** How many changes no server has; null where that cannot be told. */
  countUnsent: () => Promise<number | null>;
  /** Removes everything that the lock has sealed. False: it could not. */
  onForget: () => Promise<boolean>;
};

/** All that is shown while Outpost is locked. */
export function LockScreen({ onUnlocked, countUnsent, onForget }: Props) {
  const [forgotten, setForgotten] = useState<{ unsent: number | null } | null>(null);
  if (forgotten) return <Forgotten {...forgotten} onForget={onForget} onBack={() => setForgotten(null)} />;
  const ask = async () => setForgotten({ unsent: await countUnsent() });
  return <Unlock onUnlocked={onUnlocked} onForgotten={() => void ask()} />;
}

function Unlock({ onUnlocked, onForgotten }: { onUnlocked: () => void; onForgotten: () => void }) {
  const { busy, field, submit } = usePassword(t('lock.missing'), async (passphrase) => {
    const outcome = await askLock('lock:unlock', passphrase);
    if (outcome === null) onUnlocked();
    return refusalText(outcome);
  });
  return (
    <EntranceFrame title={t('lock.title')} text={t('lock.text')}>
      <EntranceForm
        busy={busy}
        submit={t('lock.unlock')}
        submitting={t('lock.unlocking')}
        onSubmit={() => void submit()}
        fields={<PasswordField autoFocus label={t('lock.passphrase')} {...field} />}
      >
        <div className="text-center">
          <TextButton onClick={onForgotten}>{t('lock.forgotten')}</TextButton>
        </div>
      </EntranceForm>
    </EntranceFrame>
  );
}

type ForgottenProps = { unsent: number | null; onForget: () => Promise<boolean>; onBack: () => void };

function Forgotten({ unsent, onForget, onBack }: ForgottenProps) {
  const [failed, setFailed] = useState(false);
  const remove = async () => setFailed(!(await onForget()));
  return (
    <EntranceFrame title={t('lock.forgot.title')} text={t('lock.forgot.text')}>
      <div className="flex flex-col gap-3">
        <p className="text-pretty text-secondary">{t('lock.forgot.local')}</p>
        <p role="alert" className={classNames('text-pretty', unsent === 0 ? 'text-secondary' : 'text-lost')}>
          {unsent === null ? t('lock.forgot.unknown') : t('lock.forgot.unsent', { count: unsent })}
        </p>
        <FormError>{failed ? t('lock.failed') : undefined}</FormError>
        <Button kind="danger" wide tall onClick={() => void remove()}>
          {t('lock.forgot.remove')}
        </Button>
        <Button kind="quiet" wide tall autoFocus onClick={onBack}>
          {t('lock.forgot.back')}
        </Button>
      </div>
    </EntranceFrame>
  );
}
