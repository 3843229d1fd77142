import type { StageType } from '../../sync/index.ts';

const DOTS = 12;

/** The dot of a stage: green for won, red for lost, else the next of the palette of twelve. */
export function stageColour(type: StageType, index: number): string {
  return type === 'open' ? `var(--dot-${(index % DOTS) + 1})` : `var(--${type})`;
}
