// One cell while it is edited: Enter or leaving it takes the value, Escape leaves it as it was. What does not fit is
// said under the field, and the field stays open.
import { useState, type ReactNode } from 'react';
import type { InvalidCode, Replica } from '../../sync/index.ts';
import { DatePicker } from '../ui/date-picker.tsx';
import { mediumDay } from '../ui/dates.ts';
import { Floating } from '../ui/floating.tsx';
import { faultOf } from './check-value.ts';
import { ChoiceEditor } from './choice-editor.tsx';
import type { Directory } from './directory.ts';
import { cellsOf, readField, sameValue, type Cells, type Field } from './field.ts';
import { Shown } from './field-value.tsx';
import { fieldFaultText } from './invalid-words.ts';
import { shownText, type Names } from './shown-text.ts';
import { TextEditor } from './text-editor.tsx';

type Props = {
  field: Field;
  row: Cells;
  replica: Replica;
  directory: Directory;
  names?: Names;
  /** Why the value that was committed was not taken. */
  error?: string | null;
  onCommit: (cells: Cells) => void;
  /** Also called where nothing was changed. */
  onCancel: () => void;
};

export function FieldEditor({
  field,
  row,
  replica,
  directory,
  names = {},
  error,
  onCommit,
  onCancel,
}: Props) {
  const value = readField(field, row);
  const take = (next: unknown) => (sameValue(next, value) ? onCancel() : onCommit(cellsOf(field, next)));
  const words = (code: InvalidCode): string =>
    fieldFaultText(code, field, (bound) => boundText(field, bound, directory));
  const under = (panel: ReactNode, onClose: () => void) => (
    <Floating
      label={field.name}
      onClose={onClose}
      anchor={
        <div className="flex h-7 w-full min-w-0 items-center rounded-control px-1.5 outline-2 -outline-offset-1 outline-accent">
          {value !== null && <Shown field={field} value={value} directory={directory} names={names} />}
        </div>
      }
    >
      {panel}
      {error && <p className="max-w-70 px-3 pb-2 text-small text-lost">{error}</p>}
    </Floating>
  );

  switch (field.kind) {
    case 'date':
      return under(
        <DatePicker
          label={field.name}
          day={value as string | null}
          onDay={take}
          fault={(day) => {
            const code = faultOf(field, day);
            return code && words(code);
          }}
          clearable={!field.required}
        />,
        onCancel,
      );
    case 'boolean':
    case 'choice':
    case 'choices':
    case 'tags':
    case 'person':
    case 'team':
    case 'stage':
    case 'contact':
    case 'company':
    case 'deal':
    case 'record':
      return <ListedEditor {...{ field, value, replica, directory, names, take, under }} />;
    default:
      return (
        <TextEditor
          field={field}
          value={value}
          currency={currencyOf(row)}
          error={error ?? null}
          faultText={words}
          onTake={take}
          onCancel={onCancel}
        />
      );
  }
}

type ListedProps = Pick<Props, 'field' | 'replica' | 'directory'> & {
  value: unknown;
  names: Names;
  take: (value: unknown) => void;
  under: (panel: ReactNode, onClose: () => void) => ReactNode;
};

/** What is chosen of several is taken when the list closes, so that it is one edit. */
function ListedEditor({ field, value, replica, directory, names, take, under }: ListedProps) {
  const [picked, pick] = useState(value);
  const several = field.kind === 'tags' || field.kind === 'choices';
  return under(
    <ChoiceEditor
      field={field}
      value={picked}
      replica={replica}
      directory={directory}
      names={names}
      onValue={(next) => {
        if (several) pick(next);
        else take(next);
      }}
    />,
    () => take(picked),
  );
}

const currencyOf = (row: Cells): string | null =>
  typeof row['currency'] === 'string' ? row['currency'] : null;

const boundText = (field: Field, bound: number | string, directory: Directory): string =>
  typeof bound === 'string'
    ? mediumDay(bound)
    : field.kind === 'money'
      ? shownText(field, { value_cents: bound, currency: field.currency }, directory)
      : shownText(field, bound, directory);
