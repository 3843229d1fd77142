import { memo } from 'react';
import { ArrowUp, CircleAlert } from 'lucide-react';
import type { OutboxEntry } from '../../sync/index.ts';
import { columnText, didText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { EditForm } from './edit-form.tsx';
import { EntryAction } from './entry-action.tsx';
import { EntryRow } from './entry-row.tsx';
import { fieldsOf, type Edited } from './fields.ts';
import { LineList } from './line-list.tsx';
import { entryTitle, linesOf, type Line } from './lines.ts';
import { reasonOf } from './refusal.ts';
import { inSentence, valueText, type Names } from './values.ts';

export type OutboxActions = {
  toggle(key: string): void;
  retry(entry: OutboxEntry, edited?: Edited): void;
  edit(entry: OutboxEntry): void;
  discard(entry: OutboxEntry): void;
  discardForGood(entry: OutboxEntry): void;
  cancel(entry: OutboxEntry): void;
};

/** What is open in an entry: nothing but its buttons, its fields, or the question before something is lost. */
export type OpenPart = 'fields' | 'question' | null;

type Props = {
  entry: OutboxEntry;
  names: Names;
  /** This machine's time, in whole minutes. */
  now: number;
  current: boolean;
  expanded: boolean;
  part: OpenPart;
  actions: OutboxActions;
};

/** A gesture that the server does not have, or did not accept. */
export const OutboxRow = memo(function OutboxRow({
  entry,
  names,
  now,
  current,
  expanded,
  part,
  actions,
}: Props) {
  const lines = linesOf(entry);
  const title = entryTitle(entry);
  const refused = entry.state === 'attention';
  const more = expanded && part !== 'fields';
  return (
    <EntryRow
      id={entry.id}
      mark={
        refused ? (
          <CircleAlert aria-hidden className="size-3.5 text-lost" />
        ) : (
          <ArrowUp aria-hidden className="size-3.5 text-waiting" strokeWidth={2.5} />
        )
      }
      title={title}
      state={t(`sync_page.state.${entry.state}`)}
      summary={<Summary entry={entry} lines={lines} names={names} />}
      now={now}
      at={entry.at}
      current={current}
      expanded={expanded}
      onToggle={() => actions.toggle(entry.id)}
    >
      {more || refused ? (
        <>
          {refused && <Reasons entry={entry} />}
          {more && <LineList lines={lines} names={names} />}
          {refused && part === 'fields' && (
            <EditForm
              entry={entry}
              title={title}
              names={names}
              onSend={(edited) => actions.retry(entry, edited)}
              onCancel={() => actions.cancel(entry)}
            />
          )}
          {refused && part === 'question' && <Question entry={entry} actions={actions} />}
          {refused && part === null && (
            <Buttons entry={entry} names={names} current={current} actions={actions} />
          )}
        </>
      ) : undefined}
    </EntryRow>
  );
});

/** "Moved · Stage: Lead → Proposal", "Edited · Value, Close date". */
function Summary({ entry, lines, names }: { entry: OutboxEntry; lines: readonly Line[]; names: Names }) {
  const [line] = lines;
  const did = didText(entry.name);
  if (!line || line.cell === 'deleted_at') return did;
  const text = (value: unknown) => inSentence(valueText({ ...line, value }, names));
  const cells = new Set(lines.map(({ cell }) => columnText(cell)));
  if (lines.length > 1 || line.before === undefined)
    return (
      <span className="line-clamp-1">
        {did} · {[...cells].join(', ')}
      </span>
    );
  return (
    <span className="tabular line-clamp-1">
      {did} · {columnText(line.cell)}: {text(line.before)} → {text(line.after)}
    </span>
  );
}

/** Each reason once, the server's own where it is made for people. */
function Reasons({ entry }: { entry: OutboxEntry }) {
  const reasons = new Set(entry.writes.flatMap((write) => reasonOf(write)?.text ?? []));
  return (
    <div className="text-pretty">
      {[...reasons].map((reason) => (
        <p key={reason}>
          <span className="sr-only">{t('sync_page.not_accepted')} </span>
          {reason}
        </p>
      ))}
    </div>
  );
}

const Buttons = ({
  entry,
  names,
  current,
  actions,
}: Pick<Props, 'entry' | 'names' | 'current' | 'actions'>) => (
  <div className="flex gap-1">
    <EntryAction
      name={t('sync_page.try_again')}
      shortcut="R"
      reached={current}
      onPress={() => actions.retry(entry)}
    />
    {fieldsOf(entry, names).length > 0 && (
      <EntryAction
        kind="quiet"
        name={t('sync_page.edit')}
        shortcut="E"
        reached={current}
        onPress={() => actions.edit(entry)}
      />
    )}
    <EntryAction
      kind="quiet"
      name={t('sync_page.discard')}
      shortcut="⌫"
      reached={current}
      onPress={() => actions.discard(entry)}
    />
  </div>
);

const Question = ({ entry, actions }: Pick<Props, 'entry' | 'actions'>) => (
  <div role="alertdialog" aria-label={t('sync_page.discard')} aria-describedby="loses" className="appear">
    <p id="loses">{t('sync_page.loses')}</p>
    <div className="mt-2 flex gap-2">
      <EntryAction autoFocus name={t('sync_page.keep_it')} onPress={() => actions.cancel(entry)} />
      <EntryAction
        kind="danger"
        name={t('sync_page.discard_for_good')}
        onPress={() => actions.discardForGood(entry)}
      />
    </div>
  </div>
);
