import type { ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { ago } from '../ui/dates.ts';
import { momentText } from './values.ts';

type Props = {
  /** Of the entry; what the focus is found by. */
  id: string;
  mark: ReactNode;
  title: string;
  /** Read after the title by screen readers. */
  state: string;
  summary: ReactNode;
  /** ISO 8601. */
  at: string;
  /** This machine's time, in whole minutes. */
  now: number;
  /** The one entry that Tab reaches. */
  current: boolean;
  /** Whether there is more to see, and whether it is shown. */
  expanded: boolean;
  onToggle: () => void;
  children?: ReactNode;
};

/** One entry of the page: mark, record, what happened, when; what belongs to it below. */
export function EntryRow({
  id,
  mark,
  title,
  state,
  summary,
  at,
  now,
  current,
  expanded,
  onToggle,
  children,
}: Props) {
  const row = `entry-${id.replaceAll(' ', '-')}`;
  return (
    <article
      aria-labelledby={row}
      className={classNames(
        'rounded-card border fades',
        'has-[>button:focus-visible]:outline-2 has-[>button:focus-visible]:-outline-offset-1 has-[>button:focus-visible]:outline-accent',
        expanded ? 'border-hairline bg-surface' : 'border-transparent hover:bg-hover',
      )}
    >
      <button
        type="button"
        id={row}
        data-entry={id}
        tabIndex={current ? 0 : -1}
        aria-expanded={expanded}
        aria-describedby="entry-keys"
        className="flex w-full items-start gap-2.5 rounded-card px-3 pt-2 pb-1.5 text-start outline-none"
        onClick={onToggle}
      >
        <span className="flex h-5 w-4 shrink-0 items-center justify-center">{mark}</span>
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-3">
            <span
              className={classNames('min-w-0 grow font-medium', expanded ? 'break-words' : 'truncate')}
              title={title}
            >
              {title}
            </span>
            <span className="sr-only">{state}</span>
            <time dateTime={at} title={momentText(at)} className="tabular shrink-0 text-small text-secondary">
              {ago(at, now)}
            </time>
          </span>
          <span className="block text-small text-secondary">{summary}</span>
        </span>
        <ChevronRight
          aria-hidden
          className={classNames(
            'mt-0.75 size-3.5 shrink-0 text-secondary',
            expanded ? 'rotate-90' : 'rtl:rotate-180',
          )}
        />
      </button>
      {children !== undefined && <div className="flex flex-col gap-2 ps-9.5 pe-9 pb-3">{children}</div>}
    </article>
  );
}
