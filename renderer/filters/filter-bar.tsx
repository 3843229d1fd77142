// What a list or a board is narrowed to: a text, and conditions as chips that are put together in a panel.
import { useState, type ReactNode } from 'react';
import { ListFilter, X } from 'lucide-react';
import type { Condition, RecordType, Replica } from '../../sync/index.ts';
import { useDirectory, type Directory } from '../fields/directory.ts';
import type { Field } from '../fields/field.ts';
import { useFields } from '../fields/use-fields.ts';
import { Combobox } from '../ui/combobox.tsx';
import { Panel } from '../ui/panel.tsx';
import { t } from '../words/t.ts';
import { replaced } from './condition.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { ConditionText } from './condition-text.tsx';
import { SearchBox } from './search-box.tsx';

export type Filter = { conditions: readonly Condition[]; text: string };

type Props = Filter & {
  replica: Replica;
  record_type: RecordType;
  onChange: (filter: Filter) => void;
  /** At the end of the bar. */
  children?: ReactNode;
};

/** One line; the chips wrap below it when there are many. */
export function FilterBar({ replica, record_type, conditions, text, onChange, children }: Props) {
  const fields = useFields(replica, record_type);
  const directory = useDirectory(replica);
  const change = (next: readonly Condition[]) => onChange({ conditions: next, text });
  return (
    <div
      role="group"
      aria-label={t('lists.filters.bar')}
      className="flex min-h-10 shrink-0 items-start gap-1.5 border-b border-hairline px-4 py-1.5"
    >
      <SearchBox text={text} onChange={(next) => onChange({ conditions, text: next })} />
      <div className="flex min-w-0 grow flex-wrap items-center gap-1.5">
        <AddFilter
          replica={replica}
          directory={directory}
          fields={fields}
          conditions={conditions}
          onChange={change}
        />
        {conditions.map((condition, at) => {
          const field = fields.find(({ cell }) => cell === condition.cell);
          if (!field) return null;
          return (
            <Chip
              key={`${condition.cell} ${at}`}
              replica={replica}
              directory={directory}
              field={field}
              condition={condition}
              onChange={(next) => change(replaced(conditions, at, next))}
            />
          );
        })}
        {conditions.length > 0 && (
          <button
            type="button"
            onClick={() => change([])}
            className="h-7 rounded-control px-2 text-secondary fades hover:bg-hover hover:text-text"
          >
            {t('lists.filters.clear')}
          </button>
        )}
      </div>
      {children}
    </div>
  );
}

type AddProps = {
  replica: Replica;
  directory: Directory;
  fields: readonly Field[];
  conditions: readonly Condition[];
  onChange: (conditions: readonly Condition[]) => void;
};

/** The field first, then its condition; the chip comes as soon as it asks something, and follows what is chosen. */
function AddFilter({ replica, directory, fields, conditions, onChange }: AddProps) {
  const [open, setOpen] = useState(false);
  const [adding, setAdding] = useState<{ field: Field; at: number } | null>(null);
  return (
    <Panel
      label={t('lists.filters.fields')}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setAdding(null);
      }}
      trigger={
        <button
          type="button"
          className="no-drag inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-secondary fades hover:bg-hover hover:text-text data-[state=open]:bg-hover data-[state=open]:text-text"
        >
          <ListFilter aria-hidden className="size-4" />
          {t('lists.filters.filter')}
        </button>
      }
    >
      {adding ? (
        <ConditionEditor
          replica={replica}
          directory={directory}
          field={adding.field}
          condition={conditions[adding.at] ?? null}
          onChange={(condition) => onChange(replaced(conditions, adding.at, condition))}
        />
      ) : (
        <Combobox
          label={t('lists.filters.search_fields')}
          nothing={t('lists.filters.no_fields')}
          chosen={[]}
          options={fields.map(({ cell, name }) => ({ value: cell, name }))}
          onChoose={(cell) => {
            const field = fields.find((one) => one.cell === cell);
            if (field) setAdding({ field, at: conditions.length });
          }}
        />
      )}
    </Panel>
  );
}

type ChipProps = {
  replica: Replica;
  directory: Directory;
  field: Field;
  condition: Condition;
  onChange: (condition: Condition | null) => void;
};

function Chip({ replica, directory, field, condition, onChange }: ChipProps) {
  /** What is put together in the open panel: it may ask nothing for a moment, while the chip stays. */
  const [editing, setEditing] = useState<{ condition: Condition | null } | null>(null);
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-control border border-hairline bg-surface">
      <Panel
        label={t('lists.filters.edit', { name: field.name })}
        open={editing !== null}
        onOpenChange={(open) => {
          if (!open && editing?.condition === null) onChange(null);
          setEditing(open ? { condition } : null);
        }}
        trigger={
          <button
            type="button"
            className="flex h-full min-w-0 items-center gap-1.5 rounded-s-control ps-2 pe-1 fades hover:bg-hover"
          >
            <ConditionText replica={replica} directory={directory} field={field} condition={condition} />
          </button>
        }
      >
        <ConditionEditor
          replica={replica}
          directory={directory}
          field={field}
          condition={editing ? editing.condition : condition}
          onChange={(next) => {
            setEditing({ condition: next });
            if (next) onChange(next);
          }}
        />
      </Panel>
      <button
        type="button"
        aria-label={t('lists.filters.remove', { name: field.name })}
        onClick={() => onChange(null)}
        className="flex size-6.5 items-center justify-center rounded-e-control text-secondary fades hover:bg-hover hover:text-text"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
