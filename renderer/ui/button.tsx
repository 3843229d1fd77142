import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  /** quiet: beside another that is more likely meant. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  wide?: boolean;
  /** As high as the fields above it. */
  tall?: boolean;
};

const KINDS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  plain: 'border border-edge bg-surface text-text hover:bg-sunken',
  quiet: 'text-secondary hover:bg-hover hover:text-text',
  danger: 'border border-edge bg-surface text-lost hover:bg-sunken',
};

/** A verb to press. One primary button per view. */
export function Button({ kind = 'plain', wide = false, tall = false, ...props }: Props) {
  return (
    <button
      type="button"
      {...props}
      className={classNames(
        'no-drag inline-flex items-center justify-center gap-1.5 rounded-control px-3 font-medium whitespace-nowrap',
        'fades aria-disabled:opacity-60',
        KINDS[kind],
        tall ? 'h-8' : 'h-7',
        wide && 'w-full',
      )}
    />
  );
}
