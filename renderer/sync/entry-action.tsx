import type { ComponentProps } from 'react';
import { Button } from '../ui/button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';

type Props = {
  name: string;
  /** The key that does the same on the entry. */
  shortcut?: string;
  kind?: ComponentProps<typeof Button>['kind'];
  autoFocus?: boolean;
  /** Whether Tab comes here: only within the current entry. */
  reached?: boolean;
  onPress: () => void;
};

/** A button of an entry, with its key as tooltip. */
export function EntryAction({
  name,
  shortcut,
  kind = 'plain',
  autoFocus = false,
  reached = true,
  onPress,
}: Props) {
  return (
    <Tooltip content={shortcut === undefined ? null : <kbd className="font-sans">{shortcut}</kbd>}>
      <Button
        kind={kind}
        autoFocus={autoFocus}
        tabIndex={reached ? 0 : -1}
        aria-keyshortcuts={shortcut === '⌫' ? 'Backspace' : shortcut}
        onClick={onPress}
      >
        {name}
      </Button>
    </Tooltip>
  );
}
