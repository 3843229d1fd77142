import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Search, Trash2 } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { useDirectory } from '../fields/directory.ts';
import { mayAdd, useMay } from '../fields/permissions.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { useShortcut } from '../navigation/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useList } from '../ui/use-list.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { ArchivedBoards } from './archived-boards.tsx';
import { TRASH_KINDS, trashQuery, type TrashKind, type TrashTable } from './trash-kinds.ts';
import { TrashList } from './trash-list.tsx';
import { useDeleters } from './use-deleters.ts';

export function TrashScreen({ replica, onPainted }: ScreenProps) {
  const [kind, setKind] = useState<TrashKind>('contacts');
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const mayRestore = mayAdd(useMay(replica), kind);
  useShortcut('filter', kind === 'boards' ? null : () => field.current?.focus());
  return (
    <>
      <TopBar name={t('trash.title')}>
        <Tabs
          label={t('trash.kinds.label')}
          tabs={TRASH_KINDS.map((value) => ({ value, name: t(`trash.kinds.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      </TopBar>
      <div className="mx-auto flex h-13 w-full max-w-240 shrink-0 items-center justify-between gap-4 px-6 pt-2">
        <p className="min-w-0 truncate text-small text-secondary">
          {t(kind === 'boards' ? 'trash.kept_boards' : 'trash.kept')} {!mayRestore && t('trash.not_allowed')}
        </p>
        {kind !== 'boards' && (
          <label className="flex h-7 w-56 shrink-0 items-center gap-2 rounded-control border border-edge bg-surface px-2 hover:border-control has-focus-visible:border-transparent has-focus-visible:outline-2 has-focus-visible:outline-accent">
            <Search aria-hidden className="size-3.5 shrink-0 text-secondary" />
            <input
              ref={field}
              aria-label={t('trash.search')}
              placeholder={t('trash.search')}
              value={text}
              onChange={({ target }) => setText(target.value)}
              onKeyDown={({ key }) => {
                if (key === 'Escape') setText('');
              }}
              className="min-w-0 grow bg-transparent outline-none placeholder:text-secondary"
            />
          </label>
        )}
      </div>
      {kind === 'boards' ? (
        <ArchivedBoards replica={replica} mayRestore={mayRestore} onPainted={onPainted} />
      ) : (
        <Deleted
          key={kind}
          replica={replica}
          table={kind}
          mayRestore={mayRestore}
          text={text}
          onClear={() => setText('')}
          onPainted={onPainted}
        />
      )}
    </>
  );
}

type DeletedProps = {
  replica: Replica;
  table: TrashTable;
  mayRestore: boolean;
  text: string;
  onClear: () => void;
  onPainted: () => void;
};

function Deleted({ replica, table, mayRestore, text, onClear, onPainted }: DeletedProps) {
  const sought = useDeferredValue(text.trim());
  const query = useMemo(() => trashQuery(table, sought), [table, sought]);
  const shown = useList(replica, query);
  const failure = useLive(replica.readFailure);
  const directory = useDirectory(replica);
  const deleters = useDeleters(replica);
  const ready = shown !== null;
  useEffect(() => {
    if (ready) onPainted();
  }, [ready, onPainted]);
  const icon = <Trash2 aria-hidden className="size-5" />;

  if (shown && shown.view.total > 0)
    return <TrashList {...{ replica, table, shown, directory, deleters, mayRestore }} />;
  if (shown?.view.complete)
    return sought === '' ? (
      <Empty icon={icon} title={t(`trash.empty.${table}`)} text={t('trash.empty.text')} />
    ) : (
      <Empty icon={icon} title={t('trash.not_found')} text={t('trash.not_found_text', { text: sought })}>
        <div className="mt-3">
          <Button onClick={onClear}>{t('trash.clear_search')}</Button>
        </div>
      </Empty>
    );
  if (failure)
    return <Empty icon={icon} title={t('trash.unreadable')} text={t(`failures.${failure.code}`)} />;
  return (
    <div role="status" aria-label={t('trash.loading')} className="appear-late mx-auto w-full max-w-240 px-6">
      {[48, 36, 44, 30].map((width) => (
        <div key={width} className="flex h-9 items-center">
          <div className="h-2 rounded-full bg-hairline" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
