import { useId, type ComponentProps, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { classNames } from './class-names.ts';

type Props = Omit<ComponentProps<'input'>, 'id' | 'className'> & {
  label: string;
  /** What is wrong with it, in words; null when nothing is. */
  error?: string | null;
  /** A button inside the end of the field. */
  end?: ReactNode;
};

/** One line of text with its label above and its error below. */
export function TextField({ label, error = null, end, ...props }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-medium text-secondary">
        {label}
      </label>
      <div className="relative">
        <input
          spellCheck={false}
          autoCapitalize="off"
          {...props}
          id={id}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          className={classNames(
            'h-8 w-full rounded-control border bg-surface px-2.5 text-text placeholder:text-secondary',
            'fades focus-visible:outline-offset-0',
            error === null ? 'border-control' : 'border-lost',
            end !== undefined && 'pe-9',
          )}
        />
        {end !== undefined && <div className="absolute inset-y-0 end-0.5 flex items-center">{end}</div>}
      </div>
      {error !== null && (
        <p id={`${id}-error`} role="alert" className="appear flex gap-1.5 text-small text-lost">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
