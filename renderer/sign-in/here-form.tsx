import { useRef, useState, type SubmitEvent } from 'react';
import type { StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { EntranceFrame, FormError, TextButton } from './entrance.tsx';

type Props = { startUp: StartUp; onBack: () => void };
type Errors = Partial<Record<'workspace' | 'person' | 'form', string>>;

const LONGEST = 500;
const FIELDS = ['workspace', 'person'] as const;

/** A workspace without a server: two names, and it is there. */
export function HereForm({ startUp, onBack }: Props) {
  const [names, setNames] = useState({ workspace: '', person: '' });
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);

  const field = (name: (typeof FIELDS)[number]) => ({
    name,
    value: names[name],
    error: errors[name] ?? null,
    readOnly: busy,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => {
      setNames({ ...names, [name]: event.target.value });
      setErrors(({ [name]: _mended, ...others }) => others);
    },
  });

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    const given = { workspace: names.workspace.trim(), person: names.person.trim() };
    const found: Errors = {};
    for (const name of FIELDS)
      if (given[name] === '') found[name] = t(`first_run.here.${name}_missing`);
      else if (given[name].length > LONGEST) found[name] = t('first_run.here.too_long');
    setErrors(found);
    const first = FIELDS.find((name) => found[name] !== undefined);
    if (first) {
      element.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setBusy(true);
    const failure = await startUp.startHere(given);
    setBusy(false);
    if (failure) setErrors({ form: t(`failures.${failure.code}`) });
  }

  return (
    <EntranceFrame title={t('first_run.here.title')} text={t('first_run.here.text')}>
      <form
        ref={element}
        noValidate
        className="flex flex-col gap-3.5"
        onSubmit={(event) => void submit(event)}
      >
        <TextField
          {...field('workspace')}
          autoFocus
          label={t('first_run.here.workspace')}
          placeholder={t('first_run.here.workspace_hint')}
        />
        <TextField {...field('person')} label={t('first_run.here.person')} />
        <FormError>{errors.form}</FormError>
        <div className="mt-2">
          <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
            {busy ? t('first_run.here.busy') : t('first_run.here.submit')}
          </Button>
        </div>
        <div className="flex justify-center">
          <TextButton onClick={onBack}>{t('first_run.back')}</TextButton>
        </div>
      </form>
    </EntranceFrame>
  );
}
