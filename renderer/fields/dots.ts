import type { StageType } from '../../sync/index.ts';

const DOTS = 12;

/** The dot of a stage: green for won, red for lost, else the next of the palette of twelve. */
export const stageColour = (type: StageType, index: number): string =>
  type === 'open' ? `var(--dot-${(index % DOTS) + 1})` : `var(--${type})`;

/** The dot of a tag or a choice: always the same for the same word, on every laptop. */
export function dotOf(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return `var(--dot-${(sum % DOTS) + 1})`;
}
