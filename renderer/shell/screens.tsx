import type { ComponentType } from 'react';
import type { Replica } from '../../sync/index.ts';
import { SyncPage } from '../sync/sync-page.tsx';
import { BoardPlace } from './board-place.tsx';
import type { ScreenName } from './screen.ts';

export type ScreenProps = {
  replica: Replica;
  /** Which of its kind; see `Route`. */
  id: string | null;
  /** To be called when the screen stands with what it is for. */
  onPainted: () => void;
};

/** What stands right of the sidebar, by name. */
export const SCREENS: Readonly<Record<ScreenName, ComponentType<ScreenProps>>> = {
  board: BoardPlace,
  sync: SyncPage,
};
