import type { ReactNode } from 'react';
import { PanelLeftClose, PanelLeftOpen, SquareKanban } from 'lucide-react';
import type { BoardSummary, Place } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { words } from '../words.ts';
import { useScreen } from './screen.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

type Props = {
  place: Place;
  boards: readonly BoardSummary[];
  board_id: string | null;
  onBoard: (board_id: string) => void;
  onSignOut: () => void;
  /** The sync badge: always here. */
  children: ReactNode;
};

export function Sidebar({ place, boards, board_id, onBoard, onSignOut, children }: Props) {
  const narrow = useScreen(({ sidebar }) => sidebar === 'icons');
  return (
    <aside
      className={classNames(
        'flex shrink-0 flex-col border-r border-hairline',
        narrow ? 'window-narrow w-13' : 'w-54',
      )}
    >
      <div className="window-start drag-region flex h-11 shrink-0 items-center px-2">
        <WorkspaceMenu place={place} narrow={narrow} onSignOut={onSignOut} />
      </div>
      <nav aria-label={words.shell.navigation} className="min-h-0 grow overflow-y-auto px-2 pt-2">
        {boards.length > 0 && (
          <>
            {!narrow && (
              <h2 className="px-2 pb-1 text-label font-medium text-secondary">{words.shell.boards}</h2>
            )}
            <ul className="flex flex-col gap-px">
              {boards.map((board) => (
                <li key={board.id}>
                  <BoardLink
                    name={board.name}
                    narrow={narrow}
                    current={board.id === board_id}
                    onSelect={() => onBoard(board.id)}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </nav>
      <div className={classNames('flex gap-1 p-2', narrow ? 'flex-col items-center' : 'items-end')}>
        <div className={classNames('min-w-0', narrow ? 'order-last w-full' : 'grow')}>{children}</div>
        <CollapseButton narrow={narrow} />
      </div>
    </aside>
  );
}

type LinkProps = { name: string; narrow: boolean; current: boolean; onSelect: () => void };

const BoardLink = ({ name, narrow, current, onSelect }: LinkProps) => (
  <Tooltip content={narrow ? name : null} side="right">
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      aria-label={narrow ? name : undefined}
      onClick={onSelect}
      className={classNames(
        'flex h-7 w-full items-center gap-2 rounded-control text-left fades',
        narrow ? 'justify-center' : 'px-2',
        current ? 'bg-selected text-text' : 'text-secondary hover:bg-hover hover:text-text',
      )}
    >
      <SquareKanban aria-hidden className={classNames('size-4 shrink-0', current && 'text-accent')} />
      {!narrow && <span className="truncate">{name}</span>}
    </button>
  </Tooltip>
);

const CollapseButton = ({ narrow }: { narrow: boolean }) => (
  <IconButton
    name={narrow ? words.shell.expand : words.shell.collapse}
    side={narrow ? 'right' : 'top'}
    onClick={() => useScreen.setState({ sidebar: narrow ? 'open' : 'icons' })}
  >
    {narrow ? (
      <PanelLeftOpen aria-hidden className="size-4" />
    ) : (
      <PanelLeftClose aria-hidden className="size-4" />
    )}
  </IconButton>
);
