import type { ReactNode } from 'react';
import { Popover as Radix } from 'radix-ui';

type Props = {
  trigger: ReactNode;
  /** Names the panel for screen readers. */
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: 'start' | 'end';
  children: ReactNode;
};

/** A small panel below its trigger, opened and closed by whoever draws it. Not modal. */
export const Panel = ({ trigger, label, open, onOpenChange, align = 'start', children }: Props) => (
  <Radix.Root open={open} onOpenChange={onOpenChange}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        aria-label={label}
        side="bottom"
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="appear no-drag z-50 rounded-dialog bg-surface w-70 text-text shadow-float outline-none"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
);
