import type { ReactNode } from 'react';
import { Tooltip as Radix } from 'radix-ui';

type Props = {
  /** Nothing is shown for null. */
  content: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
};

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={450} skipDelayDuration={200} disableHoverableContent>
    {children}
  </Radix.Provider>
);

/** What a control is for, on hover and on focus. `children` is one element that takes a ref. */
export function Tooltip({ content, side = 'bottom', align = 'center', children }: Props) {
  if (content === null) return children;
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 max-w-70 rounded-control bg-tip px-2 py-1 text-small text-on-tip shadow-float"
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
