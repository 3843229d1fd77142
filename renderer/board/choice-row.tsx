import { useId } from 'react';

type Props<T extends string> = {
  label: string;
  value: T;
  choices: readonly { value: T; name: string }[];
  onChange: (value: T) => void;
};

/** One of two or three, all in sight. */
export function ChoiceRow<T extends string>({ label, value, choices, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-secondary">{label}</legend>
      <div className="flex gap-0.5 rounded-control bg-sunken p-0.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="relative flex h-7 flex-1 items-center justify-center rounded-control px-2 text-secondary fades has-checked:bg-surface has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="absolute opacity-0"
            />
            {choice.name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
