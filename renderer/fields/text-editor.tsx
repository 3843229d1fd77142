import { useRef, useState, type KeyboardEvent } from 'react';
import type { InvalidCode } from '../../sync/index.ts';
import { Floating } from '../ui/floating.tsx';
import { CURRENCY_CODES } from '../ui/parse-number.ts';
import { Select } from '../ui/select.tsx';
import { t } from '../words/t.ts';
import { usualCurrency } from './currency.ts';
import { isNumeric, type Field, type Money } from './field.ts';
import { readText, textOf } from './typed-text.ts';

type Props = {
  field: Field;
  value: unknown;
  /** Of an amount that is not there yet, where the row knows one. */
  currency: string | null;
  error: string | null;
  faultText: (code: InvalidCode) => string;
  onTake: (value: unknown) => void;
  onCancel: () => void;
};

const TYPES: Partial<Record<Field['kind'], string>> = { email: 'email', phone: 'tel', url: 'url' };

export function TextEditor({ field, value, currency: known, error, faultText, onTake, onCancel }: Props) {
  const [text, setText] = useState(() => textOf(field, value));
  const [fault, setFault] = useState<string | null>(null);
  const [currency, setCurrency] = useState(
    () => field.currency ?? (value as Money | null)?.currency ?? known ?? usualCurrency(),
  );
  const ended = useRef(false);
  const wrong = fault ?? error;

  function take() {
    if (ended.current) return;
    const typed = readText(field, text, currency);
    if (typed.ok) {
      ended.current = true;
      onTake(typed.value);
    } else {
      setFault(faultText(typed.code));
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      take();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      ended.current = true;
      onCancel();
    }
  }

  const input = (
    <div
      className="flex h-7 w-full min-w-0 items-center rounded-control bg-surface outline-2 -outline-offset-1 outline-accent aria-invalid:outline-lost"
      aria-invalid={wrong !== null}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) take();
      }}
    >
      <input
        autoFocus
        onFocus={(event) => event.target.select()}
        aria-label={field.name}
        aria-invalid={wrong !== null}
        inputMode={isNumeric(field) ? 'decimal' : undefined}
        // The browser's own checks know less than ours; the type is for keyboards and for screen readers.
        type={TYPES[field.kind] === 'tel' ? 'tel' : 'text'}
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setFault(null);
        }}
        className="h-full w-full min-w-0 grow bg-transparent px-1.5 outline-none"
      />
      {field.kind === 'money' && (
        <CurrencyChoice fixed={field.currency} value={currency} onChange={setCurrency} />
      )}
    </div>
  );
  if (wrong === null) return input;
  return (
    <Floating tip label={field.name} anchor={input} onClose={() => undefined}>
      <p role="alert">{wrong}</p>
    </Floating>
  );
}

type CurrencyProps = { fixed: string | null; value: string; onChange: (currency: string) => void };

export function CurrencyChoice({ fixed, value, onChange }: CurrencyProps) {
  if (fixed !== null) return <span className="pe-2 text-small text-secondary">{fixed}</span>;
  return (
    <Select
      bare
      label={t('records.editor.currency')}
      value={value}
      choices={[...new Set([value, ...CURRENCY_CODES])].map((code) => ({ value: code, name: code }))}
      onChoose={onChange}
    />
  );
}
