// What must be true when the network is calm again and everybody has come to rest. Each finding is a sentence; none is
// what a run must end with. Rules: sync/SPEC.md.
import { isDeepStrictEqual } from 'node:util';
import { readCell } from '../../core/cells.ts';
import type { Mutation, Write } from '../../core/journal.ts';
import { clockOf } from '../../core/merge.ts';
import { PAIRS, type PairTable } from '../../core/pair-id.ts';
import type { SyncedRow } from '../../core/ports.ts';
import { TABLE_NAMES, type TableName } from '../../schema/tables.ts';
import type { MemoryServer } from '../memory-server.ts';
import type { Replica } from './replica.ts';

/** What a server holds. */
export type Held = Pick<MemoryServer, 'row' | 'rows' | 'visible'>;

/** Of the scope log nothing is taken back. */
const LOGS: readonly TableName[] = ['scope_log'];

/** `lossy`: the server was restored from a backup, and has lost writes itself. */
export function findings(server: Held, replicas: readonly Replica[], lossy = false): string[] {
  return [
    ...serverFindings(server),
    ...replicas.flatMap((replica) =>
      [
        ...(replica.isSettled() ? [] : [`does not come to rest: ${JSON.stringify(replica.status())}`]),
        ...rowFindings(server, replica),
        ...journalFindings(server, replica, lossy),
      ].map((finding) => `${replica.name} ${finding}`),
    ),
  ];
}

// rows ------------------------------------------------------------------------------------------------------------

function rowFindings(server: Held, replica: Replica): string[] {
  return TABLE_NAMES.filter((table) => !LOGS.includes(table)).flatMap((table) => {
    const here = new Map(replica.rows(table).map((row) => [row.id, row]));
    const there = new Map(server.visible(replica.user_id, table).map((row) => [row.id, row]));
    return [
      ...[...there.values()].flatMap((row) => {
        const own = here.get(row.id);
        return own ? differences(table, own, row) : [`lacks ${table}/${row.id}`];
      }),
      ...[...here.keys()]
        .filter((id) => !there.has(id) && !mayStay(server, table, here.get(id)))
        .map((id) => `still has ${table}/${id}`),
    ];
  });
}

/** A tombstone that was purged after it came. */
function mayStay(server: Held, table: TableName, row: SyncedRow | undefined): boolean {
  return row?.deleted_at !== null && server.row(table, row?.id ?? '') === undefined;
}

function differences(table: TableName, here: SyncedRow, there: SyncedRow): string[] {
  return [...new Set([...Object.keys(here), ...Object.keys(there)])]
    .filter((column) => !isDeepStrictEqual(here[column] ?? null, there[column] ?? null))
    .map((column) => {
      const [mine, theirs] = [JSON.stringify(here[column]), JSON.stringify(there[column])];
      return `has ${table}/${here.id} with ${column} ${mine}, the server ${theirs}`;
    });
}

function serverFindings(server: Held): string[] {
  const found: string[] = [];
  for (const [table, columns] of Object.entries(PAIRS) as [PairTable, readonly string[]][]) {
    const pairs = new Set<string>();
    for (const row of server.rows(table)) {
      const pair = columns.map((column) => String(row[column])).join(' ');
      if (pairs.has(pair)) found.push(`the server has ${table} ${pair} twice`);
      pairs.add(pair);
    }
  }
  const places = new Set<string>();
  for (const card of server.rows('board_cards')) {
    const place = `${String(card['stage_id'])} ${String(card['rank'])}`;
    if (places.has(place)) found.push(`the server has two cards at ${place}`);
    places.add(place);
    const deal = card['record_type'] === 'deal' && server.row('deals', String(card['record_id']));
    if (deal && card.deleted_at === null && deal['stage_id'] !== card['stage_id'])
      found.push(`the deal ${deal.id} is not in the stage of its card`);
  }
  return found;
}

// the journal -----------------------------------------------------------------------------------------------------

function journalFindings(server: Held, { stores, told }: Replica, lossy: boolean): string[] {
  const mutations = stores.mutations();
  const known = new Set(mutations.map(({ id }) => id));
  return [
    ...[...told].filter((id) => !known.has(id)).map((id) => `has lost the mutation ${id}`),
    ...mutations.flatMap((mutation) => (lossy ? [] : selfContests(mutation, mutations))),
    ...mutations.flatMap((mutation, at) =>
      mutation.writes
        .filter(({ state }) => !lossy || state.kind === 'waiting')
        .flatMap((write) => writeFindings(server, mutation, write, mutations.slice(at + 1))),
    ),
  ];
}

function writeFindings(server: Held, mutation: Mutation, write: Write, later: readonly Mutation[]): string[] {
  const { table, id, state } = write;
  if (state.kind === 'waiting') return [`still waits to send ${table}/${id}`];
  if (state.kind !== 'sent' && state.kind !== 'merged') return [];
  const row = server.row(table, id);
  if (!row) return [];
  const lost = state.kind === 'merged' ? state.lost : {};
  return Object.entries(write.columns).flatMap(([cell, value]) => {
    const theirs = clockOf(row.clocks, cell);
    const isLater = theirs >= mutation.clock;
    const isSame = isDeepStrictEqual(readCell(table, row, cell) ?? null, value ?? null);
    // A row that is deleted already is not deleted anew.
    const isDelete = cell === 'deleted_at' && value !== null;
    // A deal without a stage takes that of its card, though the card was made before.
    const isUnplaced = table === 'deals' && cell === 'stage_id' && value === null;
    // Then it is for the later edit to say what has become of it.
    const isReplaced = later.some(({ writes }) =>
      writes.some((other) => other.table === table && other.id === id && cell in other.columns),
    );
    if (isLater || isSame || isDelete || isUnplaced || isReplaced || cell in lost) return [];
    if (wasCut(mutation.clock, theirs)) return [];
    return [
      `wrote ${table}/${id} ${cell} ${JSON.stringify(value)} at ${mutation.clock} (${state.kind}), and the server has ${JSON.stringify(row[cell])} of ${theirs}`,
    ];
  });
}

/** Nobody is told of having won against an earlier edit of their own. */
function selfContests({ writes }: Mutation, mutations: readonly Mutation[]): string[] {
  const isOwn = (table: TableName, id: string, cell: string, clock: string) =>
    mutations.some(
      (mutation) =>
        mutation.clock === clock &&
        mutation.writes.some((write) => write.table === table && write.id === id && cell in write.columns),
    );
  return writes.flatMap(({ table, id, state }) =>
    state.kind === 'merged'
      ? Object.entries(state.won)
          .filter(([cell, { clock }]) => isOwn(table, id, cell, clock))
          .map(([cell]) => `is told of a conflict with itself over ${cell} of ${table}/${id}`)
      : [],
  );
}

/** Of a laptop whose clock was ahead: the server has cut it, to a time that is earlier. */
const wasCut = (clock: string, theirs: string) =>
  Number(clock.slice(0, 13)) > Number(theirs.slice(0, 13)) + 60_000;
