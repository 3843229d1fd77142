import { useId, type ReactNode } from 'react';
import type { Directory } from '../fields/directory.ts';
import { shownText, type Names } from '../fields/shown-text.ts';
import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';
import { holdsSeveral, valueOfSide, type Difference, type Side } from './merge-choices.ts';

type Props = {
  difference: Difference;
  directory: Directory;
  names: { older: Names; newer: Names };
  side: Side;
  onChoose: (side: Side) => void;
};

/** A field in which the two differ: which value is to stand. */
export function DifferenceRow({ difference, directory, names, side, onChoose }: Props) {
  const name = useId();
  const { field, older, newer } = difference;
  const choice = (one: Side, text: string) => (
    <Choice name={name} chosen={one === side} empty={text === ''} onChoose={() => onChoose(one)}>
      {text === '' ? t('duplicates.merging.empty') : text}
    </Choice>
  );
  return (
    <fieldset className="grid grid-cols-[128px_1fr_1fr] border-b border-hairline last:border-b-0">
      <legend className="float-start w-32 truncate px-3 py-2 text-secondary">{field.name}</legend>
      {choice('older', shownText(field, older, directory, names.older))}
      {choice('newer', shownText(field, newer, directory, names.newer))}
      {holdsSeveral(field) && older !== null && newer !== null && (
        <div className="col-span-2 col-start-2 border-t border-hairline">
          {choice(
            'both',
            `${t('duplicates.merging.both')}: ${shownText(field, valueOfSide(difference, 'both'), directory)}`,
          )}
        </div>
      )}
    </fieldset>
  );
}

type ChoiceProps = {
  name: string;
  chosen: boolean;
  empty: boolean;
  onChoose: () => void;
  children: ReactNode;
};

const Choice = ({ name, chosen, empty, onChoose, children }: ChoiceProps) => (
  <label
    className={classNames(
      'flex min-w-0 items-start gap-2 border-s border-hairline px-3 py-2 fades',
      'has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-accent',
      chosen ? 'bg-selected' : 'hover:bg-hover',
    )}
  >
    <input
      type="radio"
      name={name}
      checked={chosen}
      onChange={onChoose}
      className="mt-0.75 size-3.5 shrink-0 accent-accent outline-none"
    />
    <span className={classNames('line-clamp-3 min-w-0 break-words', empty && 'text-secondary')}>
      {children}
    </span>
  </label>
);
