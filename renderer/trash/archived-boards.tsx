import { useEffect, useMemo } from 'react';
import { Archive, SquareKanban } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { go } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';

/** Boards that were put away; few enough to be drawn all. */
export function ArchivedBoards({ replica, onPainted }: { replica: Replica; onPainted: () => void }) {
  const boards = useLive(useMemo(() => replica.rows('boards'), [replica]));
  const archived = boards?.filter(({ is_archived }) => is_archived);
  const ready = boards !== undefined;
  useEffect(() => {
    if (ready) onPainted();
  }, [ready, onPainted]);

  async function restore(board_id: string, name: string) {
    const result = await replica.mutate('restore_board', { board_id });
    if (!result.ok) showToast({ text: t(`failures.${result.error.code}`), stays: true });
    else
      showToast({
        text: t('trash.restored', { name }),
        action: { name: t('trash.open'), run: () => go('board', board_id) },
      });
  }

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
          <Button kind="quiet" onClick={() => void restore(id, name)}>
            {t('trash.restore')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
