import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Hit, RecordTable, Replica } from '../../sync/index.ts';
import { hitOption } from '../fields/choice-editor.tsx';
import { useRecordHits } from '../fields/record-options.ts';
import { stopCreating } from '../navigation/creating.ts';
import { useRecentRecords, type RecentRecord } from '../navigation/recent.ts';
import { showPanel, shownRecord, useScreen, type PanelRecord } from '../navigation/screen.ts';
import { runSoon } from '../navigation/shortcuts.ts';
import { Combobox } from '../ui/combobox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { t } from '../words/t.ts';

type Props = { replica: Replica; about: PanelRecord | null };

const TABLES = ['contacts', 'companies', 'deals'] as const satisfies readonly RecordTable[];

const SHOWN_AT_FIRST = 6;
const asHit = ({ table, id, row }: RecentRecord): Hit => ({
  ...{ table, id, title: row.name },
  subtitle: null,
  match: null,
});

/** A note is written on the timeline of its record; where none is looked at, it is asked for. */
export function NewNote({ replica, about }: Props) {
  const [text, setText] = useState('');
  const found = useRecordHits(replica, TABLES, text);
  const recent = useRecentRecords(replica, SHOWN_AT_FIRST) ?? [];
  const hits = text === '' ? recent.map(asHit) : found;
  useEffect(() => {
    if (about) queueMicrotask(() => writeOn(about));
  }, [about]);
  if (about) return null;
  return (
    <Dialog title={t('shell.create.note_title')} onClose={stopCreating}>
      <div className="-mx-2 h-72 overflow-hidden rounded-card border border-hairline **:[[cmdk-root]]:w-full">
        <Combobox
          label={t('shell.create.find_record')}
          options={hits.map(hitOption)}
          chosen={[]}
          nothing={t(text === '' ? 'shell.create.type_name' : 'shell.create.no_record')}
          onText={setText}
          onChoose={(id) => {
            const hit = hits.find((one) => one.id === id);
            if (hit && hit.table !== 'tasks') writeOn({ table: hit.table, id });
          }}
        />
      </div>
    </Dialog>
  );
}

/** Shows the record, if it is not shown already, with the cursor where notes are written. */
function writeOn(record: PanelRecord): void {
  const shown = shownRecord(useScreen.getState().visit.route);
  // The dialog gives the focus back first, and what stood for another record is gone.
  flushSync(() => {
    stopCreating();
    if (shown?.id !== record.id) showPanel(record);
  });
  runSoon('note');
}
