import { Check } from 'lucide-react';
import { classNames } from './class-names.ts';

type Props = {
  checked: boolean;
  /** What pressing it does, for screen readers. */
  name: string;
  /** Null: the person may not. */
  onPress: (() => void) | null;
  tabIndex?: number;
  /** It is late. */
  late?: boolean;
};

/** A round mark that says what is done: one press, and it is. */
export const Tick = ({ checked, name, onPress, tabIndex, late = false }: Props) => (
  <button
    type="button"
    role="checkbox"
    aria-checked={checked}
    aria-label={name}
    disabled={onPress === null}
    tabIndex={tabIndex}
    onClick={onPress ?? undefined}
    className="no-drag group/tick inline-flex size-7 shrink-0 items-center justify-center rounded-control"
  >
    <span
      className={classNames(
        'inline-flex size-4 items-center justify-center rounded-full border fades',
        checked
          ? 'border-secondary bg-secondary text-surface'
          : classNames(
              'text-transparent group-enabled/tick:group-hover/tick:text-secondary',
              late ? 'border-due' : 'border-control',
            ),
      )}
    >
      <Check aria-hidden className="size-2.5" strokeWidth={3.5} />
    </span>
  </button>
);
