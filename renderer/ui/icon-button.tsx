import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from './tooltip.tsx';

type Props = Omit<ComponentProps<'button'>, 'className' | 'aria-label' | 'children'> & {
  /** Read by screen readers and shown as tooltip. */
  name: string;
  /** The key that does the same, for example "⌘\". */
  shortcut?: string;
  side?: ComponentProps<typeof Tooltip>['side'];
  /** An icon of 16 px. */
  children: ReactNode;
};

export function IconButton({ name, shortcut, side = 'bottom', children, ...props }: Props) {
  const tip = (
    <>
      {name}
      {shortcut !== undefined && <kbd className="ms-2 font-sans opacity-70">{shortcut}</kbd>}
    </>
  );
  return (
    <Tooltip content={tip} side={side}>
      <button
        type="button"
        {...props}
        aria-label={name}
        className="no-drag inline-flex size-7 shrink-0 items-center justify-center rounded-control text-secondary fades hover:bg-hover hover:text-text active:bg-pressed"
      >
        {children}
      </button>
    </Tooltip>
  );
}
