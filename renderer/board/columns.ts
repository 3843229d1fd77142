// The mounted columns of a board, for those who act on geometry: the drag, the auto-scroll.
import type { Target } from './neighbours.ts';

export type MountedColumn = {
  stage_id: string;
  /** The whole column, its head and half of the space beside it included. */
  element: HTMLElement;
  list: HTMLElement;
  /** Where a card whose top is at `clientY` would land. */
  targetAt(clientY: number): Target;
};

export type Columns = {
  add(column: MountedColumn): () => void;
  /** The column at a horizontal position of the window. */
  at(clientX: number): MountedColumn | null;
};

export function createColumns(): Columns {
  const mounted = new Set<MountedColumn>();
  return {
    add(column) {
      mounted.add(column);
      return () => mounted.delete(column);
    },
    at(clientX) {
      for (const column of mounted) {
        const { left, right } = column.element.getBoundingClientRect();
        if (clientX >= left && clientX < right) return column;
      }
      return null;
    },
  };
}
