// What the palette can do besides finding records: go somewhere, begin something. Found by its name and by other words
// that people have for it.
import type { ComponentType } from 'react';
import {
  Building2,
  CircleUserRound,
  Copy,
  Handshake,
  House,
  Plus,
  RefreshCw,
  Settings,
  SquareCheck,
  SquareKanban,
  SunMoon,
  Trash2,
  Undo2,
  type LucideProps,
} from 'lucide-react';
import { foundIn, type BoardSummary, type Hit, type Replica } from '../../sync/index.ts';
import { mayAdd, type May } from '../fields/permissions.ts';
import { startCreating } from '../navigation/creating.ts';
import { useNewBoard } from '../navigation/new-board.ts';
import { go, goToBoards, type ScreenName } from '../navigation/screen.ts';
import type { ShortcutName } from '../navigation/shortcuts.ts';
import { useAppearance } from '../shell/appearance.ts';
import { takeBack } from '../undo/take-back.ts';
import { t } from '../words/t.ts';

export type Command = {
  id: string;
  group: 'go' | 'do';
  name: string;
  /** Other words for it. */
  also: string;
  icon: ComponentType<LucideProps>;
  shortcut: ShortcutName | null;
  run: () => void;
};

const newBoard = (): Command => ({
  id: 'new board',
  group: 'do',
  name: t('boards.board.new'),
  also: t('search.also.new'),
  icon: SquareKanban,
  shortcut: null,
  run: () => {
    goToBoards();
    useNewBoard.setState({ open: true });
  },
});

export const ICONS = {
  contacts: CircleUserRound,
  companies: Building2,
  deals: Handshake,
  tasks: SquareCheck,
} as const satisfies Record<Hit['table'], ComponentType<LucideProps>>;

const PLACES = [
  ['home', House, 'home'],
  ['tasks', ICONS.tasks, 'tasks'],
  ['contacts', ICONS.contacts, 'contacts'],
  ['companies', ICONS.companies, 'companies'],
  ['deals', ICONS.deals, 'deals'],
  ['duplicates', Copy, null],
  ['sync', RefreshCw, 'sync'],
  ['trash', Trash2, 'trash'],
  ['settings', Settings, 'settings'],
] as const satisfies readonly (readonly [ScreenName, Command['icon'], ShortcutName | null])[];

const KINDS = ['deals', 'contacts', 'companies', 'tasks'] as const satisfies readonly Hit['table'][];

/** Those that the person may carry out. */
export function commandsOf(replica: Replica, boards: readonly BoardSummary[], may: May): readonly Command[] {
  return [
    ...KINDS.filter((kind) => mayAdd(may, kind)).map((kind): Command => ({
      id: `new ${kind}`,
      group: 'do',
      name: t(`search.new.${kind}`),
      also: t('search.also.new'),
      icon: Plus,
      shortcut: null,
      run: () => startCreating(kind),
    })),
    ...(mayAdd(may, 'boards') ? [newBoard()] : []),
    {
      id: 'undo',
      group: 'do',
      name: t('search.undo'),
      also: '',
      icon: Undo2,
      shortcut: 'undo',
      run: () => void takeBack(replica, 'undo'),
    },
    {
      id: 'theme',
      group: 'do',
      name: t('search.theme'),
      also: t('search.also.theme'),
      icon: SunMoon,
      shortcut: null,
      run: toggleTheme,
    },
    ...boards.map((board): Command => ({
      id: `board ${board.id}`,
      group: 'go',
      name: board.name,
      also: t('search.also.board'),
      icon: SquareKanban,
      shortcut: null,
      run: () => go('board', board.id),
    })),
    ...PLACES.map(([name, icon, shortcut]): Command => ({
      id: `go ${name}`,
      group: 'go',
      name: t(`search.places.${name}`),
      also: t('search.also.go'),
      icon,
      shortcut,
      run: () => go(name),
    })),
  ];
}

/** Those of which every word of `text` is in the name or in another word for it, the name at least once. */
export function commandsFor(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  return commands.filter(
    ({ name, also }) =>
      foundIn(name, text).length > 0 &&
      words.every((word) => foundIn(name, word).length > 0 || foundIn(also, word).length > 0),
  );
}

function toggleTheme(): void {
  const dark = document.documentElement.dataset['theme'] === 'dark';
  useAppearance.setState({ theme: dark ? 'light' : 'dark' });
}
