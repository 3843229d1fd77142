import { ChevronDown } from 'lucide-react';
import { classNames } from './class-names.ts';

type Props<T extends string> = {
  label: string;
  value: T;
  choices: readonly { value: T; name: string }[];
  disabled?: boolean;
  /** As wide as what it stands in. */
  wide?: boolean;
  /** As high as the fields beside it. */
  tall?: boolean;
  /** Within the frame of a field. */
  bare?: boolean;
  onChoose: (value: T) => void;
};

/** One of a few. The list that opens is the system's own: every key that people know works in it. */
export const Select = <T extends string>({
  label,
  value,
  choices,
  disabled = false,
  wide = false,
  tall = false,
  bare = false,
  onChoose,
}: Props<T>) => (
  <span className={classNames('relative inline-flex min-w-0 items-center', wide ? 'w-full' : 'shrink-0')}>
    <select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value);
        if (chosen) onChoose(chosen.value);
      }}
      className={classNames(
        'peer w-full min-w-0 appearance-none truncate rounded-control ps-2 pe-7 fades disabled:opacity-100',
        bare
          ? 'bg-transparent text-small text-secondary not-disabled:hover:text-text'
          : 'border bg-surface text-text not-disabled:hover:border-control disabled:border-transparent disabled:bg-transparent disabled:text-secondary',
        tall ? 'h-8 border-control' : 'h-7 border-edge',
      )}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} className="bg-surface text-text">
          {choice.name}
        </option>
      ))}
    </select>
    <ChevronDown
      aria-hidden
      className="pointer-events-none absolute end-2 size-3.5 text-secondary peer-disabled:invisible"
    />
  </span>
);
