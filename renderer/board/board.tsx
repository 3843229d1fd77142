import {
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
} from 'react';
import type { BoardView, CardsMove, Live, Mark, StageView } from '../../sync/index.ts';
import { openRecord, showPanel } from '../navigation/screen.ts';
import { shortcutText, useShortcut } from '../navigation/shortcuts.ts';
import { useToday } from '../ui/clock.ts';
import { ContextMenu } from '../ui/context-menu.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useStayMemory } from '../ui/stay-memory.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { AddStage } from './add-stage.tsx';
import { useBoard } from './board-context.ts';
import { boardKeys } from './board-keys.ts';
import { closeForms, useBoardState } from './board-state.ts';
import { close, moveToBoard, otherBoards, whyNot } from './card-actions.ts';
import { CardMenu } from './card-menu.tsx';
import { useBoardCards } from './cards-setting.ts';
import { ClosingZones } from './closing-zones.tsx';
import { CollapsedColumn } from './collapsed-column.tsx';
import { createColumns } from './columns.ts';
import { keyboardMoves, spotOf } from './keyboard-moves.ts';
import { EMPTY_HAND, focusSpot, useHand, type Aside } from './lift.ts';
import { LostReason } from './lost-reason.tsx';
import { createMoves } from './moves.ts';
import { presentSpot, type Spot } from './neighbours.ts';
import { useRevealTakenBack } from './reveal-taken-back.ts';
import {
  cardsOf,
  clearSelection,
  keepSelected,
  selectedInOrder,
  selectTo,
  toggleSelected,
} from './selection.ts';
import type { ShownStage } from './shown-stages.ts';
import { StageColumn } from './stage-column.tsx';
import { StageDialogs } from './stage-dialogs.tsx';
import { StageMenu } from './stage-menu.tsx';
import { putInOrder, reordered, useStageDrags } from './stage-order.tsx';
import { useMouseMoves } from './use-mouse-moves.ts';
import { moveOnBoard, nameOf } from './write.ts';

type Props = {
  live: Live<BoardView>;
  /** By the filter; asked anew for what is there in the moment of a gesture. */
  show: (stages: readonly StageView[]) => readonly ShownStage[];
};

const NO_STAGES: readonly StageView[] = [];
const NO_MARKS: ReadonlyMap<string, Mark> = new Map();
/** Forms and buttons within the board act themselves. */
const ACTS_ITSELF = 'button, input, a, [data-card-form]';

/** The stages of one board side by side, and the hand that moves cards between them. */
export function Board({ live, show }: Props) {
  const tools = useBoard();
  const { replica, board_id, table } = tools;
  const all = useLive(live)?.stages ?? NO_STAGES;
  const stages = show(all);
  const { collapsed } = useBoardCards(board_id);
  const drawn = useDrawn(stages.length);
  const liveMarks = useMemo(() => replica.marks(board_id), [replica, board_id]);
  const marks = useLive(liveMarks) ?? NO_MARKS;
  const element = useRef<HTMLDivElement>(null);
  const today = useToday();
  const modKey = shortcutText('undo', usePlatform()).replace(/\s*Z$/u, '');
  const scroll = useStayMemory<number>(`stages of ${board_id}`, 0);
  const [menu, setMenu] = useState<Spot | null>(null);

  const columns = useMemo(() => createColumns(), []);
  const now = useCallback(() => show(live.get()?.stages ?? NO_STAGES), [live, show]);
  const moves = useMemo(
    () => createMoves(now, (move) => void moveOnBoard(replica, move, wordsOf(now(), move))),
    [now, replica],
  );
  const keyboard = useMemo(() => {
    // The keys pass over what a collapsed stage hides.
    const reachable = () =>
      now().map((stage) => (collapsed.includes(stage.id) ? { ...stage, cards: [] } : stage));
    return keyboardMoves(reachable, moves, boardKeys(tools, now));
  }, [tools, collapsed, now, moves]);
  const onAside = useCallback(
    (aside: Aside, card_ids: readonly string[]) => {
      const cards = cardsOf(now(), new Set(card_ids));
      if (aside.kind === 'close') close(tools, cards, aside.outcome);
      else moveToBoard(tools, cards, aside.board_id);
    },
    [tools, now],
  );
  const takes = useCallback(
    (id: string) => whyNot(tools, 'move') === null && otherBoards(tools).some((other) => other.id === id),
    [tools],
  );
  useMouseMoves({ board: element, columns, moves, onAside, takes });
  const onOrder = useCallback(
    (stage_id: string, before_id: string | null) => {
      const ids = now().map(({ id }) => id);
      putInOrder(tools, now(), reordered(ids, stage_id, before_id), stage_id);
    },
    [tools, now],
  );
  useStageDrags({ board: element, onOrder });
  useRevealTakenBack(stages);
  useLayoutEffect(() => {
    if (element.current) element.current.scrollLeft = scroll.read();
  }, [scroll]);

  const lifting = useHand((hand) => hand.lift !== null);
  const spot = presentSpot(
    stages,
    useHand((hand) => hand.spot),
  );
  useEffect(() => {
    moves.letGoOfGone();
    keepSelected(all);
  }, [moves, stages, all]);
  useEffect(
    () => () => {
      useHand.setState(EMPTY_HAND);
      clearSelection();
      closeForms();
    },
    [board_id],
  );

  const mayAdd = whyNot(tools, 'edit') === null && whyNot(tools, 'stages') === null;
  useShortcut('create', mayAdd ? () => addAt(spot, stages) : null);
  const editable = spot?.card_id ?? null;
  useShortcut(
    'edit',
    editable !== null && whyNot(tools, 'edit') === null
      ? () => useBoardState.setState({ editing: editable })
      : null,
  );

  function onClick(event: MouseEvent): void {
    const { target } = event;
    if (target instanceof Element && target.closest(ACTS_ITSELF)) return;
    const at = spotOf(target);
    if (!at) {
      clearSelection();
      return;
    }
    const { card_id } = at;
    if (card_id === null) return;
    const card = cardsOf(stages, new Set([card_id]))[0];
    if (event.shiftKey) selectTo(stages, card_id);
    else if (event.ctrlKey || event.metaKey) toggleSelected(card_id);
    else if (card) showPanel({ table, id: card.record_id });
  }

  function onContextMenu(event: MouseEvent): void {
    const { target } = event;
    const at = target instanceof Element && target.closest('input') ? null : spotOf(target);
    if (at) {
      setMenu({ stage_id: at.stage_id, card_id: at.card_id });
      useHand.setState({ spot: { stage_id: at.stage_id, card_id: at.card_id } });
    } else event.preventDefault();
  }

  const losing = useBoardState((state) => state.losing);
  const lost = losing
    ? all.flatMap(({ cards }) => cards.filter(({ record_id }) => losing.includes(record_id)))
    : [];
  return (
    <div className="relative min-h-0 grow">
      <ContextMenu
        label={t('boards.menu')}
        onClosed={() => {
          const { spot: back } = useHand.getState();
          // What was chosen may have taken the focus already.
          if (back && document.activeElement === document.body) focusSpot(back);
        }}
        content={menu && <BoardMenu at={menu} stages={stages} modKey={modKey} />}
      >
        <div
          ref={element}
          data-lifting={lifting ? '' : undefined}
          className="group/board flex h-full overflow-x-auto overflow-y-hidden ps-2 pe-1 pt-1"
          onScroll={({ currentTarget, target }) => {
            if (target === currentTarget) scroll.keep(currentTarget.scrollLeft);
          }}
          onClick={onClick}
          onAuxClick={(event) => {
            const card_id = event.button === 1 ? spotOf(event.target)?.card_id : undefined;
            const card = card_id ? cardsOf(stages, new Set([card_id]))[0] : undefined;
            if (card) openRecord(table, card.record_id);
          }}
          onContextMenu={onContextMenu}
          {...keyboard}
        >
          {stages.map((stage, index) =>
            collapsed.includes(stage.id) ? (
              <CollapsedColumn
                key={stage.id}
                stage={stage}
                index={index}
                current={spot?.stage_id === stage.id}
                columns={columns}
              />
            ) : (
              <StageColumn
                key={stage.id}
                stage={stage}
                index={index}
                drawn={index < drawn}
                today={today}
                marks={marks}
                current={spot?.stage_id === stage.id ? spot.card_id : undefined}
                columns={columns}
              />
            ),
          )}
          <AddStage />
        </div>
      </ContextMenu>
      <ClosingZones />
      <StageDialogs stages={stages} />
      {lost.length > 0 && <LostReason cards={lost} />}
      <p id="card-help" hidden>
        {t('boards.card_help')}
      </p>
      <Said />
    </div>
  );
}

/**
 * How many columns have their cards: the first at once, the others one after the other, each in tasks of its own. All of
 * them together would hold up the window.
 */
function useDrawn(columns: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn < columns) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, columns]);
  return drawn;
}

/** The form for a new card, in the stage that has the focus. */
function addAt(spot: Spot | null, stages: readonly StageView[]): void {
  const stage_id = spot?.stage_id ?? stages[0]?.id;
  if (stage_id !== undefined) useBoardState.setState({ adding: stage_id });
}

type MenuProps = { at: Spot; stages: readonly ShownStage[]; modKey: string };

function BoardMenu({ at, stages, modKey }: MenuProps) {
  const tools = useBoard();
  const stage = stages.find(({ id }) => id === at.stage_id);
  if (!stage) return null;
  if (at.card_id === null) return <StageMenu tools={tools} stages={stages} stage={stage} />;
  const cards = cardsOf(stages, new Set(selectedInOrder(stages, at.card_id)));
  return <CardMenu tools={tools} cards={cards} stage_id={stage.id} modKey={modKey} />;
}

/** What a move into another stage has done; null within a stage, where the cards lie under the hand. */
function wordsOf(stages: readonly StageView[], { card_ids, stage_id }: CardsMove): string | null {
  const moved = new Set(card_ids);
  const to = stages.find(({ id }) => id === stage_id);
  const cards = cardsOf(stages, moved);
  const stay = cardsOf(to ? [to] : [], moved).length;
  return to && stay < cards.length ? t('board.moved', { name: nameOf(cards), stage: to.name }) : null;
}

/** Where what is lifted is, in words. */
function Said() {
  const said = useHand((hand) => hand.said);
  return (
    <p aria-live="assertive" className="sr-only">
      {said}
    </p>
  );
}
