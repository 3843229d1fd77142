// What a condition asks, put together in a panel: first how, then for which value. Every change counts at once.
import { useMemo, useState } from 'react';
import { X } from 'lucide-react';
import type { Condition, Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { tablesOf, type Field } from '../fields/field.ts';
import { hitOption } from '../fields/choice-editor.tsx';
import { useRecordHits } from '../fields/record-options.ts';
import { classNames } from '../ui/class-names.ts';
import { fromMajor, toMajor } from '../ui/money.ts';
import { parseNumber } from '../ui/parse-number.ts';
import { Combobox } from '../ui/combobox.tsx';
import { useLive } from '../ui/use-live.ts';
import { locale } from '../words/locale.ts';
import { t } from '../words/t.ts';
import {
  complete,
  operatorOf,
  operatorsOf,
  shapeOf,
  spanOf,
  SPANS,
  spansOf,
  withOperator,
  type Operator,
} from './condition.ts';
import { choicesOf, useRecordName } from './value-choices.ts';

type Props = {
  replica: Replica;
  directory: Directory;
  field: Field;
  /** Null as long as it asks nothing. */
  condition: Condition | null;
  onChange: (condition: Condition | null) => void;
};

export function ConditionEditor(props: Props) {
  const { field, condition, onChange } = props;
  const operators = operatorsOf(field);
  const [operator, setOperator] = useState<Operator>(
    condition ? operatorOf(condition) : (operators[0] ?? 'is'),
  );
  const choose = (next: Operator) => {
    setOperator(next);
    onChange(withOperator(field.cell, next, condition));
  };
  return (
    <>
      {operators.length > 1 && (
        <div role="group" aria-label={t('lists.filters.operator')} className="flex flex-wrap gap-0.5 p-1">
          {operators.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === operator}
              onClick={() => choose(one)}
              className={classNames(
                'h-6 rounded-control px-2 text-small fades',
                one === operator ? 'bg-selected text-text' : 'text-secondary hover:bg-hover hover:text-text',
              )}
            >
              {t(`lists.filters.operators.${one}`)}
            </button>
          ))}
        </div>
      )}
      <Value {...props} operator={operator} />
    </>
  );
}

function Value(props: Props & { operator: Operator }) {
  const { field, condition, onChange, operator } = props;
  if (operator === 'empty' || operator === 'set') return null;
  switch (shapeOf(field)) {
    case 'list':
    case 'yes_no':
      return <Listed {...props} />;
    case 'text':
      return (
        <div className="flex p-2 pt-1">
          <Line
            label={t('lists.filters.text')}
            value={condition?.kind === 'contains' ? condition.text : ''}
            focused
            onChange={(text) => onChange(complete({ kind: 'contains', cell: field.cell, text }))}
          />
        </div>
      );
    case 'range':
      return <NumberRange {...props} />;
    case 'when':
      return <When {...props} />;
  }
}

// lists ------------------------------------------------------------------------------------------------------------

type Value = string | number | boolean;

function Listed({
  replica,
  directory,
  field,
  condition,
  onChange,
  operator,
}: Props & { operator: Operator }) {
  const tags = useLive(useMemo(() => replica.tags(), [replica]));
  const values: readonly Value[] =
    condition && 'values' in condition ? condition.values.filter((value) => value !== null) : [];
  const toggle = (value: Value) => {
    const others = values.filter((one) => one !== value);
    const chosen =
      others.length < values.length ? others : typeof value === 'boolean' ? [value] : [...values, value];
    const kind = operator === 'is_not' ? 'none_of' : 'any_of';
    onChange(complete({ kind, cell: field.cell, values: chosen }));
  };
  if (tablesOf(field).length > 0)
    return <Records replica={replica} field={field} values={values.map(String)} onToggle={toggle} />;
  return (
    <Combobox
      label={t('lists.filters.search_options')}
      nothing={t('lists.filters.no_options')}
      chosen={values.map(String)}
      onChoose={(value) => toggle(field.kind === 'boolean' ? value === 'true' : value)}
      options={choicesOf(
        field,
        directory,
        (tags ?? []).map(({ name }) => name),
      ).map(({ dot, ...choice }) => (dot === undefined ? choice : { ...choice, icon: <Dot colour={dot} /> }))}
    />
  );
}

const Dot = ({ colour }: { colour: string }) => (
  <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ backgroundColor: colour }} />
);

type RecordsProps = {
  replica: Replica;
  field: Field;
  values: readonly string[];
  onToggle: (id: string) => void;
};

/** Those that are chosen first, then what is found. */
function Records({ replica, field, values, onToggle }: RecordsProps) {
  const [text, setText] = useState('');
  const hits = useRecordHits(replica, tablesOf(field), text);
  return (
    <>
      {values.map((id) => (
        <ChosenRecord key={id} replica={replica} field={field} id={id} onRemove={() => onToggle(id)} />
      ))}
      <Combobox
        label={t('lists.filters.search_records')}
        nothing={t('lists.filters.no_options')}
        chosen={values}
        onChoose={onToggle}
        onText={setText}
        options={hits.map(hitOption)}
      />
    </>
  );
}

type ChosenProps = { replica: Replica; field: Field; id: string; onRemove: () => void };

function ChosenRecord({ replica, field, id, onRemove }: ChosenProps) {
  const name = useRecordName(replica, field, id);
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={t('lists.filters.remove', { name })}
      className="flex h-7 w-full items-center justify-between gap-2 rounded-control px-2 text-start hover:bg-hover"
    >
      <span className="min-w-0 truncate">{name}</span>
      <X aria-hidden className="size-3.5 shrink-0 text-secondary" />
    </button>
  );
}

// ranges -----------------------------------------------------------------------------------------------------------

function NumberRange({ field, condition, onChange }: Props) {
  const known = condition?.kind === 'between' ? condition : { from: null, to: null };
  const shown = (bound: string | number | null) =>
    typeof bound !== 'number' ? '' : String(field.kind === 'money' ? toMajor(bound, field.currency) : bound);
  const [texts, setTexts] = useState({ from: shown(known.from), to: shown(known.to) });
  const change = (next: typeof texts) => {
    setTexts(next);
    const bound = (text: string) => {
      const value = parseNumber(text, locale());
      return value === null || field.kind !== 'money' ? value : fromMajor(value, field.currency);
    };
    onChange(complete({ kind: 'between', cell: field.cell, from: bound(next.from), to: bound(next.to) }));
  };
  return (
    <div className="flex gap-2 p-2 pt-1">
      <Line
        label={t('lists.filters.from')}
        value={texts.from}
        focused
        numeric
        onChange={(from) => change({ ...texts, from })}
      />
      <Line
        label={t('lists.filters.to')}
        value={texts.to}
        numeric
        onChange={(to) => change({ ...texts, to })}
      />
    </div>
  );
}

function When({ field, condition, onChange }: Props) {
  const span = condition && spanOf(condition);
  const days = condition?.kind === 'between' ? condition : { from: null, to: null };
  const day = (bound: string | number | null) => (typeof bound === 'string' ? bound : '');
  const change = (from: string, to: string) =>
    onChange(complete({ kind: 'between', cell: field.cell, from: from || null, to: to || null }));
  return (
    <>
      <div role="group" aria-label={field.name} className="flex flex-col p-1">
        {spansOf(field).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={span === name}
            onClick={() => onChange({ kind: 'days', cell: field.cell, ...SPANS[name] })}
            className={classNames(
              'h-7 rounded-control px-2 text-start fades',
              span === name ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            {t(`lists.filters.spans.${name}`)}
          </button>
        ))}
      </div>
      <div className="border-t border-hairline p-2 text-small text-secondary">
        {t('lists.filters.custom_range')}
        <div className="mt-1 flex gap-2">
          <Line
            label={t('lists.filters.from')}
            type="date"
            value={day(days.from)}
            onChange={(from) => change(from, day(days.to))}
          />
          <Line
            label={t('lists.filters.to')}
            type="date"
            value={day(days.to)}
            onChange={(to) => change(day(days.from), to)}
          />
        </div>
      </div>
    </>
  );
}

type LineProps = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  focused?: boolean;
  numeric?: boolean;
  type?: 'text' | 'date';
};

const Line = ({ label, value, onChange, focused = false, numeric = false, type = 'text' }: LineProps) => (
  <label className="flex min-w-0 flex-1 flex-col gap-0.5 text-label text-secondary">
    {label}
    <input
      type={type}
      autoFocus={focused}
      inputMode={numeric ? 'decimal' : undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={classNames(
        'h-7 w-full min-w-0 rounded-control border border-control bg-surface px-2 text-body text-text focus-visible:outline-offset-0',
        numeric && 'tabular text-end',
      )}
    />
  </label>
);
