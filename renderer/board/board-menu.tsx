import { useMemo, useState } from 'react';
import { Archive, ArchiveRestore, ChevronDown, PencilLine, Plus } from 'lucide-react';
import { useNewBoard } from '../navigation/new-board.ts';
import { go } from '../navigation/screen.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { whyNot } from './card-actions.ts';
import { NameDialog } from './name-dialog.tsx';
import { write } from './write.ts';

/** The name of the board; behind it what can be done with the board itself, and the boards that were put away. */
export function BoardMenu({ name }: { name: string }) {
  const tools = useBoard();
  const { replica, board_id } = tools;
  const live = useMemo(() => replica.rows('boards'), [replica]);
  const boards = useLive(live) ?? [];
  const archived = boards.filter(({ is_archived }) => is_archived);
  const [renaming, setRenaming] = useState(false);
  const why = whyNot(tools, 'stages');
  return (
    <>
      <Menu
        label={t('boards.board.menu')}
        trigger={
          <button
            type="button"
            aria-label={t('boards.board.menu_of', { name })}
            className="no-drag -ms-2 flex h-7 min-w-0 items-center gap-1 rounded-control ps-2 pe-1 fades hover:bg-hover data-[state=open]:bg-hover"
          >
            <span className="truncate">{name}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-secondary" />
          </button>
        }
      >
        {why === null ? (
          <>
            <MenuItem onSelect={() => setRenaming(true)}>
              <PencilLine aria-hidden className="size-4 text-secondary" />
              {t('boards.board.rename')}
            </MenuItem>
            <MenuItem
              onSelect={() =>
                void write(replica, 'archive_board', { board_id }, t('boards.board.archived', { name }))
              }
            >
              <Archive aria-hidden className="size-4 text-secondary" />
              {t('boards.board.archive')}
            </MenuItem>
            <MenuSeparator />
            <MenuItem onSelect={() => useNewBoard.setState({ open: true })}>
              <Plus aria-hidden className="size-4 text-secondary" />
              {t('boards.board.new')}
            </MenuItem>
          </>
        ) : (
          <MenuLabel>{why}</MenuLabel>
        )}
        {why === null && archived.length > 0 && (
          <>
            <MenuSeparator />
            <MenuLabel>{t('boards.board.put_away')}</MenuLabel>
            {archived.map((board) => (
              <MenuItem key={board.id} onSelect={() => void restore(board.id, board.name)}>
                <ArchiveRestore aria-hidden className="size-4 text-secondary" />
                <span className="truncate">{t('boards.board.restore', { name: board.name })}</span>
              </MenuItem>
            ))}
          </>
        )}
      </Menu>
      {renaming && (
        <NameDialog
          title={t('boards.board.rename')}
          label={t('boards.board.name')}
          name={name}
          onClose={() => setRenaming(false)}
          onName={(next) =>
            void write(
              replica,
              'edit_board',
              { board_id, columns: { name: next } },
              t('boards.board.renamed', { name: next }),
            )
          }
        />
      )}
    </>
  );

  async function restore(id: string, its_name: string): Promise<void> {
    const said = t('boards.board.restored', { name: its_name });
    if (await write(replica, 'restore_board', { board_id: id }, said)) go('board', id);
  }
}
