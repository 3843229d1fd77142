// A replica in memory, for unit tests and for the preview of screens: it keeps the promises of sync/api.ts and nothing else.
import type {
  BoardSummary,
  BoardView,
  CardMove,
  CardsMove,
  CardView,
  Conflict,
  History,
  LogPage,
  OutboxEntry,
  ServerPlace,
  Replica,
  Result,
  StageView,
  SyncStatus,
  TakenBack,
} from '../../sync/index.ts';
import { createCell, type Cell } from '../ui/cell.ts';
import { addSums } from '../ui/money.ts';
import { DEMO_STAGES } from './demo-deals.ts';
import { demoDeal, demoRows } from './demo-rows.ts';
import { memoryReads } from './memory-reads.ts';

export type MemoryReplica = Replica & {
  readonly view: Cell<BoardView>;
  readonly summaries: Cell<readonly BoardSummary[] | undefined>;
  readonly status: Cell<SyncStatus>;
  readonly entries: Cell<readonly OutboxEntry[]>;
  readonly contested: Cell<readonly Conflict[]>;
  /** What undo and redo leave as it is, of the next that is taken back. */
  skipped: number;
  /** What the next mutations answer instead of doing their work; null lets them work. */
  refuse: Result<void> | null;
};

export const PLACE: ServerPlace = {
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
  conflicts: 0,
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
        deals.map(([title, value, currency, days, company, owner], index): CardView => {
          const record_id = `deal-${at}-${index}-${round}`;
          const value_cents = value === null ? null : Math.round(value * 100);
          const close_date = days === null ? null : day(days);
          const columns = { name: title, value_cents, currency, close_date, stage_id: `stage-${at}` };
          return {
            card_id: `card-${at}-${index}-${round}`,
            record_id,
            record_type: 'deal',
            title,
            value_cents,
            currency,
            close_date,
            company_name: company,
            owner_name: owner,
            waiting: false,
            record: demoDeal(record_id, columns, company, owner),
          };
        }),
      ).flat(),
    }),
  );
  return { id: 'board-1', name: 'Sales pipeline', record_type: 'deal', stages };
}

/** `view` with the cards moved, one after the other; null when one of them or the stage is not there. */
const allMoved = (view: BoardView, { card_ids, ...to }: CardsMove, waiting: boolean): BoardView | null =>
  card_ids.reduce<BoardView | null>(
    (shown, card_id) => shown && moved(shown, { card_id, ...to }, waiting),
    view,
  );

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
  const entries = createCell<readonly OutboxEntry[]>([]);
  const contested = createCell<readonly Conflict[]>([]);
  const count = () => {
    const [outbox, conflicts] = [entries.get(), contested.get()];
    const waiting = outbox.filter(({ state }) => state === 'waiting').length;
    status.set({
      ...status.get(),
      kind: waiting > 0 && status.get().kind === 'up_to_date' ? 'syncing' : status.get().kind,
      waiting,
      attention: outbox.length - waiting,
      conflicts: new Set(conflicts.map(({ mutation_id }) => mutation_id)).size,
    });
  };
  entries.subscribe(count);
  contested.subscribe(count);

  /** Boards before each move that can be taken back, and after each that was. */
  const past: BoardView[] = [];
  const future: BoardView[] = [];
  const history = createCell<History>({ undo: null, redo: null });
  const remember = () =>
    history.set({
      undo: past.length > 0 ? 'move_cards' : null,
      redo: future.length > 0 ? 'move_cards' : null,
    });
  const swap = (from: BoardView[], to: BoardView[], skipped: number): Result<TakenBack | null> => {
    const next = from.pop();
    if (!next) return { ok: true, value: null };
    to.push(view.get());
    view.set(next);
    remember();
    return { ok: true, value: { name: 'move_cards', skipped } };
  };
  const notFound = (): Promise<Result<never>> =>
    Promise.resolve({ ok: false, error: { code: 'not_found', message: '' } });
  const done = (): Promise<Result<void>> => Promise.resolve({ ok: true, value: undefined });
  const nothing = (): Promise<Result<LogPage<never>>> =>
    Promise.resolve({ ok: true, value: { entries: [], next: null } });
  return {
    ...memoryReads(demoRows(board), PLACE.user_id),
    place: PLACE,
    view,
    summaries,
    status,
    sync: status,
    entries,
    contested,
    skipped: 0,
    refuse: null,
    boards: () => summaries,
    board: (board_id) => (board_id === board.id ? view : partners),
    moveCard({ card_id, ...to }) {
      return this.moveCards({ card_ids: [card_id], ...to });
    },
    moveCards(move) {
      if (this.refuse) return Promise.resolve(this.refuse);
      const next = allMoved(view.get(), move, status.get().kind === 'offline');
      if (!next) return notFound();
      past.push(view.get());
      future.length = 0;
      view.set(next);
      remember();
      return done();
    },
    mutate: () => Promise.reject(new Error('The replica in memory knows no named mutations.')),
    importRecords: () => Promise.resolve({ ok: true, value: { made: 0, rejected: [] } }),
    history: () => history,
    undo() {
      return Promise.resolve(swap(past, future, this.skipped));
    },
    redo() {
      return Promise.resolve(swap(future, past, this.skipped));
    },
    outbox: () => entries,
    conflicts: () => contested,
    retry(mutation_id, edited = new Map<number, Readonly<Record<string, unknown>>>()) {
      if (this.refuse) return Promise.resolve(this.refuse);
      const entry = entries.get().find((one) => one.mutation_ids.includes(mutation_id));
      if (!entry) return notFound();
      const again: OutboxEntry = {
        ...entry,
        id: `${entry.id}-again`,
        mutation_ids: [`${mutation_id}-again`],
        state: 'waiting',
        at: new Date().toISOString(),
        writes: entry.writes.map((write, at) => ({
          ...write,
          mutation_id: `${mutation_id}-again`,
          columns: { ...write.columns, ...edited.get(at) },
          state: 'waiting',
          refusal: null,
        })),
      };
      entries.set([...entries.get().filter((one) => one !== entry), again]);
      return done();
    },
    discard(mutation_id) {
      if (this.refuse) return Promise.resolve(this.refuse);
      entries.set(entries.get().filter((entry) => !entry.mutation_ids.includes(mutation_id)));
      return done();
    },
    takeBack(conflicts) {
      const isOne = (one: Conflict) =>
        conflicts.some(
          ({ mutation_id, index, cell }) =>
            one.mutation_id === mutation_id && one.index === index && one.cell === cell,
        );
      contested.set(contested.get().filter((one) => !isOne(one)));
      return done();
    },
    dismiss(mutation_id) {
      contested.set(contested.get().filter((one) => one.mutation_id !== mutation_id));
      return done();
    },
    loadOlderEntries: done,
    auditLog: nothing,
    automationRuns: nothing,
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
