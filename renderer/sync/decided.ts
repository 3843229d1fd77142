// What was decided where two people edited the same, by gesture: what is said, and what can be taken back.
import type { Conflict } from '../../sync/index.ts';
import { columnText, unnamedText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { inSentence, quotedText, valueText, whenText, type Names } from './values.ts';

/** One decision as a person sees it: a move is one, though it is of the stage and the rank, of the card and its deal. */
export type Decision = {
  conflict: Conflict;
  /** All that is taken back with it. */
  with: readonly Conflict[];
};

export type Decided = { mutation_id: string; title: string; at: string; decisions: readonly Decision[] };

const PLACE = new Set(['stage_id', 'rank']);

/** One for each gesture, in the order given. */
export function decidedOf(conflicts: readonly Conflict[]): Decided[] {
  const gestures = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const known = gestures.get(conflict.mutation_id);
    if (known) known.push(conflict);
    else gestures.set(conflict.mutation_id, [conflict]);
  }
  return [...gestures].map(([mutation_id, of]) => {
    const titles = new Set(of.map(({ title, table }) => title ?? unnamedText(table)));
    const [first = ''] = titles;
    return {
      mutation_id,
      title: titles.size > 1 ? t('changes.and_more', { title: first, more: titles.size - 1 }) : first,
      at: of.reduce((latest, { theirs_at }) => (theirs_at > latest ? theirs_at : latest), ''),
      decisions: decisionsOf(of),
    };
  });
}

function decisionsOf(conflicts: readonly Conflict[]): Decision[] {
  const decisions = new Map<string, Conflict[]>();
  const cards = conflicts.filter(({ table }) => table === 'board_cards');
  for (const conflict of conflicts) {
    const { table, row_id, cell, kept } = conflict;
    // A deal goes where its card goes; which card is known by the name that they share.
    const same = cards.filter(({ title }) => title === conflict.title).map((card) => card.row_id);
    const follows = table === 'deals' && cell === 'stage_id' && new Set(same).size === 1;
    const key = PLACE.has(cell) ? `place ${(follows && same[0]) || row_id} ${kept}` : `${row_id} ${cell}`;
    const known = decisions.get(key);
    if (known) known.push(conflict);
    else decisions.set(key, [conflict]);
  }
  return [...decisions.values()].flatMap((of) => {
    // The stage is what people call a place; a rank alone is said as the place that it is.
    const conflict = of.find(({ cell }) => cell === 'stage_id') ?? of[0];
    return conflict ? { conflict, with: of } : [];
  });
}

export type Said = { sentence: string; keep: string; take: string };

/** What was decided, and the names of both ways on. */
export function said({ conflict }: Decision, names: Names, now: number, locale?: string): Said {
  const { cell, row_id, mine, theirs, kept, theirs_at } = conflict;
  if (cell === 'deleted_at') return saidOfDeletion(conflict, names);
  const who = whoOf(conflict, names, kept === 'theirs');
  const text = (value: unknown) => quotedText({ cell, row_id, value }, names, locale);
  const when = whenText(theirs_at, now, locale);
  const stands = inSentence(
    valueText({ cell, row_id, value: kept === 'mine' ? mine : theirs }, names, locale),
  );
  const sentence =
    cell === 'rank'
      ? t(kept === 'theirs' ? 'sync_page.their_place_stands' : 'sync_page.my_place_stands', { who, when })
      : t(kept === 'theirs' ? 'sync_page.theirs_stands' : 'sync_page.mine_stands', {
          who,
          column: columnText(cell),
          theirs: text(theirs),
          mine: text(mine),
          when,
        });
  return {
    sentence,
    keep:
      cell === 'rank' || stands.length > KEEP_NAMES
        ? t('sync_page.keep_this')
        : t('sync_page.keep', { value: stands }),
    take: kept === 'theirs' ? t('sync_page.use_mine') : t('sync_page.use_theirs'),
  };
}

/** A value longer than this does not go onto a button. */
const KEEP_NAMES = 24;

/** `begins`: the sentence does with it. */
function whoOf({ theirs_by }: Conflict, names: Names, begins: boolean): string {
  const known = theirs_by === null ? null : names.person(theirs_by);
  return known ?? t(begins ? 'sync_page.someone' : 'sync_page.someone_within');
}

function saidOfDeletion(conflict: Conflict, names: Names): Said {
  const { mine, theirs, kept } = conflict;
  const isDeleted = (kept === 'mine' ? mine : theirs) !== null;
  const who = whoOf(conflict, names, kept === 'theirs' || !isDeleted);
  const sentence =
    kept === 'theirs'
      ? isDeleted
        ? t('sync_page.deleted_after_you', { who })
        : t('sync_page.edited_what_you_deleted', { who })
      : isDeleted
        ? t('sync_page.deleted_after_them', { who })
        : t('sync_page.deleted_what_you_edited', { who });
  return {
    sentence,
    keep: isDeleted ? t('sync_page.keep_deleted') : t('sync_page.keep_it'),
    take: isDeleted ? t('sync_page.restore_it') : t('sync_page.delete_it'),
  };
}
