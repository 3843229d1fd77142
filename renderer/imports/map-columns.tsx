import { useMemo, useState } from 'react';
import { ArrowRight } from 'lucide-react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { useFields } from '../fields/use-fields.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { t } from '../words/t.ts';
import { faultText } from './fault-text.ts';
import type { Plan } from './plan.ts';
import type { SheetTable } from './table-file.ts';
import { guessed, targetsOf, type Target } from './targets.ts';
import { usePlan } from './use-plan.ts';

type Props = {
  replica: Replica;
  record_type: RecordType;
  table: SheetTable;
  onRun: (plan: Plan) => void;
  onCancel: () => void;
};

/** Where each column goes, and what would come of it. */
export function MapColumns({ replica, record_type, table, onRun, onCancel }: Props) {
  const fields = useFields(replica, record_type);
  const targets = useMemo(() => targetsOf(record_type, fields), [record_type, fields]);
  const guess = useMemo(() => guessed(table.headers, targets, record_type), [table, targets, record_type]);
  const [chosen, setChosen] = useState<ReadonlyMap<number, string | null>>(new Map());
  const [skip_duplicates, setSkip] = useState(true);
  const mapping = useMemo(
    () => guess.map((id, at) => (chosen.has(at) ? (chosen.get(at) ?? null) : id)),
    [guess, chosen],
  );
  const plan = usePlan({ replica, record_type, table, mapping, targets, skip_duplicates });

  /** A target holds one column: the one that had it goes nowhere. */
  const choose = (at: number, id: string | null) => {
    const next = new Map(chosen).set(at, id);
    mapping.forEach((other, nth) => {
      if (id !== null && other === id && nth !== at) next.set(nth, null);
    });
    setChosen(next);
  };

  return (
    <div className="flex flex-col gap-3">
      <div className="max-h-72 overflow-y-auto rounded-card border border-hairline">
        <table className="w-full table-fixed text-start">
          <thead className="sticky top-0 bg-surface text-small text-secondary">
            <tr className="h-8 border-b border-hairline">
              <th className="px-3 text-start font-medium">{t('imports.column')}</th>
              <th className="px-3 text-start font-medium">{t('imports.example')}</th>
              <th className="w-52 px-3 text-start font-medium">{t('imports.goes_to')}</th>
            </tr>
          </thead>
          <tbody>
            {table.headers.map((header, at) => (
              <Column
                key={at}
                name={header === '' ? t('imports.no_header', { nth: at + 1 }) : header}
                examples={examplesOf(table, at)}
                targets={targets}
                target={mapping[at] ?? null}
                onTarget={(id) => choose(at, id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {record_type !== 'deal' && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={skip_duplicates}
            onChange={(event) => setSkip(event.currentTarget.checked)}
            className="size-4 accent-accent"
          />
          {t(`imports.duplicates.${record_type}`)}
        </label>
      )}
      <Outlook plan={plan} />
      {!mapping.includes('owner_id') && <p className="text-secondary">{t('imports.yours')}</p>}
      <div className="flex justify-end gap-2">
        <Button kind="quiet" onClick={onCancel}>
          {t('imports.cancel')}
        </Button>
        <Button
          kind="primary"
          aria-disabled={!plan || plan.rows.length === 0}
          onClick={() => {
            if (plan && plan.rows.length > 0) onRun(plan);
          }}
        >
          {t('imports.add', { count: plan?.rows.length ?? 0 })}
        </Button>
      </div>
    </div>
  );
}

const EXAMPLES = 3;

/** The first that are not empty. */
function examplesOf({ rows }: SheetTable, at: number): readonly string[] {
  const examples: string[] = [];
  for (const row of rows) {
    const text = row[at]?.trim();
    if (text) examples.push(text);
    if (examples.length === EXAMPLES) break;
  }
  return examples;
}

type ColumnProps = {
  name: string;
  examples: readonly string[];
  targets: readonly Target[];
  target: string | null;
  onTarget: (id: string | null) => void;
};

const Column = ({ name, examples, targets, target, onTarget }: ColumnProps) => (
  <tr className="h-10 border-b border-hairline last:border-0">
    <td className="truncate px-3 font-medium" title={name}>
      {name}
    </td>
    <td className="truncate px-3 text-small text-secondary" title={examples.join(' · ')}>
      {examples.join(' · ')}
    </td>
    <td className="px-3">
      <span className="flex items-center gap-2">
        <ArrowRight aria-hidden className="size-3.5 shrink-0 text-secondary rtl:-scale-x-100" />
        <Select
          wide
          label={t('imports.goes_to_of', { column: name })}
          value={target ?? ''}
          choices={[
            { value: '', name: t('imports.left_out') },
            ...targets.map(({ id, name: called }) => ({ value: id, name: called })),
          ]}
          onChoose={(chosen) => onTarget(chosen === '' ? null : chosen)}
        />
      </span>
    </td>
  </tr>
);

const FAULTS = 5;

/** As high while it is being found out as with its first line. */
function Outlook({ plan }: { plan: Plan | null }) {
  const [all, setAll] = useState(false);
  if (!plan) return <p className="min-h-5" />;
  const shown = all ? plan.faults.slice(0, 200) : plan.faults.slice(0, FAULTS);
  return (
    <div aria-live="polite" className="flex flex-col gap-1">
      <p>
        {t('imports.takable', { count: plan.rows.length })}{' '}
        {plan.duplicates.length > 0 && t('imports.duplicate', { count: plan.duplicates.length })}{' '}
        {plan.new_companies.length > 0 && t('imports.companies', { count: plan.new_companies.length })}
      </p>
      {plan.faults.length > 0 && (
        <>
          <p className="text-due">{t('imports.unfit', { count: plan.faults.length })}</p>
          <ul className="max-h-36 overflow-y-auto text-small text-secondary">
            {shown.map(({ at, fault }) => (
              <li key={at} className="flex gap-2">
                <span className="tabular w-16 shrink-0">{t('imports.row', { row: at + 2 })}</span>
                <span className="min-w-0 break-words">{faultText(fault)}</span>
              </li>
            ))}
          </ul>
          {shown.length < plan.faults.length && !all && (
            <button
              type="button"
              onClick={() => setAll(true)}
              className="h-7 self-start rounded-control text-small text-secondary fades hover:text-text"
            >
              {t('imports.more', { count: plan.faults.length - shown.length })}
            </button>
          )}
        </>
      )}
    </div>
  );
}
