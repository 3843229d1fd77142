import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = { title: string; wide?: boolean; onClose: () => void; children: ReactNode };

/** Asks before what cannot be undone. The browser's own modal dialog: it keeps the focus, and Escape closes it. */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // A field wants the keyboard more than what stands before it.
    dialog?.querySelector<HTMLElement>('input:not([type=checkbox], [type=radio]), textarea')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={classNames(
        'appear no-drag m-auto rounded-dialog bg-surface p-5 text-text shadow-float backdrop:bg-[rgb(0_0_0/32%)]',
        wide ? 'w-160' : 'w-90',
      )}
    >
      <h2 id={id} className="mb-2 text-record font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
