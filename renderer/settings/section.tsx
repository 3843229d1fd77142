// The parts that every section of the settings is made of.
import { useId, useState, type ReactNode } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../words/t.ts';

type SectionProps = {
  title: string;
  text?: string;
  /** Why nothing can be changed here; null where it can. */
  locked?: string | null;
  /** At the end of the title. */
  action?: ReactNode;
  children?: ReactNode;
};

export const Section = ({ title, text, locked = null, action, children }: SectionProps) => (
  <section aria-label={title} className="flex flex-col gap-3">
    <div className="flex items-end gap-3">
      <div className="grow">
        <h2 className="text-record font-semibold">{title}</h2>
        {text !== undefined && <p className="mt-0.5 text-pretty text-secondary">{text}</p>}
      </div>
      {action}
    </div>
    {locked !== null && (
      <p role="note" className="rounded-card bg-sunken px-3 py-2 text-small text-secondary">
        {locked}
      </p>
    )}
    {children}
  </section>
);

/** Lines with a hairline between them. */
export const Lines = ({ label, children }: { label: string; children: ReactNode }) => (
  <ul
    aria-label={label}
    className="divide-y divide-hairline rounded-card border border-hairline bg-surface empty:hidden"
  >
    {children}
  </ul>
);

export const Line = ({ children }: { children: ReactNode }) => (
  <li className="group flex min-h-11 items-center gap-3 px-3 py-1.5">{children}</li>
);

type RowProps = { name: string; hint?: string; children: ReactNode };

/** What can be set, and its control at the end. */
export const SettingRow = ({ name, hint, children }: RowProps) => (
  <div className="flex min-h-11 items-center gap-6 border-b border-hairline py-2 last:border-b-0">
    <div className="min-w-40 grow">
      <div>{name}</div>
      {hint !== undefined && <div className="text-small text-secondary">{hint}</div>}
    </div>
    <div className="flex min-w-0 items-center gap-2 text-end">{children}</div>
  </div>
);

type TextProps = {
  label: string;
  value: string;
  disabled?: boolean;
  /** It cannot be left empty: what was there comes back. */
  required?: boolean;
  /** In a line of a list, where it looks like text until it is under the hand. */
  wide?: boolean;
  onSave: (value: string) => void;
};

/** A text that is saved when it is left, or by Enter; Escape brings back what was there. */
export function SavedText({
  label,
  value,
  disabled = false,
  required = true,
  wide = false,
  onSave,
}: TextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    setTyped(null);
    const next = (typed ?? value).trim();
    if (next !== value && (next !== '' || !required)) onSave(next);
  };
  return (
    <input
      aria-label={label}
      value={typed ?? value}
      disabled={disabled}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape' || typed === null) return;
        event.stopPropagation();
        setTyped(null);
      }}
      className={classNames(
        'h-7 min-w-0 rounded-control border px-2 fades focus-visible:outline-offset-0',
        'not-disabled:hover:border-control not-disabled:focus:border-control not-disabled:focus:bg-surface',
        'disabled:border-transparent disabled:bg-transparent',
        wide ? '-ms-2 grow border-transparent bg-transparent' : 'w-64 border-edge bg-surface',
      )}
    />
  );
}

type CheckProps = {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

export function Check({ label, checked, disabled, onChange }: CheckProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex h-7 items-center gap-2">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}

/** A place earlier or later; the hand and the keyboard use the same two buttons. */
export const Reorder = ({
  name,
  at,
  of,
  onMove,
}: {
  name: string;
  at: number;
  of: number;
  onMove: (to: number) => void;
}) => (
  <span className="flex opacity-0 fades group-focus-within:opacity-100 group-hover:opacity-100">
    <IconButton
      name={t('settings.move_up', { name })}
      aria-disabled={at === 0}
      onClick={() => at > 0 && onMove(at - 1)}
    >
      <ChevronUp aria-hidden className="size-4" />
    </IconButton>
    <IconButton
      name={t('settings.move_down', { name })}
      aria-disabled={at === of - 1}
      onClick={() => at < of - 1 && onMove(at + 1)}
    >
      <ChevronDown aria-hidden className="size-4" />
    </IconButton>
  </span>
);

/** `ids` with the one at `from` brought to `to`. */
export function moved<T>(ids: readonly T[], from: number, to: number): readonly T[] {
  const rest = ids.filter((_, at) => at !== from);
  const one = ids[from];
  return one === undefined ? ids : [...rest.slice(0, to), one, ...rest.slice(to)];
}

type AddProps = {
  label: string;
  button: string;
  onAdd: (text: string) => Promise<boolean>;
  children?: ReactNode;
};

/** A text and a button that adds something by it; the text stays where it was not taken. */
export function AddLine({ label, button, onAdd, children }: AddProps) {
  const [text, setText] = useState('');
  const add = async () => {
    if (text.trim() !== '' && (await onAdd(text.trim()))) setText('');
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        className="h-7 w-64 rounded-control border border-edge bg-surface px-2 fades placeholder:text-secondary hover:border-control focus-visible:outline-offset-0"
      />
      {children}
      <Button type="submit">{button}</Button>
    </form>
  );
}
