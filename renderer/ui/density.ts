// How tightly rows stand.
import { create } from 'zustand';

/** Height of a row in px. */
export const ROW_HEIGHTS = { comfortable: 36, compact: 30 } as const;
export type Density = keyof typeof ROW_HEIGHTS;

export const useDensity = create<{ density: Density }>(() => ({ density: 'comfortable' }));

export const useRowHeight = (): number => useDensity(({ density }) => ROW_HEIGHTS[density]);

export const parseDensity = (setting: string | null): Density =>
  setting === 'compact' ? 'compact' : 'comfortable';

/** Begins with `initial`, and hands every later choice to `save`. Called once. */
export function startDensity(initial: Density, save: (density: Density) => void): void {
  useDensity.setState({ density: initial });
  useDensity.subscribe(({ density }) => save(density));
}
