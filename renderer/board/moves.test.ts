import { beforeEach, describe, expect, it } from 'vitest';
import type { CardsMove } from '../../sync/index.ts';
import { demoBoard, memoryReplica } from '../test/memory-replica.ts';
import { EMPTY_HAND, useHand } from './lift.ts';
import { clearSelection, toggleSelected } from './selection.ts';
import { createMoves } from './moves.ts';

function hand() {
  const replica = memoryReplica(demoBoard());
  const sent: CardsMove[] = [];
  const moves = createMoves(
    () => replica.view.get().stages,
    (move) => {
      sent.push(move);
      void replica.moveCards(move);
    },
  );
  const ids = (stage: number) => replica.view.get().stages[stage]!.cards.map(({ card_id }) => card_id);
  return { replica, sent, moves, ids };
}

beforeEach(() => {
  useHand.setState(EMPTY_HAND);
  clearSelection();
});

describe('a card in the hand', () => {
  it('is dropped where it was carried, at once, and keeps the focus', () => {
    const { moves, sent, ids } = hand();
    const [card] = ids(0);
    const before = ids(1)[1]!;
    moves.lift(card!, 'stage-0', 'keyboard', 80);
    moves.nudge('right');
    moves.nudge('down');
    moves.drop();
    expect(sent).toEqual([{ card_ids: [card], stage_id: 'stage-1', before_id: before }]);
    expect(ids(1)[1]).toBe(card);
    expect(useHand.getState()).toMatchObject({ lift: null, wanted: { stage_id: 'stage-1', card_id: card } });
  });

  it('writes nothing when it is dropped where it was', () => {
    const { moves, sent, ids } = hand();
    moves.lift(ids(0)[2]!, 'stage-0', 'keyboard', 80);
    moves.nudge('down');
    moves.nudge('up');
    moves.drop();
    expect(sent).toEqual([]);
  });

  it('goes back on Escape', () => {
    const { moves, sent, ids } = hand();
    moves.lift(ids(0)[0]!, 'stage-0', 'keyboard', 80);
    moves.nudge('right');
    moves.putBack();
    expect(sent).toEqual([]);
    expect(useHand.getState().said).toBe('Nordwind ERP put back in stage Lead.');
  });

  it('says where it is, in words', () => {
    const { moves, ids } = hand();
    moves.lift(ids(0)[2]!, 'stage-0', 'keyboard', 80);
    expect(useHand.getState().said).toContain('Support renewal 2027 lifted. Stage Lead, position 3 of 12.');
    moves.nudge('right');
    expect(useHand.getState().said).toBe('Stage Qualified, position 3 of 9.');
  });

  it('is let go when somebody else takes it off the board', () => {
    const { moves, replica, ids } = hand();
    moves.lift(ids(0)[0]!, 'stage-0', 'mouse', 80);
    const view = replica.view.get();
    replica.view.set({
      ...view,
      stages: view.stages.map((stage) => ({ ...stage, cards: stage.cards.slice(1) })),
    });
    moves.letGoOfGone();
    expect(useHand.getState().lift).toBeNull();
  });

  it('lands at the end when the card below the gap went away meanwhile', () => {
    const { moves, replica, sent, ids } = hand();
    moves.lift(ids(0)[0]!, 'stage-0', 'mouse', 80);
    moves.over({ stage_id: 'stage-1', before_id: 'gone' });
    moves.drop();
    expect(sent).toMatchObject([{ stage_id: 'stage-1', before_id: null }]);
    expect(replica.view.get().stages[1]!.cards.at(-1)?.title).toBe('Nordwind ERP');
  });

  it('takes all that are selected along, in board order', () => {
    const { moves, sent, ids } = hand();
    const [first, second, third] = ids(0);
    const [other] = ids(1);
    for (const id of [other!, third!, first!]) toggleSelected(id);
    moves.lift(third!, 'stage-0', 'keyboard', 80);
    expect(useHand.getState().said).toContain('3 cards lifted.');
    moves.nudge('home');
    moves.drop();
    expect(sent).toEqual([{ card_ids: [first, third, other], stage_id: 'stage-0', before_id: second }]);
    expect(ids(0).slice(0, 4)).toEqual([first, third, other, second]);
  });

  it('leaves the selection where a card that is not in it is taken', () => {
    const { moves, sent, ids } = hand();
    const [selected, taken] = ids(0);
    toggleSelected(selected!);
    moves.lift(taken!, 'stage-0', 'keyboard', 80);
    moves.nudge('right');
    moves.drop();
    expect(sent).toMatchObject([{ card_ids: [taken] }]);
  });
});
