import { Check, Minus } from 'lucide-react';
import { classNames } from '../class-names.ts';

type Props = { state: 'none' | 'some' | 'all'; className?: string };

/** The look of a check box whose cell is what is pressed and named. */
export const CheckMark = ({ state, className }: Props) => (
  <span
    aria-hidden
    className={classNames(
      'flex size-4 items-center justify-center rounded-[4px] border',
      state === 'none' ? 'border-control bg-surface' : 'border-accent bg-accent text-on-accent',
      className,
    )}
  >
    {state === 'all' && <Check className="size-3" strokeWidth={3} />}
    {state === 'some' && <Minus className="size-3" strokeWidth={3} />}
  </span>
);
