import type { Page } from '@playwright/test';
import type { Case } from '../bench.ts';
import type { Readings } from '../figures.ts';

const EMPTY = 'an empty page';
const FRAME_MS = 1000 / 60;
/** How far into a card it is taken hold of. */
const GRIP = { x: 60, y: 12 };

type Point = { x: number; y: number };
/** Taken up at `from` and dropped at `to`; `landed` is what is in the document once it lies there. */
type Way = { from: Point; to: Point; landed: string };

export const drag: Case = {
  name: 'drag',
  means:
    'A card is dragged by the mouse into the next stage: ms from the drop to the frame in which it lies there and is painted, and ' +
    'the share of frames that are dropped while it is carried. Beside an empty page in which a bare box is dragged as far and ' +
    'moved by a line of script. The size is the number of cards.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [100], whole: [100, 1_000, 10_000] })) {
      const rows = { contacts: 100, companies: 10, deals: size, timeline_entries: 0, tasks: 0 };
      const workspace = await bench.ownWorkspace(rows);
      const profile = await bench.profile();
      const board = await profile.person(workspace.demo);
      await board.locator('[data-card-id]').first().waitFor();
      const empty = await profile.page('bench');
      await layOutBoxes(empty);
      await bench.compare({
        ...{ size, rounds: bench.mode === 'quick' ? 2 : 4, warmUps: 1 },
        figures: {
          paint: {
            unit: 'ms',
            ...(size === 10_000 && { budgets: { [EMPTY]: { of: 'difference', atMost: FRAME_MS } as const } }),
          },
          dropped_frames: { unit: '%' },
        },
        ours: () => dragged(board, bench.mode === 'quick' ? 2 : 6, wayOnBoard),
        theirs: { [EMPTY]: () => dragged(empty, bench.mode === 'quick' ? 2 : 6, wayOfBox) },
      });
      await profile.close();
    }
  },
};

async function dragged(page: Page, times: number, wayOf: (page: Page, nth: number) => Promise<Way>) {
  await page.bringToFront();
  const paint: number[] = [];
  let [shown, dropped] = [0, 0];
  for (let nth = 0; nth < times; nth += 1) {
    const { from, to, landed } = await wayOf(page, nth);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, from.y + 8, { steps: 2 });
    const frames = page.evaluate(framesUntilDrop);
    const painted = page.evaluate(untilPainted, landed);
    await page.mouse.move(to.x, to.y, { steps: 40 });
    await page.mouse.up();
    paint.push(await painted);
    const gaps = await frames;
    shown += gaps.length;
    dropped += gaps.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);
    await page.waitForTimeout(300);
  }
  return { paint, dropped_frames: (100 * dropped) / Math.max(1, shown + dropped) } satisfies Readings;
}

/** Ms between frames, in the page. */
function framesUntilDrop(): Promise<number[]> {
  return new Promise((resolve) => {
    const gaps: number[] = [];
    let last = 0;
    let over = false;
    addEventListener('drop', () => (over = true), { once: true, capture: true });
    const frame = (now: number) => {
      if (last > 0) gaps.push(now - last);
      last = now;
      if (over) resolve(gaps);
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Ms from the drop to the end of the frame in which `landed` is in the document. In the page. */
function untilPainted(landed: string): Promise<number> {
  return new Promise((resolve) => {
    addEventListener(
      'drop',
      ({ timeStamp }) => {
        const frame = () => {
          if (!document.querySelector(landed)) requestAnimationFrame(frame);
          else {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => resolve(performance.now() - timeStamp);
            painted.port2.postMessage(null);
          }
        };
        requestAnimationFrame(frame);
      },
      { once: true, capture: true },
    );
  });
}

/** There from the first stage to the second, and back again. */
async function wayOnBoard(page: Page, nth: number): Promise<Way> {
  const way = await page.evaluate(
    (first) => {
      const stages = [...document.querySelectorAll<HTMLElement>('[data-stage-id]')].slice(0, 2);
      const [from, to] = (first ? stages : stages.reverse()).map((stage) => ({
        id: stage.dataset['stageId'],
        cards: [...stage.querySelectorAll<HTMLElement>('[data-card-id]')].map((card) => ({
          id: card.dataset['cardId'],
          left: card.getBoundingClientRect().left,
          top: card.getBoundingClientRect().top,
        })),
      }));
      const [card, over] = [from?.cards[2], to?.cards[3]];
      return card && over && to
        ? { card, over, landed: `[data-stage-id="${to.id ?? ''}"] [data-card-id="${card.id ?? ''}"]` }
        : null;
    },
    nth % 2 === 0,
  );
  if (!way) throw new Error('The board has too few cards.');
  const held = ({ left, top }: { left: number; top: number }): Point => ({
    x: left + GRIP.x,
    y: top + GRIP.y,
  });
  return { from: held(way.card), to: held(way.over), landed: way.landed };
}

async function layOutBoxes(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.innerHTML = `
      <div data-zone="left" style="position:fixed;left:0;top:0;width:300px;height:600px"></div>
      <div data-zone="right" style="position:fixed;left:300px;top:0;width:300px;height:600px"></div>`;
    const box = document.createElement('div');
    box.draggable = true;
    box.style.cssText = 'width:240px;height:80px;background:silver';
    for (const zone of document.querySelectorAll('[data-zone]')) {
      zone.addEventListener('dragover', (event) => event.preventDefault());
      zone.addEventListener('drop', (event) => {
        event.preventDefault();
        zone.append(box);
      });
    }
    document.querySelector('[data-zone=left]')?.append(box);
  });
}

const wayOfBox = (_: Page, nth: number): Promise<Way> => {
  const [from, to] = nth % 2 === 0 ? (['left', 'right'] as const) : (['right', 'left'] as const);
  const x = (zone: 'left' | 'right') => (zone === 'left' ? 0 : 300) + GRIP.x;
  return Promise.resolve({
    from: { x: x(from), y: GRIP.y },
    to: { x: x(to), y: 300 },
    landed: `[data-zone="${to}"] > div`,
  });
};
