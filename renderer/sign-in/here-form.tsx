import { useRef, useState } from 'react';
import type { StartUp } from '../start-up/start-up.ts';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { EntranceForm } from './entrance-form.tsx';
import { EntranceFrame, TextButton } from './entrance.tsx';

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

  async function submit() {
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
      <EntranceForm
        element={element}
        busy={busy}
        submit={t('first_run.here.submit')}
        submitting={t('first_run.here.busy')}
        error={errors.form}
        onSubmit={() => void submit()}
        fields={
          <>
            <TextField
              {...field('workspace')}
              autoFocus
              label={t('first_run.here.workspace')}
              placeholder={t('first_run.here.workspace_hint')}
            />
            <TextField {...field('person')} label={t('first_run.here.person')} />
          </>
        }
      >
        <div className="flex justify-center">
          <TextButton onClick={onBack}>{t('first_run.back')}</TextButton>
        </div>
      </EntranceForm>
    </EntranceFrame>
  );
}
