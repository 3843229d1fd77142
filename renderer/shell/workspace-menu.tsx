import { ChevronDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import type { Place } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { Mark } from '../ui/mark.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { words } from '../words.ts';
import { THEMES, useAppearance } from './appearance.ts';

type Props = { place: Place; narrow: boolean; onSignOut: () => void };

const ICONS = {
  light: <Sun aria-hidden className="size-4" />,
  dark: <Moon aria-hidden className="size-4" />,
  system: <Monitor aria-hidden className="size-4" />,
};

const CHOICES = THEMES.map((value) => ({ value, name: words.shell.themes[value], icon: ICONS[value] }));

/** Whose workspace this is, how it looks, and the way out. */
export function WorkspaceMenu({ place, narrow, onSignOut }: Props) {
  const theme = useAppearance((appearance) => appearance.theme);
  const label = words.shell.menu(place.workspace_name);
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
      <MenuLabel>{place.email}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>{words.shell.theme}</MenuLabel>
      <MenuChoice
        value={theme}
        choices={CHOICES}
        onChange={(chosen) => useAppearance.setState({ theme: chosen })}
      />
      <MenuSeparator />
      <MenuItem onSelect={onSignOut}>
        <LogOut aria-hidden className="size-4 text-secondary" />
        {words.shell.signOut}
      </MenuItem>
    </Menu>
  );
}
