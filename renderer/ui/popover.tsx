import type { ComponentProps, ReactNode } from 'react';
import { Popover as Radix } from 'radix-ui';

type Props = {
  trigger: ReactNode;
  /** Names the panel for screen readers. */
  label: string;
  side?: ComponentProps<typeof Radix.Content>['side'];
  children: ReactNode;
};

/** Closes the popover that it is in when its one child is pressed. */
export const PopoverClose = ({ children }: { children: ReactNode }) => (
  <Radix.Close asChild>{children}</Radix.Close>
);

/** A small panel under the hand. Not modal: the page behind stays usable and nothing is injected to lock its scroll. */
export function Popover({ trigger, label, side = 'top', children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align="start"
          sideOffset={8}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // Where its press led elsewhere, the focus is there already.
            if (document.activeElement !== document.body) event.preventDefault();
          }}
          className="appear z-40 w-70 rounded-dialog bg-surface p-3 text-text shadow-float outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
