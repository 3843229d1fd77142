// A condition in words, as its chip says it.
import type { Condition, Replica } from '../../sync/index.ts';
import { ME } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { tablesOf, type Field } from '../fields/field.ts';
import { mediumDay } from '../ui/dates.ts';
import { money, toMajor } from '../ui/money.ts';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { operatorOf, spanOf } from './condition.ts';
import { useRecordName } from './value-choices.ts';

type Props = { replica: Replica; directory: Directory; field: Field; condition: Condition };

export function ConditionText({ replica, directory, field, condition }: Props) {
  const operator = operatorOf(condition);
  return (
    <>
      <span className="text-secondary">{field.name}</span>
      {operator !== 'range' && operator !== 'when' && (
        <span className="text-secondary">{t(`lists.filters.operators.${operator}`)}</span>
      )}
      {operator !== 'empty' && operator !== 'set' && (
        <span className="max-w-48 truncate">
          {'values' in condition ? (
            <Values replica={replica} directory={directory} field={field} values={condition.values} />
          ) : (
            valueText(field, condition)
          )}
        </span>
      )}
    </>
  );
}

type ValuesProps = Omit<Props, 'condition'> & {
  values: readonly (string | number | boolean | null)[];
};

function Values({ replica, directory, field, values }: ValuesProps) {
  const [first, ...more] = values;
  return (
    <>
      {typeof first === 'string' && tablesOf(field).length > 0 ? (
        <RecordName replica={replica} field={field} id={first} />
      ) : (
        choiceName(directory, field, first ?? null)
      )}
      {more.length > 0 && ` ${t('lists.filters.more', { count: more.length })}`}
    </>
  );
}

const RecordName = ({ replica, field, id }: { replica: Replica; field: Field; id: string }) =>
  useRecordName(replica, field, id);

function choiceName(directory: Directory, { kind }: Field, value: string | number | boolean | null): string {
  if (value === null) return t('lists.filters.operators.empty');
  if (typeof value === 'boolean') return value ? t('lists.filters.yes') : t('lists.filters.no');
  const id = String(value);
  if (kind === 'person') return id === ME ? t('lists.filters.me') : (directory.person(id) ?? '');
  if (kind === 'stage') return directory.stage(id)?.name ?? '';
  if (kind === 'team') return directory.team(id) ?? '';
  return id;
}

function valueText(field: Field, condition: Exclude<Condition, { values: unknown }>): string {
  if (condition.kind === 'contains') return `“${condition.text}”`;
  if (condition.kind === 'days') {
    const span = spanOf(condition);
    if (span) return t(`lists.filters.spans.${span}`);
    return t('lists.filters.days', { from: condition.from ?? '…', to: condition.to ?? '…' });
  }
  const { from, to } = condition;
  const isDay = typeof (from ?? to) === 'string';
  const [first = null, last = null] = [from, to].map((bound) =>
    bound === null ? null : boundText(field, bound),
  );
  if (first !== null && last !== null) return t('lists.filters.between', { from: first, to: last });
  if (first !== null)
    return isDay ? t('lists.filters.since', { day: first }) : t('lists.filters.at_least', { value: first });
  return isDay
    ? t('lists.filters.until', { day: last ?? '' })
    : t('lists.filters.at_most', { value: last ?? '' });
}

function boundText({ kind, currency }: Field, bound: string | number): string {
  if (typeof bound === 'string') return mediumDay(bound);
  if (kind === 'money' && currency !== null) return money({ value_cents: bound, currency });
  const value = kind === 'money' ? toMajor(bound, null) : bound;
  const text = numberText(value);
  return kind === 'percent' ? `${text} %` : text;
}
