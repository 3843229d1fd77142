import { useState, type SyntheticEvent } from 'react';
import { LEAST_PASSPHRASE } from '../../electron/ipc/contract.ts';
import type { Outcome } from '../lock/lock-store.ts';
import { refusalText } from '../lock/refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { t } from '../words/t.ts';
import { Check } from './section.tsx';

type Errors = { current?: string; next?: string; repeat?: string; understood?: string };

type Props = {
  kind: 'on' | 'change' | 'off';
  /** What is lost with the passphrase, said before it is chosen. */
  warning?: string | null;
  /** `current` is empty for `on`, `next` for `off`. */
  onSubmit: (current: string, next: string) => Promise<Outcome>;
  onClose: () => void;
};

/** Asks for the passphrase that there is, for a new one twice, or for both. */
export function LockDialog({ kind, warning = null, onSubmit, onClose }: Props) {
  const [typed, setTyped] = useState({ current: '', next: '', repeat: '' });
  const [understood, setUnderstood] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    error: errors[name] ?? null,
    readOnly: busy,
    onChange(event: { target: { value: string } }) {
      setTyped({ ...typed, [name]: event.target.value });
      setErrors({});
    },
  });

  function check(): Errors {
    if (kind !== 'on' && typed.current === '') return { current: t('lock.missing') };
    if (kind === 'off') return {};
    if (typed.next.length < LEAST_PASSPHRASE)
      return { next: t('lock.dialog.short', { count: LEAST_PASSPHRASE }) };
    if (typed.next !== typed.repeat) return { repeat: t('lock.dialog.other') };
    if (kind === 'on' && !understood) return { understood: t('lock.dialog.not_understood') };
    return {};
  }

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (busy) return;
    const found = check();
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const refused = refusalText(await onSubmit(typed.current, typed.next));
    setBusy(false);
    if (refused === null) onClose();
    else setErrors(kind === 'on' ? { next: refused } : { current: refused });
  }

  return (
    <Dialog title={t(`lock.dialog.${kind}_title`)} onClose={onClose}>
      <form noValidate className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        {kind !== 'on' && <PasswordField label={t('lock.dialog.current')} {...field('current')} />}
        {kind !== 'off' && (
          <>
            <PasswordField label={t('lock.dialog.next')} {...field('next')} />
            <PasswordField label={t('lock.dialog.repeat')} {...field('repeat')} />
          </>
        )}
        {warning !== null && (
          <p role="note" className="text-pretty text-small text-lost">
            {warning}
          </p>
        )}
        {kind === 'on' && (
          <div>
            <Check label={t('lock.dialog.understood')} checked={understood} onChange={setUnderstood} />
            {errors.understood !== undefined && (
              <p role="alert" className="ps-6 text-small text-lost">
                {errors.understood}
              </p>
            )}
          </div>
        )}
        <div className="mt-2 flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            {t('lock.dialog.cancel')}
          </Button>
          <Button type="submit" kind="primary" aria-disabled={busy}>
            {busy ? t('lock.dialog.busy') : t(`lock.dialog.${kind}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
