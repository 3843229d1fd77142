// Does the steps of a plan, and says each as a sentence.
import { rankBefore, type Ranked, compareRank } from '../../core/rank.ts';
import { discardRefused, type Mutation } from '../../core/journal.ts';
import { pairId } from '../../core/pair-id.ts';
import type { SyncedRow } from '../../core/ports.ts';
import { changesToRetry } from '../../mutations/decisions.ts';
import { createDraft, type Draft } from '../../mutations/draft.ts';
import { changesThatInvert, REDO, UNDO, undoable } from '../../mutations/undo.ts';
import type { TableName } from '../../schema/tables.ts';
import type { ManualTimer } from '../manual-timer.ts';
import type { MemoryServer } from '../memory-server.ts';
import { RECORD_TABLES, type EditedTable, type Step } from './plan.ts';
import type { Replica } from './replica.ts';
import {
  COMPANY_BOARD,
  DEAL_BOARD,
  idOf,
  membershipId,
  STAGES,
  TEAMS,
  teamMemberId,
  USERS,
  WORKSPACE,
} from './world.ts';

export type World = {
  server: MemoryServer;
  timer: ManualTimer;
  replicas: readonly Replica[];
  random: () => number;
  /** Lets `ms` pass, with all that happens in them. */
  pass: (ms: number) => Promise<void>;
  /** Puts the last backup back. */
  putBack?: () => void;
  /** A backup was put back: what was written after it was made is lost. */
  lossy?: boolean;
};

/** Older tombstones may be purged; a late request is not as late as that. */
const PURGED_AFTER_MS = 60_000;

const pick = <T>(choices: readonly T[], at: number): T | undefined => choices[at % choices.length];
const byId = (rows: readonly SyncedRow[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
const live = (rows: readonly SyncedRow[]) => byId(rows.filter(({ deleted_at }) => deleted_at === null));
const gone = (rows: readonly SyncedRow[]) => byId(rows.filter(({ deleted_at }) => deleted_at !== null));

/** What is set by the edit number `n`: some of the columns of `table`, by the bits of `cells`. */
function editOf(table: EditedTable, row: SyncedRow, cells: number, n: number): Record<string, unknown> {
  const value = `v${n}`;
  const name = n % 23 === 0 ? '' : value;
  const fields = { ...(row['custom_fields'] as object), [`k${n % 3}`]: n % 5 === 0 ? null : n };
  const tag = `t${n % 3}`;
  const tags = (row['tags'] ?? []) as readonly string[];
  const choices: Record<EditedTable, Record<string, unknown>> = {
    companies: { name, domain: value, industry: value, custom_fields: fields },
    contacts: {
      name,
      email: value,
      custom_fields: fields,
      tags: tags.includes(tag) ? tags.filter((held) => held !== tag) : [...tags, tag],
    },
    deals: { name, value_cents: n, stage_id: pick(STAGES[DEAL_BOARD] ?? [], n), custom_fields: fields },
    deal_contacts: { role: value },
    tasks: { title: value, status: n % 2 === 0 ? 'done' : 'open' },
    board_stages: { name: value, position: n },
  };
  const columns = Object.entries(choices[table]);
  const chosen = columns.filter((_, at) => (cells >> at) % 2 === 1);
  return Object.fromEntries(chosen.length > 0 ? chosen : columns.slice(0, 1));
}

const KINDS: Record<EditedTable | 'board_cards', number> = {
  companies: 6,
  contacts: 7,
  deals: 8,
  tasks: 9,
  deal_contacts: 0,
  board_stages: 5,
  board_cards: 0,
};

function create(draft: Draft, replica: Replica, table: EditedTable | 'board_cards', row: number, n: number) {
  const name = `v${n}`;
  const id = idOf(KINDS[table], n);
  const some = (of: TableName) => pick(live(replica.rows(of)), row);
  switch (table) {
    case 'companies':
      return draft.make(table, { id, name });
    case 'contacts':
      return draft.make(table, { id, name, company_id: some('companies')?.id ?? null });
    case 'deals':
      return draft.make(table, { id, name, primary_contact_id: some('contacts')?.id ?? null });
    case 'board_stages':
      return draft.make(table, { id, board_id: COMPANY_BOARD, name });
    case 'tasks': {
      const deal = some('deals');
      if (deal) draft.make(table, { id, record_type: 'deal', record_id: deal.id, title: name });
      return;
    }
    case 'deal_contacts': {
      const [deal, contact] = [some('deals'), some('contacts')];
      if (!deal || !contact) return;
      const pair = { deal_id: deal.id, contact_id: contact.id };
      const known = held(replica, table, pairId(table, pair));
      draft.makeOrRestore(table, known as never, { id: pairId(table, pair), ...pair, role: name });
      return;
    }
    case 'board_cards':
      addCard(draft, replica, row, n);
  }
}

const held = (replica: Replica, table: TableName, id: string) =>
  replica.rows(table).find((row) => row.id === id);

function addCard(draft: Draft, replica: Replica, row: number, n: number): void {
  const [board_id, record_type, of] =
    n % 2 === 0
      ? ([DEAL_BOARD, 'deal', 'deals'] as const)
      : ([COMPANY_BOARD, 'company', 'companies'] as const);
  const record = pick(live(replica.rows(of)), row);
  const stage_id = pick(STAGES[board_id] ?? [], n);
  if (record && stage_id !== undefined)
    putOnBoard(draft, replica, { board_id, record_type, record, stage_id, n });
}

type Put = { board_id: string; record_type: string; record: { id: string }; stage_id: string; n: number };

function putOnBoard(
  draft: Draft,
  replica: Replica,
  { board_id, record_type, record, stage_id, n }: Put,
): void {
  const id = pairId('board_cards', { board_id, record_id: record.id });
  const rank = rankBefore(cardsIn(replica, stage_id, id), null, () => (n % 7) / 7);
  const card = held(replica, 'board_cards', id);
  draft.makeOrRestore('board_cards', card as never, {
    id,
    board_id,
    stage_id,
    record_type,
    record_id: record.id,
    rank,
  });
}

function cardsIn(replica: Replica, stage_id: string, but: string): Ranked[] {
  return replica
    .rows('board_cards')
    .filter((card) => card['stage_id'] === stage_id && card.deleted_at === null && card.id !== but)
    .map(({ id, rank }) => ({ id, rank: String(rank) }))
    .sort(compareRank);
}

function move(
  draft: Draft,
  replica: Replica,
  step: Extract<Step, { do: 'move' }>,
  random: () => number,
): void {
  const card = pick(live(replica.rows('board_cards')), step.row);
  const stage_id = card && pick(STAGES[String(card['board_id'])] ?? [], step.stage);
  if (!card || stage_id === undefined) return;
  const others = cardsIn(replica, stage_id, card.id);
  const before = others[step.before]?.id ?? null;
  draft.edit('board_cards', card, { stage_id, rank: rankBefore(others, before, random) });
  const deal = held(replica, 'deals', String(card['record_id']));
  if (deal && deal['stage_id'] !== stage_id) draft.edit('deals', deal, { stage_id });
}

function draftOf(step: OfLaptop, replica: Replica, random: () => number): Draft {
  const draft = createDraft({
    workspace_id: WORKSPACE,
    user_id: replica.user_id,
    now: () => new Date(replica.now()).toISOString(),
    newId: () => '',
  });
  const some = (table: TableName, at: number) => pick(live(replica.rows(table)), at);
  switch (step.do) {
    case 'create':
      create(draft, replica, step.table, step.row, step.n);
      break;
    case 'create_deal_on_board': {
      const stage_id = pick(STAGES[DEAL_BOARD] ?? [], step.row) ?? '';
      const id = draft.make('deals', { id: idOf(KINDS.deals, step.n), name: `v${step.n}`, stage_id });
      putOnBoard(draft, replica, {
        board_id: DEAL_BOARD,
        record_type: 'deal',
        record: { id },
        stage_id,
        n: step.n,
      });
      break;
    }
    case 'edit': {
      const row = some(step.table, step.row);
      if (row) draft.edit(step.table, row, editOf(step.table, row, step.cells, step.n));
      break;
    }
    case 'edit_two':
      for (const table of RECORD_TABLES.slice(0, 2)) {
        const row = some(table, step.row);
        if (row) draft.edit(table, row, { name: `v${step.n}` });
      }
      break;
    case 'remove': {
      const row = some(step.table, step.row);
      if (row) draft.delete(step.table, row);
      break;
    }
    case 'bring_back': {
      const row = pick(gone(replica.rows(step.table)), step.row);
      if (row) draft.edit(step.table, row, { deleted_at: null });
      break;
    }
    case 'move':
      move(draft, replica, step, random);
      break;
    case 'give_to_team': {
      const row = some(step.table, step.row);
      if (row) draft.edit(step.table, row, { team_id: TEAMS[step.team] ?? null });
      break;
    }
    default:
  }
  return draft;
}

type OfLaptop = Extract<Step, { who: number }>;

const refused = (replica: Replica, at: number): Mutation | undefined =>
  pick(
    replica.stores.mutations().filter(({ state }) => state === 'refused'),
    at,
  );

/** Takes back what was done last, or takes that back. */
async function undo(
  { redo }: Extract<Step, { do: 'undo' }>,
  replica: Replica,
  random: () => number,
): Promise<void> {
  const can = undoable(replica.stores.mutations());
  const [gesture] = redo ? can.redo : can.undo;
  if (!gesture) return;
  const now = () => new Date(replica.now()).toISOString();
  const context = { reader: replica.stores.rows, now, random };
  const { changes } = await changesThatInvert(context, gesture.mutations);
  replica.commit(changes, redo ? REDO : UNDO, { inverts: gesture.id });
}

async function onLaptop(step: OfLaptop, replica: Replica, random: () => number): Promise<void> {
  switch (step.do) {
    case 'weather':
      replica.weather(step.weather);
      break;
    case 'set_clock':
      replica.setClock(step.ms);
      break;
    case 'kill':
      replica.kill(step.writes);
      break;
    case 'open':
      replica.open();
      break;
    case 'disk':
      replica.stores.fail(step.full ? 'storage_full' : null);
      break;
    case 'wake':
      replica.wake(step.reason);
      break;
    case 'undo':
      await undo(step, replica, random);
      break;
    case 'retry': {
      const mutation = refused(replica, step.row);
      if (!mutation) break;
      const { changes } = await changesToRetry(replica.stores.rows, mutation);
      replica.commit(changes, mutation.name, { replaces: mutation.id });
      break;
    }
    case 'discard': {
      const mutation = refused(replica, step.row);
      // On a full disk it does not happen.
      if (mutation) await replica.stores.journal.update([mutation.id], discardRefused).catch(() => undefined);
      break;
    }
    default:
      replica.commit(draftOf(step, replica, random).changes());
  }
}

type OnServer = Exclude<Step, { who: number } | { do: 'pass' }>;

function onServer(step: OnServer, world: World): void {
  const { server, timer } = world;
  const some = (table: TableName, at: number) => pick(live(server.rows(table)), at);
  const time = new Date(timer.now()).toISOString();
  switch (step.do) {
    case 'outsider_edits': {
      const row = some(step.table, step.row);
      if (!row) return;
      const columns = editOf(step.table, row, step.cells, step.n);
      const edit = { id: row.id, ...columns, ...(columns['name'] === '' ? { name: `v${step.n}` } : {}) };
      const transaction = server.begin();
      transaction.put(step.table, edit);
      if (step.slowMs === 0) transaction.commit();
      else timer.after(step.slowMs, () => transaction.commit());
      break;
    }
    case 'outsider_moves': {
      const card = some('board_cards', step.row);
      const stage_id = card && pick(STAGES[String(card['board_id'])] ?? [], step.stage);
      if (card) server.put('board_cards', { id: card.id, stage_id });
      break;
    }
    case 'outsider_gives_to_team': {
      const row = some(step.table, step.row);
      if (row) server.put(step.table, { id: row.id, team_id: TEAMS[step.team] ?? null });
      break;
    }
    case 'role': {
      const id = membershipId(USERS[step.user] ?? '');
      if (step.role === 'removed') server.put('workspace_members', { id, deleted_at: time });
      else server.put('workspace_members', { id, role: step.role, deleted_at: null });
      break;
    }
    case 'team': {
      const [team_id, profile_id] = [TEAMS[step.team] ?? '', USERS[step.user] ?? ''];
      const pair = { id: teamMemberId(team_id, profile_id), workspace_id: WORKSPACE, team_id, profile_id };
      server.put('team_members', { ...pair, role: 'member', deleted_at: step.in ? null : time });
      break;
    }
    case 'purge':
      server.purge(PURGED_AFTER_MS);
      break;
    case 'back_up':
      world.putBack = server.backup();
      break;
    case 'restore':
      if (world.putBack) {
        world.putBack();
        world.lossy = true;
      }
      server.restore();
      break;
    case 'rebalance':
      server.rebalance(STAGES[DEAL_BOARD]?.[step.stage] ?? '');
  }
}

export async function take(step: Step, world: World): Promise<void> {
  if (step.do === 'pass') await world.pass(step.ms);
  else if ('who' in step) {
    const replica = pick(world.replicas, step.who);
    if (replica) await onLaptop(step, replica, world.random);
  } else onServer(step, world);
}

/** `3. laptop 1: edit contacts, row 2, …` */
export function sentenceOf(step: Step): string {
  const { do: verb, ...rest } = step;
  const who = 'who' in rest ? `laptop ${rest.who}: ` : '';
  const details = Object.entries(rest).filter(([key]) => key !== 'who');
  return `${who}${verb.replaceAll('_', ' ')} ${details.map(([key, value]) => `${key} ${value}`).join(', ')}`.trim();
}
