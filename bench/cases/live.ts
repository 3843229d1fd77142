import { once } from 'node:events';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { byStdin, start } from '../../build/child.ts';
import { ROOT } from '../../build/script.ts';
import type { Replica } from '../../sync/index.ts';
import type { Bench, Case } from '../bench.ts';
import type { Readings } from '../figures.ts';
import type { PageBench } from '../page/bench.ts';
import type { Seeded } from '../stack.ts';
import { placeOf } from '../syncing.ts';

declare const window: { bench: PageBench; replica: Replica };

const DROPS = 20;
const RAW = 'the raw Realtime event';

export const live: Case = {
  name: 'live',
  means:
    'From a drop in one person’s window until the card is painted at its place in another’s: two browsers on one stack, beside ' +
    'a page that does nothing but listen to the same Realtime channel. The size is the number of live clients, both windows among ' +
    'them; the others are engines in a process of their own on the same machine.',
  async measure(bench) {
    const workspace = await bench.ownWorkspace({
      ...{ contacts: 60, companies: 12, deals: 60, timeline_entries: 0, tasks: 0 },
    });
    const { token, ...place } = await placeOf(workspace);
    const [a, b, ear] = await Promise.all([
      bench.profile().then((profile) => profile.person(workspace.demo)),
      bench.profile().then((profile) => profile.person(workspace.demo)),
      bench.profile().then((profile) => profile.page('bench')),
    ]);
    await Promise.all([a, b].map((page) => page.locator('[data-card-id]').first().waitFor()));
    await ear.evaluate((at) => window.bench.listen(at), { ...place, token });
    const drop = await dropsOf(workspace, a, b, ear);

    for (const clients of bench.sizes({ quick: [2], whole: [2, 10, 50] })) {
      const others = await startClients({ place, token, count: clients - 2 });
      // One drop is read by both sides at once: whoever asks first in a round makes the drops.
      let read: { ours: Readings; theirs: Readings } | null = null;
      const round = async (side: 'ours' | 'theirs') => {
        const [readings, isSecond] = [read ?? (await readDrops(drop, bench)), read !== null];
        read = isSecond ? null : readings;
        return readings[side];
      };
      await bench.compare({
        size: clients,
        rounds: bench.mode === 'quick' ? 2 : 3,
        warmUps: 1,
        figures: {
          painted: { unit: 'ms', budgets: { [RAW]: { of: 'difference', atMost: 100 } } },
        },
        ours: () => round('ours'),
        theirs: { [RAW]: () => round('theirs') },
      });
      await others.end();
    }
  },
};

type Drop = () => Promise<{ painted: number; heard: number }>;

async function readDrops(drop: Drop, { mode }: Bench): Promise<{ ours: Readings; theirs: Readings }> {
  const [painted, heard]: [number[], number[]] = [[], []];
  for (let at = 0; at < (mode === 'quick' ? 5 : DROPS); at += 1) {
    const times = await drop();
    painted.push(times.painted);
    heard.push(times.heard);
  }
  return { ours: { painted }, theirs: { painted: heard } };
}

/** One card goes to and fro between the heads of two stages; ms from each drop. */
async function dropsOf({ stack: { sql }, workspace_id }: Seeded, a: Page, b: Page, ear: Page): Promise<Drop> {
  const cards = await sql<{ id: string; stage_id: string }[]>`
    select c.id, c.stage_id from board_cards as c join board_stages as s on s.id = c.stage_id
    where c.workspace_id = ${workspace_id} order by s.position, c.rank, c.id`;
  const [card] = cards;
  const home = cards[1];
  const away = cards.find(({ stage_id }) => stage_id !== card?.stage_id);
  if (!card || !home || !away) throw new Error('The board has too few cards.');
  let isAway = false;
  return async () => {
    isAway = !isAway;
    const { id: before_id, stage_id } = isAway ? away : home;
    const move = { card_id: card.id, stage_id, before_id };
    const painted = b.evaluate(paintedAt, move);
    const heard = ear.evaluate(() => window.bench.heardOfCards());
    const droppedAt = await a.evaluate(async (to) => {
      const at = Date.now();
      const done = await window.replica.moveCard(to);
      if (!done.ok) throw new Error(done.error.message);
      return at;
    }, move);
    return { painted: (await painted) - droppedAt, heard: (await heard) - droppedAt };
  };
}

/** In the page: ms since the epoch when the card has been painted in the stage. */
const paintedAt = ({ card_id, stage_id }: { card_id: string; stage_id: string }) =>
  new Promise<number>((resolve) => {
    const look = () => {
      if (!document.querySelector(`[data-stage-id="${stage_id}"] [data-card-id="${card_id}"]`)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        // Comes after the frame.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(Date.now());
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    look();
  });

async function startClients(asked: { place: object; token: string; count: number }) {
  const child = start(process.execPath, [path.join(ROOT, 'bench/live-clients.ts'), JSON.stringify(asked)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    askToEnd: byStdin,
  });
  const { stdout } = child.process;
  const first = await Promise.race([stdout && once(stdout, 'data'), child.ended]);
  if (typeof first === 'number') throw new Error('The live clients did not start.');
  return child;
}
