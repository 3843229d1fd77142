import { z } from 'zod';

export type Rectangle = { x: number; y: number; width: number; height: number };
export type Placement = { bounds: Rectangle | null; maximized: boolean };

export const MIN_SIZE = { width: 960, height: 600 };

const whole = z.number().int().min(-100_000).max(100_000);
const placement = z.object({
  bounds: z.object({ x: whole, y: whole, width: whole, height: whole }),
  maximized: z.boolean(),
});

/** How much of the top bar must lie on a screen so that a hand can still take the window: pixels across and down. */
const GRIP = { width: 120, height: 44 };

/**
 * Where the window was, if a person can reach it there on today's screens; otherwise null: the default size, centred.
 * `workAreas` are the screens without their task bars.
 */
export function restorePlacement(saved: string | null, workAreas: readonly Rectangle[]): Placement {
  const nothing: Placement = { bounds: null, maximized: false };
  if (saved === null) return nothing;
  try {
    const { bounds, maximized } = placement.parse(JSON.parse(saved));
    const area = workAreas.find((candidate) => reachable(bounds, candidate));
    if (!area) return nothing;
    const width = Math.max(MIN_SIZE.width, Math.min(bounds.width, area.width));
    const height = Math.max(MIN_SIZE.height, Math.min(bounds.height, area.height));
    return { bounds: { ...bounds, width, height }, maximized };
  } catch {
    return nothing;
  }
}

function reachable(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const down = area.y + area.height - bounds.y;
  return across >= GRIP.width && bounds.y >= area.y && down >= GRIP.height;
}
