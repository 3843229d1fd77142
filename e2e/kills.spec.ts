// SIGKILL at moments that nobody chose: while cards are moved, with and without a network, while the app opens, and
// during a first sync; and the server's PostgreSQL is killed under some of the moves. Each time the app opens again, and
// every move that it had shown as saved is there, once.
// KILLS says how often (8), KILLS_SEED at which moments; what fails prints its seed.
import path from 'node:path';
import postgres from 'postgres';
import type { Page } from '@playwright/test';
import { launchApp, type LaunchedApp } from './launched-app.ts';
import { expect, test, type TestStack } from './outpost.ts';
import { badge } from './pipeline.ts';

const KILLS = Number(process.env['KILLS'] ?? 8);
const SEED = Number(process.env['KILLS_SEED'] ?? Date.now() % 1_000_000);
/** For a machine with much else to do: what is waited for comes long before. */
const PATIENCE = { timeout: 90_000 };
/** What a card is marked with from when its move is in the journal until the server has it. */
const WAITING = 'Waiting to be sent';
/** In ms after what is waited for. */
const MOMENTS = { moving: [30, 2_000], opening: [50, 900], first_sync: [300, 2_000] } as const;
type Kind = keyof typeof MOMENTS;

/** Where a card was meant to go, in order; `saved`: the window has said that it is. */
type Intent = { stage_id: string; saved: boolean };

/** In [0, 1), the same for the same seed. Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a person was told and has seen, over all launches. */
function createMemory() {
  const intents = new Map<string, Intent[]>();
  /** Of each card, all that has happened to it; for whoever has to find out. */
  const story = new Map<string, string[]>();
  const tell = (card_id: string, what: string) => story.set(card_id, [...(story.get(card_id) ?? []), what]);
  let made = 0;
  let saved = 0;
  const of = (card_id: string) => intents.get(card_id) ?? [];
  return {
    counts: () => ({ made, saved }),
    intended: (card_id: string, stage_id: string): void => {
      made += 1;
      tell(card_id, `to ${stage_id}`);
      intents.set(card_id, [...of(card_id), { stage_id, saved: false }]);
    },
    saved: (card_id: string, stage_id: string): void => {
      const last = of(card_id).at(-1);
      tell(card_id, `saved in ${stage_id}`);
      if (last?.stage_id !== stage_id || last.saved) return;
      last.saved = true;
      saved += 1;
    },
    /** Holds what is shown against what was told. What is shown after a launch is from the disk, and so is to stay. */
    check(shown: ReadonlyMap<string, string>): string[] {
      return [...shown].flatMap(([card_id, stage_id]) => {
        const told = of(card_id);
        const last = told.findLastIndex((intent) => intent.saved);
        const may = told.slice(Math.max(last, 0)).map((intent) => intent.stage_id);
        intents.set(card_id, [{ stage_id, saved: true }]);
        tell(card_id, `found in ${stage_id}`);
        const isRight = last < 0 || may.includes(stage_id);
        return isRight ? [] : [`${card_id}: ${story.get(card_id)?.join(', ') ?? ''}`];
      });
    },
  };
}
type Memory = ReturnType<typeof createMemory>;

/** Runs in the window: moves one card after the other, from stage to stage, by the keyboard, for as long as it lives. */
async function moveCards({ seed, waiting }: { seed: number; waiting: string }): Promise<void> {
  type Told = (card_id: string, stage_id: string) => Promise<void>;
  const { intended, saved } = globalThis as unknown as { intended: Told; saved: Told };
  const isWaiting = (card: Element) => card.querySelector(`[aria-label="${waiting}"]`) !== null;
  const stageOf = (card: Element) => card.closest<HTMLElement>('[data-stage-id]')?.dataset['stageId'] ?? '';
  const idOf = (card: Element) => (card as HTMLElement).dataset['cardId'] ?? '';
  const told = new Map<string, string>();
  // The mark is of the card and not of the move: one whose last move has not been marked is not moved again.
  const open = new Set<string>();
  // A card says that it waits from when its move is in the journal, not while the move is only shown.
  const look = () => {
    for (const card of document.querySelectorAll('[data-card-id]'))
      if (isWaiting(card) && told.get(idOf(card)) !== stageOf(card)) {
        told.set(idOf(card), stageOf(card));
        open.delete(idOf(card));
        void saved(idOf(card), stageOf(card));
      }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  const press = (on: Element, key: string) =>
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const cards = [...document.querySelectorAll<HTMLElement>('[data-card-id]')].filter(
      (one) => !isWaiting(one) && !open.has(idOf(one)),
    );
    const card = cards[(state >>> 8) % Math.max(cards.length, 1)];
    const column = card?.closest('[data-stage-id]');
    if (!card || !column) {
      await new Promise(requestAnimationFrame);
      continue;
    }
    const columns = [...document.querySelectorAll<HTMLElement>('[data-stage-id]')];
    const at = columns.indexOf(column as HTMLElement);
    const isLeft = at === columns.length - 1 || (at > 0 && state % 2 === 0);
    open.add(idOf(card));
    await intended(idOf(card), columns[at + (isLeft ? -1 : 1)]?.dataset['stageId'] ?? '');
    card.focus();
    press(card, ' ');
    press(column, isLeft ? 'ArrowLeft' : 'ArrowRight');
    press(column, ' ');
    await new Promise(requestAnimationFrame);
  }
}

/** The cards that the window shows, and their stages. */
const shownIn = async (window: Page): Promise<Map<string, string>> =>
  new Map(
    await window.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-card-id]')].map(
        (card) =>
          [
            card.dataset['cardId'] ?? '',
            card.closest<HTMLElement>('[data-stage-id]')?.dataset['stageId'] ?? '',
          ] as const,
      ),
    ),
  );
const cards = (window: Page) => window.locator('[data-card-id]');

/** How many cards each stage of the window's board has, those too that lie outside of what is drawn. */
const sizesIn = async (window: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    await window.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-stage-id]')].flatMap((stage) => {
        const size = stage.querySelector('[aria-setsize]')?.getAttribute('aria-setsize');
        return size ? [[stage.dataset['stageId'] ?? '', Number(size)] as const] : [];
      }),
    ),
  );

/** Begins to move; it ends with the window. */
async function beginToMove(window: Page, memory: Memory, seed: number): Promise<void> {
  await window.exposeFunction('intended', memory.intended);
  await window.exposeFunction('saved', memory.saved);
  window.evaluate(moveCards, { seed, waiting: WAITING }).catch(() => undefined);
}

/** What the server has: the stage of each card and of its deal, and how often it has moved. */
async function onServer(stack: TestStack) {
  const sql = postgres(stack.database_url, { max: 1, onnotice: () => undefined });
  try {
    return await sql<{ card_id: string; stage_id: string; deal_stage_id: string; moves: number }[]>`
      select board_cards.id as card_id, board_cards.stage_id, deals.stage_id as deal_stage_id,
        (select count(*)::int from timeline_entries
         where record_id = deals.id and entry_type = 'stage_change' and author_id = users.id) as moves
      from board_cards
      join boards on boards.id = board_cards.board_id and boards.name = 'Sales pipeline'
      join deals on deals.id = board_cards.record_id
      cross join (select id from auth.users where email like 'alex@%') as users
      where board_cards.deleted_at is null and deals.deleted_at is null`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test(`${KILLS} kills lose no move that was shown as saved, and the app opens after each`, async ({
  folder,
  stack,
}) => {
  test.setTimeout(120_000 + KILLS * 30_000);
  const random = seeded(SEED);
  const memory = createMemory();
  const opened: LaunchedApp[] = [];
  const tally: { [kind in Kind]: number } = { moving: 0, opening: 0, first_sync: 0 };
  let serverKills = 0;
  const begun = Date.now();
  console.log(`Seed ${SEED}.`);

  const launch = async (person: string) => {
    const app = await launchApp({ userData: path.join(folder, person), demo: stack.demo('alex') });
    opened.push(app);
    return app;
  };
  const until = async (kind: Kind) => {
    const [from, to] = MOMENTS[kind];
    await new Promise((resolve) => setTimeout(resolve, from + random() * (to - from)));
  };
  /** The server dies too, a moment before the app, and comes back after it. */
  const killBoth = async (app: LaunchedApp) => {
    await stack.postgres.kill();
    await until('opening');
    await app.kill();
    // A process of the killed server that is busy holds its memory for a while.
    await expect(() => stack.postgres.start()).toPass(PATIENCE);
    serverKills += 1;
  };
  const kindOf = (chance: number): Kind =>
    chance < 0.65 ? 'moving' : chance < 0.8 ? 'opening' : 'first_sync';

  const before = new Map((await onServer(stack)).map(({ card_id, moves }) => [card_id, moves]));
  const first = await launch('alex');
  await expect(badge(first.window)).toHaveAccessibleName(/up to date/iu, PATIENCE);
  await first.close();
  let newcomers = 0;
  let killsOfNewcomer = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const kind = kindOf(random());
    const isCut = kind !== 'first_sync' && random() < 0.4;
    await (isCut ? stack.wire.cut() : stack.wire.restore());
    const app = await launch(kind === 'first_sync' ? `newcomer-${newcomers}` : 'alex');
    if (kind === 'moving') {
      await expect(cards(app.window).first(), `kill ${kill}, seed ${SEED}`).toBeVisible(PATIENCE);
      expect(memory.check(await shownIn(app.window)), `kill ${kill}, seed ${SEED}`).toEqual([]);
      await beginToMove(app.window, memory, Math.floor(random() * 2 ** 31));
    }
    await until(kind);
    await (kind === 'moving' && !isCut && random() < 0.25 ? killBoth(app) : app.kill());
    tally[kind] += 1;
    if (kind === 'first_sync') killsOfNewcomer += 1;
    if (killsOfNewcomer === 3) {
      newcomers += 1;
      killsOfNewcomer = 0;
    }
  }

  await stack.wire.restore();
  const last = await launch('alex');
  await expect(badge(last.window)).toHaveAccessibleName(/up to date/iu, PATIENCE);
  const rows = await onServer(stack);
  const stages = new Map(rows.map(({ card_id, stage_id }) => [card_id, stage_id]));
  const sizes: Record<string, number> = {};
  for (const { stage_id } of rows) sizes[stage_id] = (sizes[stage_id] ?? 0) + 1;
  expect(memory.check(stages), `seed ${SEED}`).toEqual([]);
  const isAllIn = async (window: Page) => {
    await expect.poll(() => sizesIn(window), `seed ${SEED}`).toEqual(sizes);
    for (const [card_id, stage_id] of await shownIn(window)) expect(stages.get(card_id)).toBe(stage_id);
  };
  await isAllIn(last.window);
  for (const { stage_id, deal_stage_id } of rows) expect(deal_stage_id).toBe(stage_id);
  const { made, saved } = memory.counts();
  const logged = rows.reduce((sum, { card_id, moves }) => sum + moves - (before.get(card_id) ?? 0), 0);
  expect(logged).toBeLessThanOrEqual(made);
  await last.close();

  for (let newcomer = 0; newcomer <= newcomers; newcomer += 1) {
    const app = await launch(`newcomer-${newcomer}`);
    await expect(badge(app.window)).toHaveAccessibleName(/up to date/iu, PATIENCE);
    await isAllIn(app.window);
    await app.close();
  }
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  console.log(
    `${KILLS} kills (${Object.entries(tally)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}; ${serverKills} with PostgreSQL) in`,
    `${Math.round((Date.now() - begun) / 1_000)} s: ${made} moves begun, ${saved} shown as saved, none lost.`,
  );
});
