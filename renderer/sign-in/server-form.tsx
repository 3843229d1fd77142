import type { ClipboardEvent } from 'react';
import type { SignInWays } from '../../sync/index.ts';
import { readPasted } from '../start-up/opened-link.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { EntranceForm } from './entrance-form.tsx';
import { EntranceFrame, TextButton } from './entrance.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = {
  signIn: SignIn;
  startUp: StartUp;
  connecting: string | null;
  onFound: (ways: SignInWays) => void;
};

/** Which server: asked of the server itself before anything else is, so that a mistake is found where it was made. */
export function ServerForm({ signIn, startUp, connecting, onFound }: Props) {
  const { form, errors, busy, element, fill, field, submit } = signIn;

  /** A link or several lines fill both fields, whichever they were pasted into. */
  function paste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text');
    const found = readPasted(text);
    if (found.url === undefined && found.publishable_key === undefined) return;
    if (
      text.trim() === found.publishable_key &&
      event.currentTarget.getAttribute('name') === 'publishable_key'
    )
      return;
    event.preventDefault();
    fill(found);
  }

  async function look() {
    const asked: { ways?: SignInWays } = {};
    const found = await submit(['url', 'publishable_key'], async (typed) => {
      const answer = await startUp.ways(typed);
      if (!answer.ok) return answer.error;
      asked.ways = answer.value;
      return null;
    });
    if (found && asked.ways) onFound(asked.ways);
  }

  return (
    <EntranceFrame
      title={
        connecting === null
          ? t('first_run.server.title')
          : t('first_run.connect.title', { workspace: connecting })
      }
      text={connecting === null ? t('first_run.server.text') : t('first_run.connect.text')}
    >
      <EntranceForm
        element={element}
        busy={busy}
        submit={t('first_run.server.submit')}
        submitting={t('first_run.server.busy')}
        error={errors.form}
        onSubmit={() => void look()}
        fields={
          <>
            <TextField
              {...field('url')}
              autoFocus={form.url === '' || form.publishable_key !== ''}
              label={t('sign_in.server')}
              type="url"
              placeholder={t('sign_in.server_hint')}
              onPaste={paste}
            />
            <TextField
              {...field('publishable_key')}
              autoFocus={form.url !== '' && form.publishable_key === ''}
              label={t('sign_in.key')}
              placeholder={t('sign_in.key_hint')}
              autoComplete="off"
              onPaste={paste}
            />
          </>
        }
      >
        <div className="flex justify-center">
          <TextButton onClick={startUp.toWelcome}>{t('first_run.back')}</TextButton>
        </div>
      </EntranceForm>
    </EntranceFrame>
  );
}
