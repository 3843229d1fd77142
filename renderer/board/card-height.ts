import type { CardView } from '../../sync/index.ts';

const EDGES = 22;
const TITLE_LINE = 18;
const MONEY_LINE = 18;
const COMPANY_LINE = 22;
/** About as many letters as fit on one line of a card. */
const LETTERS = 34;

/** How high a card is likely to be, in px, before it is drawn and measured. */
export function estimateHeight(card: CardView | undefined): number {
  if (!card) return 0;
  const money = card.value_cents !== null || card.close_date !== null || card.waiting;
  const company = card.company_name !== null || card.owner_name !== null;
  return (
    EDGES +
    TITLE_LINE * (card.title.length > LETTERS ? 2 : 1) +
    (money ? MONEY_LINE : 0) +
    (company ? COMPANY_LINE : 0)
  );
}
