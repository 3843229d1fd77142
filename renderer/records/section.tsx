import type { ReactNode } from 'react';

type Props = { title: string; count?: number; action?: ReactNode; children: ReactNode };

/** A part of the record beside its fields: what hangs on it. */
export const Section = ({ title, count, action, children }: Props) => (
  <section className="border-t border-hairline pt-2 pb-3">
    <div className="flex h-8 items-center">
      <h2 className="grow text-small font-medium text-secondary">
        {title}
        {count !== undefined && count > 0 && <span className="tabular ms-1.5 font-normal">{count}</span>}
      </h2>
      {action && <div className="-me-1.5">{action}</div>}
    </div>
    {children}
  </section>
);

export const ROW =
  'group/row relative flex min-h-8 items-center gap-2 -mx-1.5 rounded-control px-1.5 fades hover:bg-hover';

/** What a row offers, shown to a hand and to the keyboard. */
export const RowActions = ({ children }: { children: ReactNode }) => (
  <div className="-ms-2 flex w-0 shrink-0 overflow-hidden group-hover/row:ms-auto group-hover/row:w-auto focus-within:ms-auto focus-within:w-auto">
    {children}
  </div>
);

/** A record by its name, as a button that leads there. */
export const RowTitle = ({ text, onOpen }: { text: string; onOpen: () => void }) => (
  <button
    type="button"
    title={text}
    className="min-w-0 truncate rounded-control text-start underline-offset-3 hover:underline"
    onClick={onOpen}
  >
    {text}
  </button>
);
