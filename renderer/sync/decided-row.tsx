import { memo, useState } from 'react';
import { GitMerge } from 'lucide-react';
import { columnText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { said, type Decided, type Decision } from './decided.ts';
import { EntryAction } from './entry-action.tsx';
import { EntryRow } from './entry-row.tsx';
import { momentText, valueText, type Names } from './values.ts';

export type DecidedActions = {
  toggle(key: string): void;
  keep(decided: Decided): void;
  take(decided: Decided, decision: Decision): void;
};

type Props = {
  id: string;
  decided: Decided;
  names: Names;
  /** This machine's time, in whole minutes. */
  now: number;
  current: boolean;
  expanded: boolean;
  actions: DecidedActions;
};

const SHOWN = 5;

/** What was decided between this person's edit and another, and both ways on. */
export const DecidedRow = memo(function DecidedRow({
  id,
  decided,
  names,
  now,
  current,
  expanded,
  actions,
}: Props) {
  const [all, setAll] = useState(false);
  const { decisions } = decided;
  const shown = all ? decisions : decisions.slice(0, SHOWN);
  const [only] = decisions;
  const single = decisions.length === 1 && only ? only : null;
  const keepName = single ? said(single, names, now).keep : t('sync_page.keep_all');
  return (
    <EntryRow
      id={id}
      mark={<GitMerge aria-hidden className="size-3.5 text-secondary" />}
      title={decided.title}
      state={t('sync_page.state.decided')}
      summary={
        single ? null : [...new Set(decisions.map(({ conflict }) => columnText(conflict.cell)))].join(', ')
      }
      now={now}
      at={decided.at}
      current={current}
      expanded={expanded}
      onToggle={() => actions.toggle(id)}
    >
      <ul className="flex flex-col gap-2.5">
        {shown.map((decision) => {
          const { sentence, take } = said(decision, names, now);
          const { index, cell } = decision.conflict;
          return (
            <li key={`${index} ${cell}`}>
              <p className="text-pretty">{sentence}</p>
              {expanded && <BothValues decision={decision} names={names} />}
              <div className="mt-2 flex gap-2">
                {single && (
                  <EntryAction name={keepName} reached={current} onPress={() => actions.keep(decided)} />
                )}
                <EntryAction name={take} reached={current} onPress={() => actions.take(decided, decision)} />
              </div>
            </li>
          );
        })}
      </ul>
      {shown.length < decisions.length && (
        <button
          type="button"
          tabIndex={current ? 0 : -1}
          className="mt-1 h-7 rounded-control text-small text-secondary fades hover:text-text"
          onClick={() => setAll(true)}
        >
          {t('sync_page.more', { more: decisions.length - shown.length })}
        </button>
      )}
      {!single && (
        <div>
          <EntryAction name={keepName} reached={current} onPress={() => actions.keep(decided)} />
        </div>
      )}
    </EntryRow>
  );
});

/** Both values in full, each with its time. */
function BothValues({ decision: { conflict }, names }: { decision: Decision; names: Names }) {
  const { cell, row_id, mine, theirs, mine_at, theirs_at } = conflict;
  if (cell === 'deleted_at' || cell === 'rank') return null;
  const rows = [
    [t('sync_page.yours'), mine, mine_at],
    [t('sync_page.theirs'), theirs, theirs_at],
  ] as const;
  return (
    <dl className="mt-1 mb-2 grid max-w-160 grid-cols-[minmax(88px,auto)_1fr_auto] gap-x-4 gap-y-1 text-small">
      {rows.map(([name, value, at]) => (
        <div key={name} className="contents">
          <dt className="text-secondary">{name}</dt>
          <dd className="tabular min-w-0 break-words whitespace-pre-wrap">
            {valueText({ cell, row_id, value }, names)}
          </dd>
          <dd className="tabular text-secondary">{momentText(at)}</dd>
        </div>
      ))}
    </dl>
  );
}
