import { useRef, useState, type SubmitEvent } from 'react';
import { CircleAlert } from 'lucide-react';
import type { Failure } from '../../sync/index.ts';
import type { AppState, SignInForm, StartUp } from '../start-up/start-up.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { TextField } from '../ui/text-field.tsx';
import { words } from '../words.ts';
import { Contours } from './contours.tsx';
import { check, fieldOf, trimmed, type Field } from './form-checks.ts';
import { PasswordField } from '../ui/password-field.tsx';

type Props = { state: Extract<AppState, { kind: 'sign_in' }>; startUp: StartUp };

const FIELDS: readonly Field[] = ['url', 'publishable_key', 'email', 'password'];

type Errors = Partial<Record<Field | 'form', string>>;

function errorsOf(failure: Failure | null): Errors {
  return failure ? { [fieldOf(failure.code) ?? 'form']: words.failures[failure.code] } : {};
}

export function SignInScreen({ state, startUp }: Props) {
  const [form, setForm] = useState<SignInForm>(state.form);
  const [errors, setErrors] = useState<Errors>(() => errorsOf(state.failure));
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);

  const firstEmpty = FIELDS.find((field) => form[field] === '') ?? 'password';
  const [focusFirst] = useState(firstEmpty);

  const field = (name: Field) => ({
    name,
    value: form[name],
    error: errors[name] ?? null,
    autoFocus: name === focusFirst,
    readOnly: busy,
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value });
      setErrors(({ [name]: _mended, form: _form, ...others }) => others);
    },
    onBlur: () => {
      const error = form[name] === '' ? null : check(name, form[name]);
      if (error !== null) setErrors((others) => ({ ...others, [name]: error }));
    },
  });

  function show(found: Errors) {
    setErrors(found);
    const first = FIELDS.find((name) => found[name] !== undefined);
    if (first) element.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    const found: Errors = {};
    for (const name of FIELDS) {
      const error = check(name, form[name]);
      if (error !== null) found[name] = error;
    }
    show(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const failure = await startUp.signIn(trimmed(form));
    setBusy(false);
    show(errorsOf(failure));
  }

  return (
    <main className="drag-region relative flex h-full justify-center overflow-y-auto pt-[max(32px,calc(50vh-272px))] pb-8">
      <Contours />
      <div className="no-drag relative w-85">
        <header className="mb-7 flex flex-col items-center text-center">
          <Mark size={36} />
          <h1 className="mt-4 text-page font-semibold tracking-[-0.01em]">{words.app.name}</h1>
          <p className="mt-0.5 text-balance text-secondary">{words.app.sentence}</p>
        </header>
        <form
          ref={element}
          noValidate
          className="flex flex-col gap-3.5"
          onSubmit={(event) => void submit(event)}
        >
          <TextField
            {...field('url')}
            label={words.signIn.server}
            type="url"
            placeholder={words.signIn.serverHint}
          />
          <TextField
            {...field('publishable_key')}
            label={words.signIn.key}
            placeholder={words.signIn.keyHint}
            autoComplete="off"
          />
          <div className="my-1 h-px bg-hairline" />
          <TextField {...field('email')} label={words.signIn.email} type="email" autoComplete="username" />
          <PasswordField {...field('password')} label={words.signIn.password} />
          {errors.form !== undefined && (
            <p role="alert" className="appear flex gap-1.5 text-small text-lost">
              <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
              {errors.form}
            </p>
          )}
          <div className="mt-2">
            <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
              {busy ? words.signIn.busy : words.signIn.submit}
            </Button>
          </div>
        </form>
        <footer className="mt-4 text-center text-small text-balance text-secondary">
          {state.launch.vault === 'memory'
            ? words.signIn.memoryOnly
            : state.launch.demo
              ? words.signIn.demo
              : null}
        </footer>
      </div>
    </main>
  );
}
