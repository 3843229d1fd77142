import type { CardView, Mark } from '../../sync/index.ts';
import { aboutOf } from './about.ts';

const EDGES = 22;
const TITLE_LINE = 18;
const FIRST_LINE = 18;
const NEXT_LINE = 24;
const PICKED_LINE = 22;
/** About as many letters as fit on one line of a card. */
const LETTERS = 34;

/** How high a card is likely to be, in px, before it is drawn and measured. `picked`: how many fields are shown. */
export function estimateHeight(
  card: CardView | undefined,
  mark: Mark | undefined,
  picked: number | null,
): number {
  if (!card) return 0;
  const title = TITLE_LINE * (card.title.length > LETTERS ? 2 : 1);
  if (picked !== null) return EDGES + title + PICKED_LINE * Math.ceil(picked / 2);
  const { what, whom } = aboutOf(card);
  const first = card.value_cents !== null || card.close_date !== null || what !== null;
  const second = whom !== null || (mark?.next_task ?? null) !== null || (!first && card.owner_name !== null);
  return EDGES + title + (first ? FIRST_LINE : 0) + (second ? NEXT_LINE : 0);
}
