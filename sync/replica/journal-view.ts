// The journal as a person sees it: what the server has not taken, and what was decided where two people edited the same.
// Pure: mutations in, views out.
import type { Conflict, OutboxEntry, WriteView } from '../api.ts';
import { gestureOf, isContested, type Mutation, type Write } from '../core/journal.ts';

/** What a row is called; null where it is not here. */
export type TitleOf = (table: string, row_id: string) => string | null;
/** Who set a cell of a row at this clock; null where that is not known here. */
export type AuthorOf = (table: string, row_id: string, cell: string, clock: string) => string | null;

const clockTime = (clock: string): string => new Date(Number(clock.slice(0, 13))).toISOString();

/** Where a mutation stands in the outbox; null where the server has all of it. */
export function outboxStateOf({
  state,
  writes,
}: Pick<Mutation, 'state' | 'writes'>): OutboxEntry['state'] | null {
  if (state === 'done' || state === 'contested') return null;
  return writes.some((write) => write.state.kind === 'refused') ? 'attention' : 'waiting';
}

/** What waits or is refused, by gesture, in the order in which they were made. */
export function outboxView(mutations: Iterable<Mutation>, titleOf: TitleOf): OutboxEntry[] {
  const entries = new Map<string, OutboxEntry & { mutation_ids: string[]; writes: WriteView[] }>();
  for (const mutation of inOrder(mutations)) {
    const state = outboxStateOf(mutation);
    if (state === null) continue;
    const id = `${gestureOf(mutation)} ${state}`;
    const { name, clock } = mutation;
    const entry = entries.get(id) ?? { id, mutation_ids: [], name, at: clockTime(clock), state, writes: [] };
    entries.set(id, entry);
    entry.mutation_ids.push(mutation.id);
    mutation.writes.forEach((write, index) => {
      const view = writeView(mutation.id, write, index, titleOf);
      if (view) entry.writes.push(view);
    });
  }
  return [...entries.values()];
}

/** Null for a row that only the server makes. */
function writeView(
  mutation_id: string,
  { table, id, columns, before, state }: Write,
  index: number,
  titleOf: TitleOf,
): WriteView | null {
  if (state.kind === 'local') return null;
  const name = columns['name'];
  return {
    mutation_id,
    index,
    table,
    row_id: id,
    title: titleOf(table, id) ?? (typeof name === 'string' ? name : null),
    is_new: before === null,
    columns,
    before,
    state: state.kind === 'merged' ? 'sent' : state.kind,
    refusal:
      state.kind === 'refused' ? { code: state.code, message: state.message, details: state.details } : null,
  };
}

/** What was decided and not yet looked at, in the order in which this person's edits were made. */
export function conflictsView(
  mutations: Iterable<Mutation>,
  titleOf: TitleOf,
  authorOf: AuthorOf,
): Conflict[] {
  return inOrder(mutations).flatMap((mutation) =>
    mutation.writes.flatMap((write, index) => conflictsOf(mutation, write, index, titleOf, authorOf)),
  );
}

function conflictsOf(
  mutation: Mutation,
  write: Write,
  index: number,
  titleOf: TitleOf,
  authorOf: AuthorOf,
): Conflict[] {
  const { table, id, columns, before, state } = write;
  if (state.kind !== 'merged' || !isContested(state)) return [];
  const contests = [
    ...Object.entries(state.lost).map(([cell, contest]) => ({ cell, contest, kept: 'theirs' as const })),
    ...Object.entries(state.won).map(([cell, contest]) => ({ cell, contest, kept: 'mine' as const })),
  ];
  return contests.map(({ cell, contest, kept }) => ({
    mutation_id: mutation.id,
    index,
    table,
    row_id: id,
    title: titleOf(table, id),
    cell,
    // What an edit brought back to life it did not set itself: there, mine is that the row is not deleted.
    mine: cell in columns ? columns[cell] : (before?.[cell] ?? null),
    theirs: contest.theirs,
    kept,
    mine_at: clockTime(mutation.clock),
    theirs_at: clockTime(contest.clock),
    theirs_by: authorOf(table, id, cell, contest.clock),
  }));
}

const inOrder = (mutations: Iterable<Mutation>): Mutation[] =>
  [...mutations].sort((a, b) => (a.clock < b.clock ? -1 : 1));
