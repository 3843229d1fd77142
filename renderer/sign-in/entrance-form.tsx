import type { ReactNode, RefObject } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { FormError } from './entrance.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = {
  /** So that the first field with an error gets the focus. */
  element?: RefObject<HTMLFormElement | null>;
  busy: boolean;
  /** A verb, and the same while it is being done. */
  submit: string;
  submitting: string;
  /** What went wrong with none of the fields. */
  error?: string | undefined;
  onSubmit: () => void;
  fields: ReactNode;
  /** Other ways on, below the button. */
  children?: ReactNode;
};

/** Fields, what went wrong, one button over the whole width, and the other ways on. */
export const EntranceForm = ({
  element,
  busy,
  submit,
  submitting,
  error,
  onSubmit,
  fields,
  children,
}: Props) => (
  <form
    ref={element}
    noValidate
    className="flex flex-col gap-3.5"
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    {fields}
    <FormError>{error}</FormError>
    <div className="mt-2">
      <Button type="submit" kind="primary" wide tall aria-disabled={busy}>
        {busy ? submitting : submit}
      </Button>
    </div>
    {children}
  </form>
);

export const EmailField = ({ signIn, autoFocus }: { signIn: SignIn; autoFocus: boolean }) => (
  <TextField
    {...signIn.field('email')}
    autoFocus={autoFocus}
    label={t('sign_in.email')}
    type="email"
    autoComplete="username"
  />
);
