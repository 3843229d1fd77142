// Two records side by side. The older one stays, with what was chosen of both; all that hangs on the other comes along.
import { useMemo, useState } from 'react';
import { RECORD_TABLES, type RecordType, type Replica } from '../../sync/index.ts';
import { useDirectory } from '../fields/directory.ts';
import { failureText } from '../fields/invalid-words.ts';
import { useFields } from '../fields/use-fields.ts';
import { takeBack } from '../undo/take-back.ts';
import { Button } from '../ui/button.tsx';
import { mediumDay } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { showToast } from '../ui/toast.tsx';
import { locale } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { useChildren } from './children.ts';
import { DifferenceRow } from './difference-row.tsx';
import {
  differences,
  mergedCells,
  sameFields,
  usualChoices,
  type Choices,
  type Side,
} from './merge-choices.ts';
import { useBoth, type NamedRow } from './use-both.ts';

type Props = {
  replica: Replica;
  record_type: RecordType;
  older_id: string;
  newer_id: string;
  onClose: () => void;
};

export function MergeDialog(props: Props) {
  const { replica, record_type, older_id, newer_id, onClose } = props;
  const table = RECORD_TABLES[record_type];
  const rows = useBoth(replica, table, older_id, newer_id);
  return (
    <Dialog wide title={t(`duplicates.merging.title.${table}`)} onClose={onClose}>
      {rows === undefined ? (
        <div className="h-60" />
      ) : rows === null ? (
        <>
          <p className="text-secondary">{t('duplicates.merging.gone')}</p>
          <div className="mt-5 flex justify-end">
            <Button onClick={onClose}>{t('duplicates.merging.cancel')}</Button>
          </div>
        </>
      ) : (
        <MergeForm {...props} older={rows.older} newer={rows.newer} />
      )}
    </Dialog>
  );
}

type FormProps = Props & { older: NamedRow; newer: NamedRow };

function MergeForm({ replica, record_type, older, newer, onClose }: FormProps) {
  const fields = useFields(replica, record_type);
  const directory = useDirectory(replica);
  const children = useChildren(replica, record_type, newer.id);
  const rows = useMemo(() => ({ older, newer }), [older, newer]);
  const all = useMemo(() => differences(fields, rows), [fields, rows]);
  const same = useMemo(() => sameFields(fields, rows), [fields, rows]);
  const [chosen, setChosen] = useState<Choices>({});
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const choices = { ...usualChoices(all), ...chosen };
  const choose = (cell: string, side: Side) => setChosen((before) => ({ ...before, [cell]: side }));
  const chooseAll = (side: Side) => setChosen(Object.fromEntries(all.map(({ field }) => [field.cell, side])));

  async function merge() {
    if (busy) return;
    setBusy(true);
    const columns = mergedCells(all, choices);
    const result = await replica.mutate('merge_records', {
      record_type,
      keep_id: older.id,
      other_id: newer.id,
      columns,
    });
    setBusy(false);
    if (!result.ok) {
      setFault(failureText(result.error));
      return;
    }
    onClose();
    const { name } = { ...older, ...columns } as Pick<NamedRow, 'name'>;
    showToast({
      text: t('duplicates.merging.done', { name }),
      action: { name: t('changes.undo'), run: () => void takeBack(replica, 'undo') },
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void merge();
      }}
    >
      <p className="text-secondary">{t('duplicates.merging.text')}</p>
      <div className="mt-3 max-h-[50vh] overflow-y-auto rounded-card border border-hairline">
        <div className="sticky top-0 z-10 grid grid-cols-[128px_1fr_1fr] border-b border-hairline bg-surface">
          <span className="self-center px-3 py-2 text-small text-secondary">
            {t('duplicates.merging.field')}
          </span>
          <Head row={older} which="older" onUse={() => chooseAll('older')} />
          <Head row={newer} which="newer" onUse={() => chooseAll('newer')} />
        </div>
        {all.map((difference) => (
          <DifferenceRow
            key={difference.field.cell}
            difference={difference}
            directory={directory}
            names={{ older: older.names, newer: newer.names }}
            side={choices[difference.field.cell] ?? 'older'}
            onChoose={(side) => choose(difference.field.cell, side)}
          />
        ))}
        {same.length > 0 && (
          <p className="px-3 py-2 text-small text-secondary">
            {t('duplicates.merging.same', { fields: same.map(({ name }) => name).join(', ') })}
          </p>
        )}
      </div>
      <p className="mt-3 min-h-5 text-secondary">
        {children === undefined
          ? ''
          : children === ''
            ? t('duplicates.merging.nothing_moved')
            : t('duplicates.merging.moved', { what: children })}
      </p>
      <div className="mt-4 flex items-center justify-end gap-2">
        <p role="alert" className="min-w-0 grow text-lost">
          {fault}
        </p>
        <Button kind="quiet" onClick={onClose}>
          {t('duplicates.merging.cancel')}
        </Button>
        <Button kind="primary" type="submit" autoFocus aria-disabled={busy}>
          {t('duplicates.merging.confirm')}
        </Button>
      </div>
    </form>
  );
}

type HeadProps = { row: NamedRow; which: 'older' | 'newer'; onUse: () => void };

/** Pressed, it chooses all of this record. */
function Head({ row, which, onUse }: HeadProps) {
  return (
    <button
      type="button"
      title={t('duplicates.merging.use_all')}
      onClick={onUse}
      className="min-w-0 border-s border-hairline px-3 py-2 text-start fades hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="block truncate font-medium">{row.name}</span>
      <span className="block truncate text-small text-secondary">
        {t(`duplicates.merging.${which}`, { day: mediumDay(row.created_at, locale()) })}
      </span>
    </button>
  );
}
