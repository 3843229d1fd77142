import { X } from 'lucide-react';
import { IconButton } from './icon-button.tsx';

type Props = { text: string; dismiss: string; onDismiss: () => void };

/** A calm word about something that did not work; it stays until it is dismissed. */
export const Notice = ({ text, dismiss, onDismiss }: Props) => (
  <div
    role="status"
    className="appear absolute bottom-5 left-1/2 z-30 flex max-w-120 -translate-x-1/2 items-center gap-2 rounded-card bg-surface py-1 pr-1 pl-3 shadow-float"
  >
    <p>{text}</p>
    <IconButton name={dismiss} side="top" onClick={onDismiss}>
      <X aria-hidden className="size-4" />
    </IconButton>
  </div>
);
