// The pipeline in figures, from the deals as they are.
import type { Figures, Sum } from '../reads.ts';
import type { Rows } from '../schema/tables.ts';
import { dayAt, monthBefore } from './days.ts';
import type { Looking } from './matches.ts';

type Deal = Pick<
  Rows['deals'],
  'id' | 'name' | 'stage_id' | 'value_cents' | 'currency' | 'probability' | 'close_date' | 'deleted_at'
>;
type Stage = Pick<
  Rows['board_stages'],
  'id' | 'name' | 'board_id' | 'position' | 'stage_type' | 'probability' | 'deleted_at'
>;
type Board = Pick<
  Rows['boards'],
  'id' | 'name' | 'record_type' | 'created_at' | 'is_archived' | 'deleted_at'
>;
type Task = Pick<Rows['tasks'], 'assigned_to' | 'status' | 'due_date' | 'deleted_at'>;

export type FigureSources = {
  deals: Iterable<Deal>;
  stages: Iterable<Stage>;
  boards: Iterable<Board>;
  tasks: Iterable<Task>;
  /** Ms since the epoch: when the deal came to its stage, and when something last happened on it. */
  moved_at: (deal_id: string) => number;
  active_at: (deal_id: string) => number;
  looking: Looking;
};

const QUIET_DAYS = 14;
const ROTTING_LIMIT = 50;
const MONTHS_BEFORE = 5;
const DAY_MS = 86_400_000;

export function figuresOf(sources: FigureSources): Figures {
  const { looking, moved_at, active_at } = sources;
  const today = dayAt(looking.now);
  const boards = new Map(
    [...sources.boards]
      .filter((board) => board.record_type === 'deal' && board.deleted_at === null && !board.is_archived)
      .sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1))
      .map((board, at) => [board.id, { board, at }]),
  );
  const placeOf = ({ board_id }: Stage) => boards.get(board_id)?.at ?? -1;
  const stages = new Map(
    [...sources.stages]
      .filter((stage) => stage.deleted_at === null && placeOf(stage) >= 0)
      .sort((a, b) => placeOf(a) - placeOf(b) || a.position - b.position || (a.id < b.id ? -1 : 1))
      .map((stage) => [stage.id, { stage, sums: new Sums() }]),
  );
  const first = monthBefore(today, MONTHS_BEFORE);
  const won = new Map<string, Sums>();
  for (let back = MONTHS_BEFORE; back >= 0; back -= 1) won.set(monthBefore(today, back), new Sums());
  const months = new Map<string, Sums>();
  const rotting: { deal: Deal; stage: Stage; quiet_days: number }[] = [];

  const deals = [...sources.deals].filter(({ deleted_at }) => deleted_at === null);
  const usual = usualCurrency(deals);
  for (const deal of deals) {
    const on = deal.stage_id === null ? undefined : stages.get(deal.stage_id);
    if (!on) continue;
    const { stage } = on;
    const currency = deal.currency ?? usual;
    const value = deal.value_cents ?? 0;
    const chance = (deal.probability ?? stage.probability ?? 0) / 100;
    if (stage.stage_type === 'won') {
      const month = dayAt(moved_at(deal.id)).slice(0, 7);
      if (month >= first) won.get(month)?.add(currency, value, value);
    } else if (stage.stage_type === 'open') {
      on.sums.add(currency, value, value * chance);
      if (deal.close_date !== null)
        entry(months, deal.close_date.slice(0, 7)).add(currency, value, value * chance);
      const quiet_days = Math.floor((looking.now - active_at(deal.id)) / DAY_MS);
      if (quiet_days >= QUIET_DAYS) rotting.push({ deal, stage, quiet_days });
    }
  }

  return {
    stages: [...stages.values()]
      .filter(({ stage }) => stage.stage_type === 'open')
      .map(({ stage, sums }) => ({
        stage_id: stage.id,
        board_id: stage.board_id,
        name: stage.name,
        board_name: boards.get(stage.board_id)?.board.name ?? '',
        sums: sums.list(),
      })),
    months: inOrder(months),
    won: inOrder(won),
    rotting: rotting
      .sort((a, b) => b.quiet_days - a.quiet_days || (a.deal.id < b.deal.id ? -1 : 1))
      .slice(0, ROTTING_LIMIT)
      .map(({ deal, stage, quiet_days }) => ({
        id: deal.id,
        name: deal.name,
        stage_name: stage.name,
        quiet_days,
      })),
    tasks: tasksOf(sources.tasks, looking.me, today),
  };
}

function tasksOf(tasks: Iterable<Task>, me: string, today: string): Figures['tasks'] {
  let overdue = 0;
  let due = 0;
  for (const { assigned_to, status, due_date, deleted_at } of tasks) {
    if (assigned_to !== me || status === 'done' || deleted_at !== null || due_date === null) continue;
    if (due_date < today) overdue += 1;
    if (due_date === today) due += 1;
  }
  return { overdue, today: due };
}

/** What a deal is counted under that says no currency: that of most deals. */
function usualCurrency(deals: readonly Deal[]): string {
  const counts = new Map<string, number>();
  for (const { currency } of deals)
    if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'EUR';
}

class Sums {
  readonly #sums = new Map<string, Sum>();

  add(currency: string, value: number, weighted: number): void {
    const sum = this.#sums.get(currency) ?? { currency, count: 0, value_cents: 0, weighted_cents: 0 };
    sum.count += 1;
    sum.value_cents += value;
    sum.weighted_cents += weighted;
    this.#sums.set(currency, sum);
  }

  /** Largest first. */
  list(): Sum[] {
    return [...this.#sums.values()]
      .map((sum) => ({ ...sum, weighted_cents: Math.round(sum.weighted_cents) }))
      .sort((a, b) => b.value_cents - a.value_cents || (a.currency < b.currency ? -1 : 1));
  }
}

function entry(sums: Map<string, Sums>, key: string): Sums {
  const found = sums.get(key) ?? new Sums();
  sums.set(key, found);
  return found;
}

const inOrder = (months: ReadonlyMap<string, Sums>) =>
  [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, sums]) => ({ month, sums: sums.list() }));
