import type { Replica } from '../../sync/index.ts';

export type ScreenProps = {
  replica: Replica;
  /** Which of its kind; see `Route`. */
  id: string | null;
  /** To be called when the screen stands with what it is for. */
  onPainted: () => void;
};
