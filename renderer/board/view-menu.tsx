import { useMemo, useState } from 'react';
import { Check, ChevronDown, Users } from 'lucide-react';
import type { Rows } from '../../sync/index.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { isFiltering, NO_FILTER, setFilter, useFilter } from './board-state.ts';
import { setBoardCards, useBoardCards } from './cards-setting.ts';
import { NameDialog } from './name-dialog.tsx';
import { isSameView, readView, VIEW_KIND } from './views.ts';
import { write } from './write.ts';

type View = Rows['saved_views'];

/** The saved views of this board: what is shown of it, and what its cards say. */
export function ViewMenu() {
  const { replica, board_id, record_type, may } = useBoard();
  const maySave = may('saved_view', 'write');
  const live = useMemo(() => replica.rows('saved_views'), [replica]);
  const rows = useLive(live) ?? [];
  const views = rows.filter(
    (row) => row.kind === VIEW_KIND && readView(row.definition)?.board_id === board_id,
  );
  const { view_id, conditions, text } = useFilter(board_id);
  const { fields } = useBoardCards(board_id);
  const now = { board_id, conditions, text, fields };
  const view = views.find(({ id }) => id === view_id) ?? null;
  const changed = view ? !isSameView(readView(view.definition), now) : isFiltering({ conditions, text });
  const mine = maySave && view !== null && view.owner_id === replica.place.user_id;
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);

  function show(next: View | null): void {
    const definition = next ? readView(next.definition) : null;
    setFilter(board_id, definition ?? NO_FILTER, next?.id ?? null);
    if (definition) setBoardCards(board_id, { fields: definition.fields });
  }

  async function save(name: string, of: View | null, change: Partial<View> = {}): Promise<void> {
    const saved = await write(
      replica,
      'save_view',
      {
        ...(of ? { view_id: of.id } : {}),
        name,
        record_type,
        kind: VIEW_KIND,
        definition: change.definition ?? now,
        is_shared: change.is_shared ?? of?.is_shared ?? false,
      },
      t('boards.view.saved', { name }),
    );
    if (saved) setFilter(board_id, { conditions, text }, saved.value.id);
  }

  async function remove(gone: View): Promise<void> {
    const said = t('boards.view.deleted', { name: gone.name });
    if (await write(replica, 'delete_view', { view_id: gone.id }, said)) setFilter(board_id, NO_FILTER);
  }

  return (
    <>
      <Menu
        label={t('boards.view.menu')}
        trigger={
          <button
            type="button"
            className="flex h-7 max-w-44 items-center gap-1 rounded-control ps-2 pe-1 text-secondary fades hover:bg-hover hover:text-text data-[state=open]:bg-hover"
          >
            <span className="truncate">{view?.name ?? t('boards.view.all')}</span>
            {view && changed && (
              <span
                role="img"
                aria-label={t('boards.view.changed')}
                title={t('boards.view.changed')}
                className="ms-0.5 size-1.5 shrink-0 rounded-full bg-accent"
              />
            )}
            <ChevronDown aria-hidden className="size-4 shrink-0" />
          </button>
        }
      >
        <MenuLabel>{t('boards.view.menu')}</MenuLabel>
        {[null, ...views].map((one) => (
          <MenuItem key={one?.id ?? ''} onSelect={() => show(one)}>
            <span className="min-w-0 grow truncate">{one?.name ?? t('boards.view.all')}</span>
            {one?.is_shared && (
              <Users role="img" aria-label={t('boards.view.shared')} className="size-3.5 text-secondary" />
            )}
            {one === view && <Check aria-hidden className="size-3.5 text-accent" />}
          </MenuItem>
        ))}
        {maySave && <MenuSeparator />}
        {changed && mine && (
          <MenuItem onSelect={() => void save(view.name, view)}>{t('boards.view.save')}</MenuItem>
        )}
        {maySave && <MenuItem onSelect={() => setNaming('new')}>{t('boards.view.save_as')}</MenuItem>}
        {mine && (
          <>
            <MenuItem onSelect={() => setNaming('rename')}>{t('boards.view.rename')}</MenuItem>
            <MenuItem
              onSelect={() =>
                void save(view.name, view, { definition: view.definition, is_shared: !view.is_shared })
              }
            >
              {view.is_shared ? t('boards.view.unshare') : t('boards.view.share')}
            </MenuItem>
            <MenuItem onSelect={() => void remove(view)}>{t('boards.view.delete')}</MenuItem>
          </>
        )}
      </Menu>
      {naming !== null && (
        <NameDialog
          title={naming === 'new' ? t('boards.view.save_as') : t('boards.view.rename')}
          label={t('boards.view.name')}
          name={naming === 'rename' ? (view?.name ?? '') : ''}
          onClose={() => setNaming(null)}
          onName={(name) =>
            void (naming === 'rename' && view
              ? save(name, view, { definition: view.definition })
              : save(name, null))
          }
        />
      )}
    </>
  );
}
