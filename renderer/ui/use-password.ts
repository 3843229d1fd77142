import { useState } from 'react';

/**
 * One password that is typed and sent. `send` answers what went wrong, in words, or null; `missing` is said of none. What
 * comes back is for a PasswordField, and for the button beside it.
 */
export function usePassword(missing: string, send: (password: string) => Promise<string | null>) {
  const [value, setValue] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    field: {
      value,
      error,
      readOnly: busy,
      onChange(event: { target: { value: string } }) {
        setValue(event.target.value);
        setError(null);
      },
    },
    submit: async (): Promise<void> => {
      if (busy) return;
      if (value === '') {
        setError(missing);
        return;
      }
      setBusy(true);
      const failed = await send(value);
      setBusy(false);
      setError(failed);
    },
  };
}
