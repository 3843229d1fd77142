import { useEffect } from 'react';
import type { Launch } from '../../electron/ipc/contract.ts';
import { goBack, goForward } from './screen.ts';

/** Buttons of a mouse, as the browser counts them. */
const MOUSE = new Map([
  [3, goBack],
  [4, goForward],
]);

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key asks for: ⌘[ and ⌘] on macOS, Alt with an arrow elsewhere, and the keys that are made for it. */
export function travelOf(event: Pressed, platform: Launch['platform']): (() => void) | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (key === 'BrowserBack') return goBack;
  if (key === 'BrowserForward') return goForward;
  if (ctrlKey || shiftKey) return undefined;
  if (platform === 'darwin') {
    if (!metaKey || altKey) return undefined;
    return key === '[' ? goBack : key === ']' ? goForward : undefined;
  }
  if (!altKey || metaKey) return undefined;
  return key === 'ArrowLeft' ? goBack : key === 'ArrowRight' ? goForward : undefined;
}

/** Back and forward by keyboard and by the side buttons of a mouse, except under a dialog. */
export function useTravelKeys(platform: Launch['platform']): void {
  useEffect(() => {
    const travel = (event: Event, way: (() => void) | undefined) => {
      if (!way || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      way();
    };
    const onKeyDown = (event: KeyboardEvent) => travel(event, travelOf(event, platform));
    const onMouseUp = (event: MouseEvent) => travel(event, MOUSE.get(event.button));
    addEventListener('keydown', onKeyDown);
    addEventListener('mouseup', onMouseUp);
    return () => {
      removeEventListener('keydown', onKeyDown);
      removeEventListener('mouseup', onMouseUp);
    };
  }, [platform]);
}
