import { useId, useRef, useState } from 'react';
import type { Replica } from '../../sync/index.ts';
import { usualCurrency } from '../fields/currency.ts';
import type { Directory } from '../fields/directory.ts';
import { FieldEditor } from '../fields/field-editor.tsx';
import { Shown } from '../fields/field-value.tsx';
import { isNumeric, readField, type Cells, type Field } from '../fields/field.ts';
import type { Names } from '../fields/shown-text.ts';
import { CurrencyChoice } from '../fields/text-editor.tsx';
import { classNames } from '../ui/class-names.ts';

const TYPED = new Set<Field['kind']>([
  'text',
  'email',
  'phone',
  'url',
  'domain',
  'number',
  'percent',
  'money',
]);

/** Whether the value is typed; all others are chosen. */
export const isTyped = ({ kind }: Field): boolean => TYPED.has(kind);

type Props = {
  field: Field;
  label: string;
  row: Cells;
  /** Of a field that is typed. */
  text: string;
  fault: string | null;
  replica: Replica;
  directory: Directory;
  names: Names;
  onText: (text: string) => void;
  onCells: (cells: Cells) => void;
};

/** One field of a record that is being made, with its name before it and what is wrong with it below. */
export function DraftField(props: Props) {
  const { field, label, fault } = props;
  const id = useId();
  return (
    <div className="flex gap-3 py-1">
      <label htmlFor={id} className="w-32 shrink-0 truncate pt-2 text-small text-secondary" title={label}>
        {label}
        {field.required && <span aria-hidden> *</span>}
      </label>
      <div className="min-w-0 grow">
        {isTyped(field) ? <Typed id={id} {...props} /> : <Chosen id={id} {...props} />}
        {fault !== null && (
          <p id={`${id}-fault`} role="alert" className="mt-0.5 text-small text-lost">
            {fault}
          </p>
        )}
      </div>
    </div>
  );
}

const BOX = 'flex h-8 w-full min-w-0 items-center rounded-control border bg-surface text-start fades';

function Typed({ id, field, row, text, fault, onText, onCells }: Props & { id: string }) {
  const currency = typeof row['currency'] === 'string' ? row['currency'] : usualCurrency();
  return (
    <div
      className={classNames(
        BOX,
        fault === null ? 'border-edge' : 'border-lost',
        'focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent',
      )}
    >
      <input
        id={id}
        data-cell={field.cell}
        autoFocus={field.cell === 'name'}
        aria-required={field.required}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        inputMode={isNumeric(field) ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => onText(target.value)}
        className="h-full w-full min-w-0 grow bg-transparent px-2 outline-none"
      />
      {field.kind === 'money' && field.cell === 'value_cents' && (
        <CurrencyChoice fixed={null} value={currency} onChange={(next) => onCells({ currency: next })} />
      )}
      {field.kind === 'percent' && <span className="pe-2 text-secondary">%</span>}
    </div>
  );
}

function Chosen({ id, field, row, fault, replica, directory, names, onCells }: Props & { id: string }) {
  const [editing, setEditing] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const value = readField(field, row);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  };
  return (
    <div ref={place}>
      {editing ? (
        <div className={classNames(BOX, 'border-transparent')}>
          <FieldEditor
            field={field}
            row={row}
            replica={replica}
            directory={directory}
            names={names}
            onCommit={(cells) => {
              onCells(cells);
              close();
            }}
            onCancel={close}
          />
        </div>
      ) : (
        <button
          id={id}
          type="button"
          data-cell={field.cell}
          aria-describedby={fault === null ? undefined : `${id}-fault`}
          className={classNames(BOX, 'px-2 hover:bg-hover', fault === null ? 'border-edge' : 'border-lost')}
          onClick={() => setEditing(true)}
        >
          {value !== null && <Shown field={field} value={value} directory={directory} names={names} />}
        </button>
      )}
    </div>
  );
}
