import { createContext, useContext, type ReactNode } from 'react';
import { Popover as Radix } from 'radix-ui';
import { classNames } from './class-names.ts';

/** Where panels are put that float; within a modal dialog it is the dialog itself, which lies over everything else. */
const Host = createContext<HTMLElement | null>(null);
export const FloatingHost = Host.Provider;

type Props = {
  /** What it stands under: one element that takes a ref. */
  anchor: ReactNode;
  /** Names the panel for screen readers. */
  label: string;
  /** Escape, or a press elsewhere. */
  onClose: () => void;
  align?: 'start' | 'end';
  /** A short word under a field that keeps the focus. */
  tip?: boolean;
  children: ReactNode;
};

/** A panel that is open under its anchor for as long as it stands. */
export function Floating({ anchor, label, onClose, align = 'start', tip = false, children }: Props) {
  const host = useContext(Host);
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Anchor asChild>{anchor}</Radix.Anchor>
      <Radix.Portal container={host ?? undefined}>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => {
            if (tip) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className={classNames(
            'appear no-drag z-50 rounded-card bg-surface text-text shadow-float outline-none',
            tip ? 'max-w-70 px-2 py-1 text-small text-lost' : 'min-w-56',
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
