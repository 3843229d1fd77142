import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../sync/index.ts';
import { demoConflicts } from '../test/demo-outbox.ts';
import { decidedOf, said } from './decided.ts';
import type { Names } from './values.ts';

const now = new Date(2026, 10, 21, 12, 0);
const names: Names = {
  stage: (id) => ({ 'stage-1': 'Qualified', 'stage-2': 'Proposal' })[id] ?? null,
  currency: () => null,
  person: (id) => (id === 'mara' ? 'Mara Lindqvist' : null),
  me: 'alex',
};
const decided = decidedOf(demoConflicts(now));
const saidOf = (conflict: Conflict) => said({ conflict, with: [conflict] }, names, now.getTime(), 'en-GB');

describe('what was decided', () => {
  it('is one decision for a move, which takes back its rank and its deal with it', () => {
    const [move] = decided;
    expect(move!.title).toBe('Fleet management');
    expect(move!.decisions).toHaveLength(1);
    expect(move!.decisions[0]!.with.map(({ table, cell }) => `${table}.${cell}`)).toEqual([
      'board_cards.stage_id',
      'board_cards.rank',
      'deals.stage_id',
    ]);
  });

  it('keeps two cards of one name apart', () => {
    const move = demoConflicts(now).slice(0, 3);
    const namesake = move.map((conflict) => ({
      ...conflict,
      index: conflict.index + 2,
      row_id: `other-${conflict.table}`,
    }));
    const [one] = decidedOf([...move, ...namesake]);
    const cards = one!.decisions.map(({ with: all }) => all.filter(({ table }) => table === 'board_cards'));
    for (const of of cards) expect(new Set(of.map(({ row_id }) => row_id)).size).toBeLessThanOrEqual(1);
  });

  it('names the colleague where the timeline tells who it was', () => {
    const [move, ...others] = demoConflicts(now);
    const sentences = [move, others.at(-1)].map(
      (conflict) => saidOf({ ...conflict!, theirs_by: 'mara' }).sentence,
    );
    expect(sentences.every((sentence) => sentence.includes('Mara Lindqvist'))).toBe(true);
  });

  it('names what stands, what did not, who and when', () => {
    expect(said(decided[0]!.decisions[0]!, names, now.getTime(), 'en-GB')).toEqual({
      sentence: 'A colleague changed Stage to Proposal on Tuesday; you had Qualified.',
      keep: 'Keep Proposal',
      take: 'Use mine',
    });
  });

  it('keeps the decisions of one gesture together', () => {
    expect(decided[1]!.decisions.map(({ conflict }) => conflict.cell)).toEqual(['close_date', 'name']);
    const { sentence, keep, take } = saidOf(decided[1]!.decisions[0]!.conflict);
    expect(sentence).toBe(
      'You changed Close date to 18 Dec 2026; 3 hours ago a colleague had set 15 Jan 2027.',
    );
    expect([keep, take]).toEqual(['Keep 18 Dec 2026', 'Use theirs']);
  });

  it('quotes what a person wrote', () => {
    expect(saidOf(decided[1]!.decisions[1]!.conflict).sentence).toContain(
      'a colleague had set “Kylkedja Norr”.',
    );
  });

  it.each<[Conflict['kept'], unknown, unknown, RegExp, string, string]>([
    ['theirs', '2026-11-21T10:00:00Z', null, /edited this while you deleted it/u, 'Keep it', 'Delete it'],
    ['mine', null, '2026-11-21T10:00:00Z', /deleted this while you edited it/u, 'Keep it', 'Delete it'],
    ['theirs', null, '2026-11-21T10:00:00Z', /deleted this after you/u, 'Leave it deleted', 'Bring it back'],
    ['mine', '2026-11-21T10:00:00Z', null, /You deleted this after/u, 'Leave it deleted', 'Bring it back'],
  ])('says what became of a deletion: %s, %s, %s', (kept, mine, theirs, sentence, keep, take) => {
    const conflict = { ...decided[2]!.decisions[0]!.conflict, kept, mine, theirs };
    expect(saidOf(conflict)).toMatchObject({ sentence: expect.stringMatching(sentence), keep, take });
  });

  it('does not put a long value onto a button', () => {
    const conflict = { ...decided[1]!.decisions[1]!.conflict, mine: 'A name that is longer than a button' };
    expect(saidOf(conflict).keep).toBe('Keep this');
  });
});
