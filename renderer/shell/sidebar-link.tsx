import type { ReactNode } from 'react';
import { shortcutText, type ShortcutName } from '../navigation/shortcuts.ts';
import { classNames } from '../ui/class-names.ts';
import { usePlatform } from '../ui/platform.ts';
import { Tooltip } from '../ui/tooltip.tsx';

type Props = {
  name: string;
  icon?: ReactNode;
  /** At the end of the line, and what screen readers are told of it; a dot on the icon where there is no room. */
  count?: { shown: string; spoken: string } | null;
  /** Under the one above it. */
  within?: boolean;
  narrow: boolean;
  current: boolean;
  shortcut?: ShortcutName;
  /** Of the board that it leads to: cards can be dropped on it. */
  board_id?: string;
  onSelect: () => void;
};

/** One place to go to. */
export function SidebarLink({
  name,
  icon,
  count = null,
  within = false,
  narrow,
  current,
  shortcut,
  board_id,
  onSelect,
}: Props) {
  const platform = usePlatform();
  const keys = shortcut && shortcutText(shortcut, platform);
  const tip = (
    <>
      {narrow && name}
      {keys !== undefined && (
        <kbd className={classNames('font-sans', narrow && 'ms-2 opacity-70')}>{keys}</kbd>
      )}
    </>
  );
  return (
    <Tooltip content={narrow || keys !== undefined ? tip : null} side="right">
      <button
        type="button"
        aria-current={current ? 'page' : undefined}
        aria-label={narrow ? [name, count?.spoken].filter(Boolean).join(', ') : undefined}
        data-board-id={board_id}
        onClick={onSelect}
        className={classNames(
          'relative flex h-7 w-full items-center gap-2 rounded-control text-start fades focus-visible:-outline-offset-1 data-drop:bg-selected data-drop:text-text data-drop:outline-2 data-drop:-outline-offset-2 data-drop:outline-accent',
          narrow ? 'justify-center' : within ? 'ps-8 pe-2' : 'px-2',
          current ? 'bg-selected text-text' : 'text-secondary hover:bg-hover hover:text-text',
        )}
      >
        {(narrow || !within) && (
          <span className={classNames('shrink-0 [&>svg]:size-4', current && 'text-accent')}>{icon}</span>
        )}
        {!narrow && <span className="min-w-0 grow truncate">{name}</span>}
        {count !== null &&
          (narrow ? (
            <span aria-hidden className="absolute end-1.5 top-1 size-1.5 rounded-full bg-due" />
          ) : (
            <>
              <span aria-hidden className="tabular text-small">
                {count.shown}
              </span>
              <span className="sr-only">{count.spoken}</span>
            </>
          ))}
      </button>
    </Tooltip>
  );
}
