// Scrolls what is under a dragged card when it comes near an edge. The native drag sends no wheel and few moves.

const ZONE = 64;
const MAX_PX_PER_MS = 1.1;

/** Pixels per millisecond at `position` between `start` and `end`: 0 in the middle, faster towards and beyond an edge. */
export function edgeSpeed(position: number, start: number, end: number): number {
  const zone = Math.min(ZONE, (end - start) / 4);
  const into = (distance: number) => Math.min(1, Math.max(0, 1 - distance / zone)) ** 2 * MAX_PX_PER_MS;
  return into(end - position) - into(position - start);
}

export type Pointer = { clientX: number; clientY: number };

type Around = {
  board: HTMLElement;
  /** The scrolling list of the column under the pointer. */
  list: (pointer: Pointer) => HTMLElement | null;
  onScroll: () => void;
};

/** Runs until the answer is called; `pointer` is asked on each frame. */
export function autoScroll(pointer: () => Pointer, { board, list, onScroll }: Around): () => void {
  let frame = 0;
  let last = performance.now();
  const turn = (now: number) => {
    const elapsed = Math.min(50, now - last);
    last = now;
    const at = pointer();
    const across = board.getBoundingClientRect();
    const before = board.scrollLeft;
    board.scrollLeft += edgeSpeed(at.clientX, across.left, across.right) * elapsed;
    let moved = board.scrollLeft !== before;
    const column = list(at);
    if (column) {
      const along = column.getBoundingClientRect();
      const top = column.scrollTop;
      column.scrollTop += edgeSpeed(at.clientY, along.top, along.bottom) * elapsed;
      moved ||= column.scrollTop !== top;
    }
    if (moved) onScroll();
    frame = requestAnimationFrame(turn);
  };
  frame = requestAnimationFrame(turn);
  return () => cancelAnimationFrame(frame);
}
