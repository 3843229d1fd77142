import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { BoardView, CardMove, Live, Replica, StageView } from '../../sync/index.ts';
import { useToday } from '../ui/clock.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { dismissToast, showToast } from '../ui/toast.tsx';
import { takeBack } from '../undo/take-back.ts';
import { words } from '../words.ts';
import { createColumns } from './columns.ts';
import { keyboardMoves } from './keyboard-moves.ts';
import { useHand } from './lift.ts';
import { createMoves } from './moves.ts';
import { presentSpot } from './neighbours.ts';
import { StageColumn } from './stage-column.tsx';
import { useRevealTakenBack } from './reveal-taken-back.ts';
import { useMouseMoves } from './use-mouse-moves.ts';

type Props = { board: BoardView; live: Live<BoardView>; replica: Replica };

const noStages: readonly StageView[] = [];

/** The stages of one board side by side, and the hand that moves cards between them. */
export function Board({ board, live, replica }: Props) {
  const { stages } = board;
  const element = useRef<HTMLDivElement>(null);
  const today = useToday();
  const scroll = useStayMemory<number>('stages', 0);

  const columns = useMemo(() => createColumns(), []);
  const [moves, keyboard] = useMemo(() => {
    const now = () => live.get()?.stages ?? noStages;
    const made = createMoves(now, (move) => {
      const done = wordsOf(now(), move);
      dismissToast();
      void replica.moveCard(move).then((result) => {
        if (!result.ok)
          showToast({ text: words.board.notMoved(words.failures[result.error.code]), stays: true });
        else if (done !== null)
          showToast({
            text: done,
            action: { name: words.undo.undo, run: () => void takeBack(replica, 'undo') },
          });
      });
    });
    return [made, keyboardMoves(now, made)];
  }, [replica, live]);
  useMouseMoves(element, columns, moves);
  useRevealTakenBack(stages);
  useLayoutEffect(() => {
    if (element.current) element.current.scrollLeft = scroll.read();
  }, [scroll]);

  const lifting = useHand((hand) => hand.lift !== null);
  const wantedSpot = useHand((hand) => hand.spot);
  const spot = presentSpot(stages, wantedSpot);
  useEffect(() => moves.letGoOfGone(), [moves, stages]);
  useEffect(() => () => useHand.setState({ lift: null, spot: null, wanted: null, said: '' }), [board.id]);

  return (
    <div className="relative min-h-0 grow">
      <div
        ref={element}
        data-empty={stages.every(({ cards }) => cards.length === 0) ? '' : undefined}
        data-lifting={lifting ? '' : undefined}
        className="group/board flex h-full overflow-x-auto overflow-y-hidden pt-1 pr-1 pl-2"
        onScroll={({ currentTarget, target }) => {
          if (target === currentTarget) scroll.keep(currentTarget.scrollLeft);
        }}
        {...keyboard}
      >
        {stages.map((stage, index) => (
          <StageColumn
            key={stage.id}
            stage={stage}
            index={index}
            record_type={board.record_type}
            today={today}
            current={spot?.stage_id === stage.id ? spot.card_id : undefined}
            columns={columns}
          />
        ))}
      </div>
      <p id="card-help" hidden>
        {words.board.cardHelp}
      </p>
      <Said />
    </div>
  );
}

/** What a move into another stage has done; null within a stage, where the card lies under the hand. */
function wordsOf(stages: readonly StageView[], { card_id, stage_id }: CardMove): string | null {
  const from = stages.find(({ cards }) => cards.some((card) => card.card_id === card_id));
  const card = from?.cards.find((one) => one.card_id === card_id);
  const to = stages.find(({ id }) => id === stage_id);
  return card && to && from !== to ? words.undo.moved(card.title, to.name) : null;
}

/** Where a lifted card is, in words. */
function Said() {
  const said = useHand((hand) => hand.said);
  return (
    <p aria-live="assertive" className="sr-only">
      {said}
    </p>
  );
}
