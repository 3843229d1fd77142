import type { ReactNode } from 'react';
import { ChevronDown, Keyboard, LogOut, Monitor, Moon, Settings, Sun, Trash2 } from 'lucide-react';
import type { Place } from '../../sync/index.ts';
import { go } from '../navigation/screen.ts';
import { shortcutText } from '../navigation/shortcuts.ts';
import { classNames } from '../ui/class-names.ts';
import { Mark } from '../ui/mark.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { usePlatform } from '../ui/platform.ts';
import { t } from '../words/t.ts';
import { THEMES, useAppearance } from './appearance.ts';

type Props = {
  place: Place;
  /** The ways to other workspaces. */
  workspaces: ReactNode;
  narrow: boolean;
  onSheet: () => void;
  onSignOut: () => void;
};

const ICONS = {
  light: <Sun aria-hidden className="size-4" />,
  dark: <Moon aria-hidden className="size-4" />,
  system: <Monitor aria-hidden className="size-4" />,
};

/** Whose workspace this is, what is needed seldom, how it looks, and the way out. */
export function WorkspaceMenu({ place, workspaces, narrow, onSheet, onSignOut }: Props) {
  const platform = usePlatform();
  const theme = useAppearance((appearance) => appearance.theme);
  const label = t('shell.menu', { workspace: place.workspace_name });
  return (
    <Menu
      label={label}
      trigger={
        <button
          type="button"
          aria-label={label}
          className={classNames(
            'no-drag flex h-8 max-w-full min-w-0 items-center gap-2 rounded-control px-2',
            'fades hover:bg-hover data-[state=open]:bg-hover',
            narrow && 'w-full justify-center',
          )}
        >
          <Mark />
          {!narrow && (
            <>
              <span className="truncate font-medium">{place.workspace_name}</span>
              <ChevronDown aria-hidden className="size-3.5 shrink-0 text-secondary" />
            </>
          )}
        </button>
      }
    >
      <MenuLabel>{place.url === null ? t('first_run.local.name') : place.email}</MenuLabel>
      <MenuItem shortcut={shortcutText('settings', platform)} onSelect={() => go('settings')}>
        <Settings aria-hidden className="size-4 text-secondary" />
        {t('shell.settings')}
      </MenuItem>
      <MenuItem shortcut={shortcutText('trash', platform)} onSelect={() => go('trash')}>
        <Trash2 aria-hidden className="size-4 text-secondary" />
        {t('shell.trash')}
      </MenuItem>
      <MenuItem shortcut={shortcutText('sheet', platform)} onSelect={onSheet}>
        <Keyboard aria-hidden className="size-4 text-secondary" />
        {t('shell.shortcuts')}
      </MenuItem>
      {workspaces}
      <MenuSeparator />
      <MenuLabel>{t('shell.theme')}</MenuLabel>
      <MenuChoice
        value={theme}
        choices={THEMES.map((value) => ({ value, name: t(`shell.themes.${value}`), icon: ICONS[value] }))}
        onChange={(chosen) => useAppearance.setState({ theme: chosen })}
      />
      <MenuSeparator />
      <MenuItem onSelect={onSignOut}>
        <LogOut aria-hidden className="size-4 text-secondary" />
        {t(place.url === null ? 'first_run.leaving.close' : 'shell.sign_out')}
      </MenuItem>
    </Menu>
  );
}
