import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { Columns3, Inbox, ListFilter, Plus } from 'lucide-react';
import {
  matcher,
  RECORD_TABLES,
  type BoardSummary,
  type BoardView,
  type CardView,
  type Replica,
} from '../../sync/index.ts';
import { useDirectory } from '../fields/directory.ts';
import { useMay } from '../fields/permissions.ts';
import { useFields } from '../fields/use-fields.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useShortcut } from '../navigation/shortcuts.ts';
import { BoardSkeleton } from '../start-up/opening.tsx';
import { Button } from '../ui/button.tsx';
import { useToday } from '../ui/clock.ts';
import { Empty } from '../ui/empty.tsx';
import { useOncePainted } from '../ui/painted.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { Board } from './board.tsx';
import { BoardBar } from './board-bar.tsx';
import { BoardContext, useBoard, type BoardTools } from './board-context.ts';
import { isFiltering, NO_FILTER, setFilter, useBoardState, useFilter, type Filter } from './board-state.ts';
import { whyNot } from './card-actions.ts';
import { useBoardCards } from './cards-setting.ts';
import { stageShower } from './shown-stages.ts';
import { addStage } from './stage-menu.tsx';

type Props = { replica: Replica; board: BoardSummary; onPainted: () => void };

/** One board with its bar, in each of its states: not read yet, without stages, without cards, with cards. */
export function BoardScreen({ replica, board: { id: board_id, name, record_type }, onPainted }: Props) {
  const live = useMemo(() => replica.board(board_id), [replica, board_id]);
  const view = useLive(live);
  const directory = useDirectory(replica);
  const may = useMay(replica);
  const fields = useFields(replica, record_type);
  const cells = useBoardCards(board_id).fields;
  const tools = useMemo(
    (): BoardTools => ({
      replica,
      board_id,
      record_type,
      table: RECORD_TABLES[record_type],
      directory,
      stages: directory.stages.filter((stage) => stage.board_id === board_id),
      may,
      fields,
      picked: cells?.flatMap((cell) => fields.find((field) => field.cell === cell) ?? []) ?? null,
    }),
    [replica, board_id, record_type, directory, may, fields, cells],
  );
  const filter = useFilter(board_id);
  const show = useShower(filter, replica.place.user_id);
  const [filtering, setFiltering] = useState<'asked' | 'shown' | null>(null);
  const barShown = filtering !== null || isFiltering(filter);
  // While the bar stands, its own field answers the key.
  useShortcut('filter', barShown ? null : () => setFiltering('asked'));
  // A board is drawn for the first time in slices, so that what a person does meanwhile is answered; from then on at once.
  const shown = view?.id ?? '';
  const drawn = useDeferredValue(shown, '') === shown;
  useOncePainted(drawn && view !== undefined && hasCards(view), onPainted);

  return (
    <BoardContext value={tools}>
      <BoardBar
        name={name}
        stages={view && show(view.stages)}
        filterShown={barShown}
        onFilter={(open) => {
          setFiltering(open ? 'asked' : null);
          if (!open) setFilter(board_id, NO_FILTER);
        }}
      />
      {barShown && (
        <div
          ref={(bar) => {
            if (filtering !== 'asked') return;
            bar?.querySelector('input')?.focus();
            setFiltering('shown');
          }}
        >
          <FilterBar
            replica={replica}
            record_type={record_type}
            conditions={filter.conditions}
            text={filter.text}
            onChange={(next) => setFilter(board_id, next, filter.view_id)}
          />
        </div>
      )}
      {view && drawn ? <Stages view={view} live={live} show={show} filter={filter} /> : <BoardSkeleton />}
    </BoardContext>
  );
}

type StagesProps = {
  view: BoardView;
  live: Parameters<typeof Board>[0]['live'];
  show: ReturnType<typeof stageShower>;
  filter: Filter;
};

function Stages({ view, live, show, filter }: StagesProps) {
  const tools = useBoard();
  const { record_type, board_id } = tools;
  const adding = useBoardState((state) => state.adding !== null);
  if (view.stages.length === 0)
    return (
      <Empty
        icon={<Columns3 aria-hidden className="size-5" />}
        title={t('board.no_stages')}
        text={t('board.no_stages_text')}
      >
        {whyNot(tools, 'stages') === null && (
          <Act onClick={() => void addStage(tools, null)}>{t('boards.stage.add')}</Act>
        )}
      </Empty>
    );
  const first = view.stages[0]?.id ?? null;
  const mayAdd = whyNot(tools, 'edit') === null && whyNot(tools, 'stages') === null;
  const nothing = !hasCards(view)
    ? 'empty'
    : hasCards({ ...view, stages: show(view.stages) })
      ? null
      : 'filtered';
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <Board key={view.id} live={live} show={show} />
      {nothing !== null && !adding && (
        <div className="pointer-events-none absolute inset-0 top-24 [&_button]:pointer-events-auto">
          {nothing === 'empty' ? (
            <Empty
              icon={<Inbox aria-hidden className="size-5" />}
              title={t(`board.no_cards.${record_type}`)}
              text={t(`boards.no_cards_text.${record_type}`)}
            >
              {mayAdd && (
                <Act onClick={() => useBoardState.setState({ adding: first })}>
                  <Plus aria-hidden className="size-3.5" />
                  {t(`boards.add.${record_type}`)}
                </Act>
              )}
            </Empty>
          ) : (
            <Empty
              icon={<ListFilter aria-hidden className="size-5" />}
              title={t('boards.filter.nothing')}
              text={t('boards.filter.nothing_text')}
            >
              {isFiltering(filter) && (
                <Act onClick={() => setFilter(board_id, NO_FILTER)}>{t('boards.filter.clear')}</Act>
              )}
            </Empty>
          )}
        </div>
      )}
    </div>
  );
}

const Act = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <div className="mt-4">
    <Button kind="primary" onClick={onClick}>
      {children}
    </Button>
  </div>
);

/** Another function for another filter only, so that what it has shown keeps its identity. */
function useShower({ conditions, text }: Filter, me: string) {
  const today = useToday();
  return useMemo(() => {
    if (!isFiltering({ conditions, text })) return stageShower(null);
    const matches = matcher({ conditions, text }, { me, now: Date.parse(`${today}T12:00:00`) });
    // A deal and a contact are found by their company too.
    return stageShower((card: CardView) =>
      matches(card.company_name === null ? card.record : { ...card.record, domain: card.company_name }),
    );
  }, [conditions, text, me, today]);
}

const hasCards = ({ stages }: Pick<BoardView, 'stages'>): boolean =>
  stages.some(({ cards }) => cards.length > 0);
