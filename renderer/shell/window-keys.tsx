import { useEffect } from 'react';
import type { Replica } from '../../sync/index.ts';
import { startCreating } from '../navigation/creating.ts';
import { showPalette } from '../navigation/palette.ts';
import {
  go,
  goBack,
  goForward,
  goToBoards,
  shownRecord,
  toggleSidebar,
  useScreen,
} from '../navigation/screen.ts';
import { offer, type ShortcutName } from '../navigation/shortcuts.ts';
import type { Platform } from '../ui/platform.ts';
import { takeBack } from '../undo/take-back.ts';
import { useShortcutKeys } from './shortcuts/use-shortcut-keys.ts';

type Props = { replica: Replica; platform: Platform; onSheet: () => void };

/** Buttons at the side of a mouse, as the browser counts them. */
const MOUSE = new Map([
  [3, goBack],
  [4, goForward],
]);

/**
 * What keys do wherever one is. Stands before the screens: what they offer for the same key comes later, and is asked
 * first.
 */
export function WindowKeys({ replica, platform, onSheet }: Props) {
  useShortcutKeys(platform);
  useEffect(() => {
    const actions: Partial<Record<ShortcutName, () => void>> = {
      palette: showPalette,
      create: () => startCreating(null, shownRecord(useScreen.getState().visit.route)),
      undo: () => void takeBack(replica, 'undo'),
      redo: () => void takeBack(replica, 'redo'),
      back: goBack,
      forward: goForward,
      sidebar: toggleSidebar,
      sheet: onSheet,
      home: () => go('home'),
      tasks: () => go('tasks'),
      boards: goToBoards,
      contacts: () => go('contacts'),
      companies: () => go('companies'),
      deals: () => go('deals'),
      sync: () => go('sync'),
      trash: () => go('trash'),
      settings: () => go('settings'),
    };
    const ends = Object.entries(actions).map(([name, run]) => offer(name as ShortcutName, run));
    return () => ends.forEach((end) => end());
  }, [replica, onSheet]);

  useEffect(() => {
    const onMouseUp = (event: MouseEvent) => {
      const way = MOUSE.get(event.button);
      if (!way || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      way();
    };
    addEventListener('mouseup', onMouseUp);
    return () => removeEventListener('mouseup', onMouseUp);
  }, []);
  return null;
}
