// The views of a list as tabs: all of it, then those that people saved. Where the list is no longer as its view has it,
// it says so and can be saved.
import { useMemo, useState } from 'react';
import { ChevronDown, Users } from 'lucide-react';
import type { RecordType, Replica, Rows } from '../../sync/index.ts';
import { useMay } from '../fields/permissions.ts';
import { failureText } from '../fields/invalid-words.ts';
import { classNames } from '../ui/class-names.ts';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLive } from '../ui/use-live.ts';
import { takeBack } from '../undo/take-back.ts';
import { t } from '../words/t.ts';
import { useLists } from './kept-lists.ts';
import { definitionOf, parseState, sameState, usualState, type ListState } from './list-state.ts';
import { NameView } from './name-view.tsx';

type View = Rows['saved_views'];
type Props = { replica: Replica; record_type: RecordType; state: ListState; view_id: string | null };

export const VIEW_KIND = 'table';

export function ViewTabs({ replica, record_type, state, view_id }: Props) {
  const saved = useLive(useMemo(() => replica.rows('saved_views'), [replica]));
  const views = useMemo(
    () => (saved ?? []).filter((view) => view.kind === VIEW_KIND && view.record_type === record_type),
    [saved, record_type],
  );
  const view = views.find(({ id }) => id === view_id) ?? null;
  const base = view ? parseState(view.definition, record_type) : usualState(record_type);
  // Of all the table, the columns are a habit and no change to be saved.
  const changed = view ? !sameState(state, base) : !sameState({ ...state, columns: base.columns }, base);
  const maySave = useMay(replica)('saved_view', 'write');
  const mine = maySave && view !== null && view.owner_id === replica.place.user_id;

  const show = (next: View | null) =>
    useLists.setState((lists) => ({
      [record_type]: {
        state: next
          ? parseState(next.definition, record_type)
          : { ...usualState(record_type), columns: columnsOfAll(lists[record_type], record_type) },
        view_id: next?.id ?? null,
      },
    }));

  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);

  async function save(
    name: string,
    is_shared: boolean,
    of: View | null,
    definition: unknown,
  ): Promise<boolean> {
    const result = await replica.mutate('save_view', {
      ...(of ? { view_id: of.id } : {}),
      name,
      record_type,
      kind: VIEW_KIND,
      definition: definition as Record<string, unknown>,
      is_shared,
    });
    if (!result.ok) {
      showToast({ text: t('lists.not_saved', { reason: failureText(result.error) }), stays: true });
      return false;
    }
    const { id } = result.value;
    useLists.setState((lists) => ({ [record_type]: { ...lists[record_type], view_id: id } }));
    showToast({
      text: t('lists.views.saved', { name }),
      action: { name: t('changes.undo'), run: () => void takeBack(replica, 'undo') },
    });
    return true;
  }

  async function remove(gone: View) {
    const result = await replica.mutate('delete_view', { view_id: gone.id });
    if (!result.ok) {
      showToast({ text: t('lists.not_saved', { reason: failureText(result.error) }), stays: true });
      return;
    }
    show(null);
    showToast({
      text: t('lists.views.deleted', { name: gone.name }),
      action: { name: t('changes.undo'), run: () => void takeBack(replica, 'undo') },
    });
  }

  return (
    <div className="no-drag flex min-w-0 items-center gap-1">
      <div
        role="group"
        aria-label={t('lists.views.label')}
        className="flex min-w-0 items-center gap-0.5 overflow-x-auto [scrollbar-width:none]"
      >
        {[null, ...views].map((one) => (
          <button
            key={one?.id ?? ''}
            type="button"
            aria-pressed={one === view}
            onClick={() => show(one)}
            className={classNames(
              'flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 fades',
              one === view ? 'bg-selected text-text' : 'text-secondary hover:bg-hover hover:text-text',
            )}
          >
            {one?.is_shared && <Users role="img" aria-label={t('lists.views.shared')} className="size-3.5" />}
            <span className="max-w-40 truncate">{one?.name ?? t('lists.views.all')}</span>
          </button>
        ))}
      </div>
      {((maySave && view !== null) || changed) && (
        <Menu
          label={t('lists.views.menu')}
          trigger={
            <button
              type="button"
              aria-label={t('lists.views.menu')}
              className="flex size-7 shrink-0 items-center justify-center rounded-control text-secondary fades hover:bg-hover hover:text-text"
            >
              <ChevronDown aria-hidden className="size-4" />
            </button>
          }
        >
          {changed && mine && (
            <MenuItem onSelect={() => void save(view.name, view.is_shared, view, definitionOf(state))}>
              {t('lists.views.save')}
            </MenuItem>
          )}
          {maySave && <MenuItem onSelect={() => setNaming('new')}>{t('lists.views.save_as')}</MenuItem>}
          {changed && <MenuItem onSelect={() => show(view)}>{t('lists.views.discard')}</MenuItem>}
          {mine && (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => setNaming('rename')}>{t('lists.views.rename')}</MenuItem>
              <MenuItem onSelect={() => void save(view.name, !view.is_shared, view, view.definition)}>
                {t(view.is_shared ? 'lists.views.unshare' : 'lists.views.share')}
              </MenuItem>
              <MenuItem onSelect={() => void remove(view)}>{t('lists.views.delete')}</MenuItem>
            </>
          )}
        </Menu>
      )}
      {changed && maySave && (
        <button
          type="button"
          onClick={() => {
            if (mine) void save(view.name, view.is_shared, view, definitionOf(state));
            else setNaming('new');
          }}
          className="h-7 shrink-0 rounded-control px-2 font-medium text-accent fades hover:bg-hover"
        >
          {t(mine ? 'lists.views.save' : 'lists.views.save_as')}
        </button>
      )}
      {naming !== null && (
        <NameView
          title={t(naming === 'new' ? 'lists.views.save_as' : 'lists.views.rename')}
          name={naming === 'rename' ? (view?.name ?? '') : ''}
          is_shared={view?.is_shared ?? false}
          onClose={() => setNaming(null)}
          onSave={(name, is_shared) =>
            naming === 'rename' && view
              ? save(name, is_shared, view, view.definition)
              : save(name, is_shared, null, definitionOf(state))
          }
        />
      )}
    </div>
  );
}

/** As they stand where all of the table is shown; else the usual ones. */
const columnsOfAll = (
  { state, view_id }: { state: ListState; view_id: string | null },
  record_type: RecordType,
) => (view_id === null ? state.columns : usualState(record_type).columns);
