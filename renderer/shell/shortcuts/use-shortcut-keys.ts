import { useEffect } from 'react';
import { offeredFor, SHORTCUTS, type Shortcut } from '../../navigation/shortcuts.ts';
import type { Platform } from '../../ui/platform.ts';
import { hear, NOTHING_HEARD, strokeOf } from './strokes.ts';

/** Where letters are for the text. */
const TEXT =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false])';
/** What floats answers to letters itself, such as a menu that finds its items by them. */
const FLOATING = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=combobox]';
const MODAL = 'dialog[open], [aria-modal=true]';

/** The one place where the keys of the window are heard: each goes to what offers it, see `navigation/shortcuts.ts`. */
export function useShortcutKeys(platform: Platform): void {
  useEffect(() => {
    let heard = NOTHING_HEARD;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeOf(event, platform);
      if (stroke === null) return;
      const answer = hear(heard, stroke, event.timeStamp, platform);
      const shortcut: Shortcut | null = answer.name === null ? null : SHORTCUTS[answer.name];
      heard = NOTHING_HEARD;
      if (document.querySelector(MODAL)) return;
      if (
        shortcut?.typing !== true &&
        event.target instanceof Element &&
        event.target.closest(`${TEXT}, ${FLOATING}`)
      )
        return;
      heard = answer.heard;
      // A letter that is held is one letter.
      if (answer.name === null || (event.repeat && stroke.length === 1)) return;
      const run = offeredFor(answer.name);
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [platform]);
}
