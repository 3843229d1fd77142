import { useEffect, useId, useRef, type ReactNode } from 'react';

type Props = { title: string; onClose: () => void; children: ReactNode };

/** Asks before what cannot be undone. The browser's own modal dialog: it keeps the focus, and Escape closes it. */
export function Dialog({ title, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
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
      className="appear no-drag m-auto w-90 rounded-dialog bg-surface p-5 text-text shadow-float backdrop:bg-[rgb(0_0_0/32%)]"
    >
      <h2 id={id} className="mb-2 text-record font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
