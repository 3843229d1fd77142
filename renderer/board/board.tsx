import { useEffect, useMemo, useRef, useState } from 'react';
import type { BoardView, Live, Replica, StageView } from '../../sync/index.ts';
import { useToday } from '../ui/clock.ts';
import { Notice } from '../ui/notice.tsx';
import { words } from '../words.ts';
import { createColumns } from './columns.ts';
import { keyboardMoves } from './keyboard-moves.ts';
import { useHand } from './lift.ts';
import { createMoves } from './moves.ts';
import { presentSpot } from './neighbours.ts';
import { StageColumn } from './stage-column.tsx';
import { useMouseMoves } from './use-mouse-moves.ts';

type Props = { board: BoardView; live: Live<BoardView>; replica: Replica };

const noStages: readonly StageView[] = [];

/** The stages of one board side by side, and the hand that moves cards between them. */
export function Board({ board, live, replica }: Props) {
  const { stages } = board;
  const element = useRef<HTMLDivElement>(null);
  const today = useToday();
  const [notice, setNotice] = useState<string | null>(null);

  const columns = useMemo(() => createColumns(), []);
  const [moves, keyboard] = useMemo(() => {
    const now = () => live.get()?.stages ?? noStages;
    const made = createMoves(now, (move) => {
      setNotice(null);
      void replica.moveCard(move).then((result) => {
        if (!result.ok) setNotice(words.board.notMoved(words.failures[result.error.code]));
      });
    });
    return [made, keyboardMoves(now, made)];
  }, [replica, live]);
  useMouseMoves(element, columns, moves);

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
      {notice !== null && (
        <Notice text={notice} dismiss={words.board.dismiss} onDismiss={() => setNotice(null)} />
      )}
    </div>
  );
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
