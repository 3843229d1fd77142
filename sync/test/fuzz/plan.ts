// What happens in one run, as data: it follows from a seed, can be kept in seeds.json, and loses steps when a failing run
// is shortened. A step points at rows and people by a number that is taken modulo what is there, so that it means
// something whatever came before.
import type { WakeReason } from '../../core/engine.ts';
import { WEATHERS, type Weather } from '../hostile-network.ts';
import { createRandom } from './random.ts';

export const RECORD_TABLES = ['companies', 'contacts', 'deals'] as const;
export const EDITED_TABLES = [...RECORD_TABLES, 'deal_contacts', 'tasks', 'board_stages'] as const;
export type EditedTable = (typeof EDITED_TABLES)[number];

/** `who`: a replica; `row`: which of the rows of that kind; `n`: a number that no other step has, for ids and values. */
export type Step =
  | { do: 'pass'; ms: number }
  | { do: 'create'; who: number; table: EditedTable | 'board_cards'; row: number; n: number }
  | { do: 'create_deal_on_board'; who: number; row: number; n: number }
  | { do: 'edit'; who: number; table: EditedTable; row: number; cells: number; n: number }
  | { do: 'edit_two'; who: number; row: number; n: number }
  | { do: 'remove'; who: number; table: EditedTable | 'board_cards'; row: number }
  | { do: 'bring_back'; who: number; table: EditedTable | 'board_cards'; row: number }
  | { do: 'move'; who: number; row: number; stage: number; before: number }
  | { do: 'give_to_team'; who: number; table: (typeof RECORD_TABLES)[number]; row: number; team: number }
  | { do: 'undo'; who: number; redo: boolean }
  | { do: 'retry'; who: number; row: number }
  | { do: 'discard'; who: number; row: number }
  | { do: 'weather'; who: number; weather: Weather }
  | { do: 'set_clock'; who: number; ms: number }
  | { do: 'kill'; who: number; writes: number }
  | { do: 'open'; who: number }
  | { do: 'disk'; who: number; full: boolean }
  | { do: 'wake'; who: number; reason: WakeReason }
  | { do: 'outsider_edits'; table: EditedTable; row: number; cells: number; n: number; slowMs: number }
  | { do: 'outsider_moves'; row: number; stage: number }
  | { do: 'outsider_gives_to_team'; table: (typeof RECORD_TABLES)[number]; row: number; team: number }
  | { do: 'role'; user: number; role: 'admin' | 'member' | 'guest' | 'removed' }
  | { do: 'team'; user: number; team: number; in: boolean }
  | { do: 'purge' }
  | { do: 'back_up' }
  /** Of the last backup, or of how it is. */
  | { do: 'restore' }
  | { do: 'rebalance'; stage: number };

/** `seed`: what the network and the jitter draw from. */
export type Plan = { seed: number; replicas: number; steps: readonly Step[] };

const HOUR_MS = 3_600_000;

export function planOf(seed: number): Plan {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const of = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const replicas = 2 + below(5);
  const length = 8 + below(50);
  let numbers = 100;

  const row = () => below(8);
  const who = () => below(replicas);
  const next = () => (numbers += 1);
  const edited = () => of([...RECORD_TABLES, ...RECORD_TABLES, ...EDITED_TABLES]);
  const removed = () =>
    of([...RECORD_TABLES, 'board_cards' as const, 'deal_contacts' as const, 'tasks' as const]);
  const pass = (): Step => ({ do: 'pass', ms: of([10, 200, 200, 1_000, 1_000, 5_000, 30_000, 90_000]) });

  const kinds: readonly (readonly [number, () => Step])[] = [
    [22, pass],
    [
      7,
      () => ({
        do: 'create',
        who: who(),
        table: of([...EDITED_TABLES, 'board_cards', 'board_cards']),
        row: row(),
        n: next(),
      }),
    ],
    [3, () => ({ do: 'create_deal_on_board', who: who(), row: row(), n: next() })],
    [20, () => ({ do: 'edit', who: who(), table: edited(), row: row(), cells: below(64), n: next() })],
    [3, () => ({ do: 'edit_two', who: who(), row: row(), n: next() })],
    [6, () => ({ do: 'remove', who: who(), table: removed(), row: row() })],
    [3, () => ({ do: 'bring_back', who: who(), table: removed(), row: row() })],
    [12, () => ({ do: 'move', who: who(), row: row(), stage: below(3), before: below(6) })],
    [3, () => ({ do: 'undo', who: who(), redo: random() < 0.3 })],
    [2, () => ({ do: 'retry', who: who(), row: row() })],
    [1, () => ({ do: 'discard', who: who(), row: row() })],
    [2, () => ({ do: 'give_to_team', who: who(), table: of(RECORD_TABLES), row: row(), team: below(3) })],
    [
      9,
      () => ({
        do: 'weather',
        who: who(),
        weather: of(['calm', 'rough', 'rough', 'rough', 'down', ...WEATHERS]),
      }),
    ],
    [2, () => ({ do: 'set_clock', who: who(), ms: Math.round((random() * 10 - 5) * HOUR_MS) })],
    [4, () => ({ do: 'kill', who: who(), writes: below(12) })],
    [5, () => ({ do: 'open', who: who() })],
    [2, () => ({ do: 'disk', who: who(), full: random() < 0.6 })],
    [2, () => ({ do: 'wake', who: who(), reason: of(['network', 'focus', 'asked', 'session']) })],
    [
      5,
      () => ({
        do: 'outsider_edits',
        table: edited(),
        row: row(),
        cells: below(64),
        n: next(),
        slowMs: of([0, 0, 100, 5_000]),
      }),
    ],
    [2, () => ({ do: 'outsider_moves', row: row(), stage: below(3) })],
    [2, () => ({ do: 'outsider_gives_to_team', table: of(RECORD_TABLES), row: row(), team: below(3) })],
    [
      2,
      () => ({ do: 'role', user: 1 + below(2), role: of(['admin', 'member', 'member', 'guest', 'removed']) }),
    ],
    [2, () => ({ do: 'team', user: 1 + below(2), team: below(2), in: random() < 0.5 })],
    [1, () => ({ do: 'purge' })],
    [1, () => ({ do: 'back_up' })],
    [1, () => ({ do: 'restore' })],
    [1, () => ({ do: 'rebalance', stage: below(3) })],
  ];
  const total = kinds.reduce((sum, [weight]) => sum + weight, 0);
  function step(): Step {
    let left = random() * total;
    for (const [weight, make] of kinds) {
      left -= weight;
      if (left < 0) return make();
    }
    return pass();
  }
  return { seed, replicas, steps: Array.from({ length }, step) };
}
