// What is typed into the sign-in form, what is wrong with it, and one thing asked of the server at a time.
import { useRef, useState, type RefObject } from 'react';
import type { Failure } from '../../sync/index.ts';
import type { SignInForm } from '../start-up/app-state.ts';
import { t } from '../words/t.ts';
import { check, fieldOf, trimmed, type Field } from './form-checks.ts';

export type Errors = Partial<Record<Field | 'form', string>>;

export const errorsOf = (failure: Failure | null): Errors =>
  failure ? { [fieldOf(failure.code) ?? 'form']: t(`failures.${failure.code}`) } : {};

export type SignIn = {
  form: SignInForm;
  errors: Errors;
  busy: boolean;
  /** On the form element, so that the first field with an error gets the focus. */
  element: RefObject<HTMLFormElement | null>;
  fill: (part: Partial<SignInForm>) => void;
  /** What a field of the form is given. */
  field: (name: Field) => {
    name: Field;
    value: string;
    error: string | null;
    readOnly: boolean;
    onChange: (event: { target: { value: string } }) => void;
    onBlur: () => void;
  };
  /** Checks `fields`, then asks; shows what was wrong, and answers whether it worked. */
  submit: (fields: readonly Field[], ask: (form: SignInForm) => Promise<Failure | null>) => Promise<boolean>;
};

export function useSignIn(initial: SignInForm, failure: Failure | null): SignIn {
  const [form, setForm] = useState(initial);
  const [errors, setErrors] = useState(() => errorsOf(failure));
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);

  function show(found: Errors, fields: readonly Field[]) {
    // A failure of what is not on this form is said below it.
    const [other] = Object.entries(found).filter(
      ([name]) => name !== 'form' && !fields.includes(name as Field),
    );
    setErrors(other ? { form: other[1] } : found);
    const first = fields.find((name) => found[name] !== undefined);
    if (first) element.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  }

  return {
    form,
    errors,
    busy,
    element,
    fill(part) {
      setForm({ ...form, ...part });
      setErrors({});
    },
    field: (name) => ({
      name,
      value: form[name],
      error: errors[name] ?? null,
      readOnly: busy,
      onChange(event) {
        setForm({ ...form, [name]: event.target.value });
        setErrors(({ [name]: _mended, form: _form, ...others }) => others);
      },
      onBlur() {
        const error = form[name] === '' ? null : check(name, form[name]);
        if (error !== null) setErrors((others) => ({ ...others, [name]: error }));
      },
    }),
    async submit(fields, ask) {
      if (busy) return false;
      const found: Errors = {};
      for (const name of fields) {
        const error = check(name, form[name]);
        if (error !== null) found[name] = error;
      }
      show(found, fields);
      if (Object.keys(found).length > 0) return false;
      setBusy(true);
      const failed = await ask(trimmed(form));
      setBusy(false);
      show(errorsOf(failed), fields);
      return failed === null;
    },
  };
}
