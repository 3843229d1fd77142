// A replica in memory, for unit tests and for the preview of screens: it keeps the promises of sync/api.ts and nothing else.
import type {
  BoardSummary,
  BoardView,
  CardMove,
  CardView,
  Place,
  Replica,
  Result,
  StageView,
  SyncStatus,
} from '../../sync/index.ts';
import { createCell, type Cell } from '../ui/cell.ts';
import { addSums } from '../ui/money.ts';
import { DEMO_STAGES } from './demo-deals.ts';

export type MemoryReplica = Replica & {
  readonly view: Cell<BoardView>;
  readonly summaries: Cell<readonly BoardSummary[] | undefined>;
  readonly status: Cell<SyncStatus>;
  /** What the next mutations answer instead of doing their work; null lets them work. */
  refuse: Result<void> | null;
};

export const PLACE: Place = {
  url: 'http://127.0.0.1:54321',
  publishable_key: 'sb_publishable_demo',
  user_id: '018f0000-0000-7000-8000-0000000000a1',
  email: 'alex@outpost.example',
  workspace_id: '018f0000-0000-7000-8000-000000000001',
  workspace_name: 'Nordwind Systems',
};

const UP_TO_DATE: SyncStatus = {
  kind: 'up_to_date',
  waiting: 0,
  attention: 0,
  first_sync: null,
  last_contact_at: null,
  failure: null,
};

const withSums = (stage: Omit<StageView, 'sums'>): StageView => ({
  ...stage,
  sums: addSums(
    stage.cards.flatMap(({ value_cents, currency }) =>
      value_cents === null || currency === null ? [] : [{ value_cents, currency }],
    ),
  ),
});

/** The demo's deals; `repeat` lays each stage that many times over itself. */
export function demoBoard(repeat = 1, now = new Date()): BoardView {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const stages = DEMO_STAGES.map(({ name, type, probability, deals }, at) =>
    withSums({
      id: `stage-${at}`,
      name,
      stage_type: type,
      probability,
      cards: Array.from({ length: repeat }, (_, round) =>
        deals.map(([title, value, currency, days, company, owner], index): CardView => ({
          card_id: `card-${at}-${index}-${round}`,
          record_id: `deal-${at}-${index}-${round}`,
          record_type: 'deal',
          title,
          value_cents: value === null ? null : Math.round(value * 100),
          currency,
          close_date: days === null ? null : day(days),
          company_name: company,
          owner_name: owner,
          waiting: false,
        })),
      ).flat(),
    }),
  );
  return { id: 'board-1', name: 'Sales pipeline', record_type: 'deal', stages };
}

/** `view` with the card moved; null when the card or the stage is not there. */
function moved(
  view: BoardView,
  { card_id, stage_id, before_id }: CardMove,
  waiting: boolean,
): BoardView | null {
  const from = view.stages.find(({ cards }) => cards.some((card) => card.card_id === card_id));
  const card = from?.cards.find((candidate) => candidate.card_id === card_id);
  if (!card || !view.stages.some(({ id }) => id === stage_id)) return null;
  const stages = view.stages.map((stage) => {
    if (stage !== from && stage.id !== stage_id) return stage;
    const cards = stage.cards.filter((other) => other !== card);
    if (stage.id === stage_id) {
      const before = cards.findIndex((other) => other.card_id === before_id);
      cards.splice(before < 0 ? cards.length : before, 0, { ...card, waiting });
    }
    return withSums({ ...stage, cards });
  });
  return { ...view, stages };
}

export function memoryReplica(board = demoBoard()): MemoryReplica {
  const view = createCell(board);
  const summaries = createCell<readonly BoardSummary[] | undefined>([
    { id: board.id, name: board.name, record_type: board.record_type },
    { id: 'board-2', name: 'Partners', record_type: 'company' },
  ]);
  const partners = createCell<BoardView>({
    id: 'board-2',
    name: 'Partners',
    record_type: 'company',
    stages: [],
  });
  const status = createCell<SyncStatus>({ ...UP_TO_DATE, last_contact_at: new Date().toISOString() });
  const done = (): Promise<Result<void>> => Promise.resolve({ ok: true, value: undefined });
  return {
    place: PLACE,
    view,
    summaries,
    status,
    sync: status,
    refuse: null,
    boards: () => summaries,
    board: (board_id) => (board_id === board.id ? view : partners),
    moveCard(move) {
      if (this.refuse) return Promise.resolve(this.refuse);
      const next = moved(view.get(), move, status.get().kind === 'offline');
      if (!next) return Promise.resolve({ ok: false, error: { code: 'not_found', message: '' } });
      view.set(next);
      return done();
    },
    syncNow: () => status.set({ ...status.get(), last_contact_at: new Date().toISOString() }),
    signIn(password) {
      if (password !== 'outpost-demo')
        return Promise.resolve({ ok: false, error: { code: 'wrong_credentials', message: '' } });
      status.set({ ...status.get(), kind: 'up_to_date', waiting: 0 });
      return done();
    },
    signOut: done,
    close: () => Promise.resolve(),
  };
}
