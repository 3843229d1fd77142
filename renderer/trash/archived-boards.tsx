import { useEffect, useMemo } from 'react';
import { Archive, SquareKanban } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { useLive } from '../ui/use-live.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';

type Props = { replica: Replica; mayRestore: boolean; onPainted: () => void };

/** Boards that were put away; few enough to be drawn all. */
export function ArchivedBoards({ replica, mayRestore, onPainted }: Props) {
  const boards = useLive(useMemo(() => replica.rows('boards'), [replica]));
  const archived = boards?.filter(({ is_archived }) => is_archived);
  const ready = boards !== undefined;
  useEffect(() => {
    if (ready) onPainted();
  }, [ready, onPainted]);

  if (archived?.length === 0)
    return (
      <Empty
        icon={<Archive aria-hidden className="size-5" />}
        title={t('trash.empty.boards')}
        text={t('trash.empty.boards_text')}
      />
    );
  return (
    <ul
      aria-label={t('trash.kinds.boards')}
      className="mx-auto min-h-0 w-full max-w-240 grow overflow-y-auto px-4"
    >
      {archived?.map(({ id, name }) => (
        <li key={id} className="flex h-9 items-center gap-2.5 rounded-control ps-2 pe-1 fades hover:bg-hover">
          <SquareKanban aria-hidden className="size-4 shrink-0 text-secondary" />
          <span className="min-w-0 grow truncate">{name}</span>
          {mayRestore && (
            <Button
              kind="quiet"
              onClick={() =>
                void write(replica, 'restore_board', { board_id: id }, t('trash.restored', { name }))
              }
            >
              {t('trash.restore')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
