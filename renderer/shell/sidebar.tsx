import type { ReactNode } from 'react';
import {
  Building2,
  CircleUserRound,
  Handshake,
  House,
  PanelLeftClose,
  PanelLeftOpen,
  Plus,
  Search,
  SquareCheck,
  SquareKanban,
} from 'lucide-react';
import type { BoardSummary, Place } from '../../sync/index.ts';
import { startCreating } from '../navigation/creating.ts';
import { showPalette } from '../navigation/palette.ts';
import {
  go,
  goToBoards,
  shownRecord,
  toggleSidebar,
  useScreen,
  type Route,
  type ScreenName,
} from '../navigation/screen.ts';
import { shortcutText } from '../navigation/shortcuts.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { usePlatform } from '../ui/platform.ts';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { shownBoard } from './shown-board.ts';
import { SidebarLink } from './sidebar-link.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';

type Props = {
  place: Place;
  /** In the workspace menu. */
  workspaces: ReactNode;
  boards: readonly BoardSummary[];
  route: Route;
  /** Tasks of this person that are overdue or due today. */
  due: number;
  onSheet: () => void;
  onSignOut: () => void;
  /** The sync badge: always here. */
  children: ReactNode;
};

/** Where one can go, with the search at its top and the state of sync at its bottom. */
export function Sidebar({ place, workspaces, boards, route, due, onSheet, onSignOut, children }: Props) {
  const narrow = useScreen(({ sidebar }) => sidebar === 'icons');
  const board_id = route.to === 'board' ? shownBoard(boards, route.id)?.id : undefined;
  const link = (to: 'home' | 'contacts' | 'companies' | 'deals', icon: ReactNode, record?: ScreenName) => (
    <li>
      <SidebarLink
        name={t(`shell.${to}`)}
        icon={icon}
        narrow={narrow}
        current={route.to === to || route.to === record}
        shortcut={to}
        onSelect={() => go(to)}
      />
    </li>
  );
  return (
    <aside
      className={classNames(
        'flex shrink-0 flex-col border-e border-hairline',
        narrow ? 'window-narrow w-13' : 'w-54',
      )}
    >
      <div className="window-start drag-region flex h-11 shrink-0 items-center px-2">
        <WorkspaceMenu
          place={place}
          workspaces={workspaces}
          narrow={narrow}
          onSheet={onSheet}
          onSignOut={onSignOut}
        />
      </div>
      <div className={classNames('flex gap-1 px-2 pt-2', narrow && 'flex-col items-center')}>
        <SearchButton narrow={narrow} />
        <NewButton narrow={narrow} />
      </div>
      <nav aria-label={t('shell.navigation')} className="min-h-0 grow overflow-y-auto px-2 py-2">
        <ul className="flex flex-col gap-px">
          {link('home', <House aria-hidden />)}
          <li>
            <SidebarLink
              name={t('shell.tasks')}
              icon={<SquareCheck aria-hidden />}
              count={due > 0 ? { shown: numberText(due), spoken: t('shell.due', { count: due }) } : null}
              narrow={narrow}
              current={route.to === 'tasks'}
              shortcut="tasks"
              onSelect={() => go('tasks')}
            />
          </li>
          <li>
            <SidebarLink
              name={t('shell.boards')}
              icon={<SquareKanban aria-hidden />}
              narrow={narrow}
              current={route.to === 'board' && (narrow || board_id === undefined)}
              shortcut="boards"
              onSelect={goToBoards}
            />
            {!narrow && boards.length > 0 && (
              <ul className="mt-px flex flex-col gap-px">
                {boards.map(({ id, name }) => (
                  <li key={id}>
                    <SidebarLink
                      name={name}
                      within
                      narrow={false}
                      current={id === board_id}
                      board_id={id}
                      onSelect={() => go('board', id)}
                    />
                  </li>
                ))}
              </ul>
            )}
          </li>
          {link('contacts', <CircleUserRound aria-hidden />, 'contact')}
          {link('companies', <Building2 aria-hidden />, 'company')}
          {link('deals', <Handshake aria-hidden />, 'deal')}
        </ul>
      </nav>
      <div className={classNames('flex gap-1 p-2', narrow ? 'flex-col items-center' : 'items-end')}>
        <div className={classNames('min-w-0', narrow ? 'order-last w-full' : 'grow')}>{children}</div>
        <CollapseButton narrow={narrow} />
      </div>
    </aside>
  );
}

function SearchButton({ narrow }: { narrow: boolean }) {
  const keys = shortcutText('palette', usePlatform());
  if (narrow)
    return (
      <IconButton name={t('shell.search')} shortcut={keys} side="right" onClick={showPalette}>
        <Search aria-hidden className="size-4" />
      </IconButton>
    );
  return (
    <button
      type="button"
      className="no-drag flex h-7 min-w-0 grow items-center gap-2 rounded-control border border-edge bg-surface px-2 text-start text-secondary fades hover:border-control hover:text-text"
      onClick={showPalette}
    >
      <Search aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 grow truncate">{t('shell.search')}</span>
      <kbd aria-hidden className="font-sans text-small">
        {keys}
      </kbd>
    </button>
  );
}

function NewButton({ narrow }: { narrow: boolean }) {
  const keys = shortcutText('create', usePlatform());
  return (
    <IconButton
      name={t('shell.new')}
      shortcut={keys}
      side={narrow ? 'right' : 'bottom'}
      onClick={() => startCreating(null, shownRecord(useScreen.getState().visit.route))}
    >
      <Plus aria-hidden className="size-4" />
    </IconButton>
  );
}

function CollapseButton({ narrow }: { narrow: boolean }) {
  const keys = shortcutText('sidebar', usePlatform());
  const Icon = narrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <IconButton
      name={narrow ? t('shell.expand') : t('shell.collapse')}
      shortcut={keys}
      side={narrow ? 'right' : 'top'}
      onClick={toggleSidebar}
    >
      <Icon aria-hidden className="size-4 rtl:-scale-x-100" />
    </IconButton>
  );
}
