import { useId, type ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';

type Props = {
  title: string;
  /** What stands at the end of the line of the title. */
  aside?: ReactNode;
  /** Columns of the page's grid, by its width. */
  className: string;
  children: ReactNode;
};

/** One part of the page, with its name. */
export function Panel({ title, aside, className, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={classNames(
        'flex min-h-50 min-w-0 flex-col rounded-card border border-hairline bg-surface pb-2',
        className,
      )}
    >
      <header className="flex h-11 shrink-0 items-center gap-2 ps-4 pe-2">
        <h3 id={id} className="shrink-0 font-semibold">
          {title}
        </h3>
        <span className="grow" />
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Instead of what is not there yet. */
export const Nothing = ({ text, hint, children }: { text: string; hint?: string; children?: ReactNode }) => (
  <div className="flex grow flex-col items-center justify-center gap-0.5 px-4 pb-6 text-center">
    <p className={hint === undefined ? 'text-secondary' : undefined}>{text}</p>
    {hint !== undefined && <p className="text-small text-secondary">{hint}</p>}
    {children}
  </div>
);

type ReadoutProps = {
  /** Of the bar, where it does not stand beside it. */
  name?: string | null;
  value: string;
  weighted: string;
};

/** The bar under the hand or the keyboard, else all of them; also what the two shades of a bar are. */
export const Readout = ({ name = null, value, weighted }: ReadoutProps) => (
  <p
    aria-hidden
    className="tabular flex min-w-0 items-center gap-1.5 pe-2 text-small whitespace-nowrap text-secondary"
  >
    {name !== null && <span className="me-1 truncate text-text">{name}</span>}
    <span className="size-2 shrink-0 rounded-[2px] bg-bar" />
    {value}
    <span className="ms-1 size-2 shrink-0 rounded-[2px] bg-bar-weighted" />
    <span className="truncate">{t('home.pipeline.weighted_part', { value: weighted })}</span>
  </p>
);
