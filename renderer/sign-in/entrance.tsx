import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { Mark } from '../ui/mark.tsx';
import { t } from '../words/t.ts';
import { Contours } from './contours.tsx';

type Props = {
  /** What is asked here; the name of the app where it is the first thing. */
  title?: string;
  text?: string;
  children: ReactNode;
  footer?: ReactNode;
};

/** The ground on which every screen before the board stands, so that going from one to the next moves nothing. */
export const EntranceFrame = ({ title = t('app.name'), text, children, footer }: Props) => (
  <main className="drag-region relative flex h-full justify-center overflow-y-auto pt-[max(32px,calc(50vh-272px))] pb-8">
    <Contours />
    <div className="no-drag relative w-85">
      <header className="mb-7 flex flex-col items-center text-center">
        <Mark size={36} />
        <h1 className="mt-4 text-page font-semibold tracking-[-0.01em] text-balance">{title}</h1>
        {text !== undefined && <p className="mt-0.5 text-balance text-secondary">{text}</p>}
      </header>
      {children}
      <footer className="mt-4 text-center text-small text-balance text-secondary">{footer}</footer>
    </div>
  </main>
);

/** What went wrong with none of the fields. */
export const FormError = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : (
    <p role="alert" className="appear flex gap-1.5 text-small text-lost">
      <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      {children}
    </p>
  );

/** Another way on, in words. */
export const TextButton = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button
    type="button"
    onClick={onClick}
    className="fades rounded-control px-1.5 py-1 text-small font-medium text-secondary hover:text-text"
  >
    {children}
  </button>
);

/** A way to begin, or a place to go to: a row with a title, a line below, and something at its end. */
export function EntranceRow(props: {
  icon?: ReactNode;
  title: string;
  text: string;
  end?: ReactNode;
  autoFocus?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  const { icon, title, text, end, autoFocus = false, disabled = false, onClick } = props;
  return (
    <button
      type="button"
      autoFocus={autoFocus}
      aria-disabled={disabled}
      onClick={onClick}
      className="fades flex w-full items-center gap-3 px-3.5 py-2.5 text-start -outline-offset-2 first:rounded-t-card last:rounded-b-card hover:bg-hover aria-disabled:opacity-60"
    >
      {icon !== undefined && <span className="text-secondary">{icon}</span>}
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">{title}</span>
        <span className="block truncate text-small text-secondary">{text}</span>
      </span>
      <span className="text-secondary">{end}</span>
    </button>
  );
}

export const EntranceRows = ({ label, children }: { label: string; children: ReactNode }) => (
  <div
    role="group"
    aria-label={label}
    className="divide-y divide-hairline rounded-card border border-edge bg-surface"
  >
    {children}
  </div>
);
