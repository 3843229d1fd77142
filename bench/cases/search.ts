import type { Page } from '@playwright/test';
import type { Replica } from '../../sync/index.ts';
import type { Case } from '../bench.ts';
import type { Readings } from '../figures.ts';

declare const window: { replica: Replica };

const EMPTY = 'an empty page';
const FRAMES_MS = 50;
/** Names, a company, an address, digits of a phone number, words of a note, a typing error. */
const TYPED = ['anna m', 'weber', 'gmbh', '@mail', '+49 30', 'offer', 'wbeer'];
const SETTLED_MS = 250;
const PATIENCE = { timeout: 600_000, polling: 500 };

export const search: Case = {
  name: 'search',
  means:
    'Search as you type over the whole replica: ms from a key to the frame in which the results it brought are painted. Beside an ' +
    'empty page in which each key writes one line. The size is the number of rows.',
  async measure(bench) {
    for (const size of bench.sizes({ quick: [2_000], whole: [10_000, 100_000] })) {
      const workspace = await bench.workspace(size);
      const profile = await bench.profile();
      const person = await profile.person(workspace.demo);
      await person.waitForFunction(
        () => window.replica.sync.get()?.kind === 'up_to_date' && window.replica.reading.get()?.complete,
        null,
        PATIENCE,
      );
      const empty = await profile.page('bench');
      await layOutInput(empty);
      const words = bench.mode === 'quick' ? TYPED.slice(0, 2) : TYPED;
      await bench.compare({
        ...{ size: workspace.rows, rounds: bench.mode === 'quick' ? 1 : 2, warmUps: 1 },
        figures: {
          paint: {
            unit: 'ms',
            ...(size === 100_000 && {
              budgets: { [EMPTY]: { of: 'difference', atMost: FRAMES_MS } as const },
            }),
          },
        },
        async ours() {
          await person.bringToFront();
          await person.keyboard.press('Control+k');
          await person.getByRole('dialog').locator('input').waitFor();
          const readings = await typed(person, words);
          await person.keyboard.press('Escape');
          await person.getByRole('dialog').waitFor({ state: 'detached' });
          return readings;
        },
        theirs: {
          async [EMPTY]() {
            await empty.bringToFront();
            await empty.locator('input').focus();
            return typed(empty, words);
          },
        },
      });
      await profile.close();
    }
  },
};

/** Keys that change nothing of what is found are left out. */
async function typed(page: Page, words: readonly string[]): Promise<Readings> {
  const paint: number[] = [];
  for (const word of words) {
    for (const letter of word) {
      const painted = page.evaluate(untilSettled, SETTLED_MS);
      // It is listening when it has answered this.
      await page.evaluate(() => null);
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      const ms = await painted;
      if (ms !== null) paint.push(ms);
    }
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.waitForTimeout(SETTLED_MS);
  }
  return { paint };
}

/** Ms from the next key to the end of the last frame that changed a list; null where none did. In the page. */
function untilSettled(settledMs: number): Promise<number | null> {
  return new Promise((resolve) => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        let painted: number | null = null;
        const observer = new MutationObserver((changes) => {
          const list = changes.some(({ target }) => target.parentElement?.closest('[role=listbox]') !== null);
          if (!list) return;
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => (painted = performance.now() - timeStamp);
            channel.port2.postMessage(null);
          });
        });
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        setTimeout(() => {
          observer.disconnect();
          resolve(painted);
        }, settledMs);
      },
      { once: true, capture: true },
    );
  });
}

async function layOutInput(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.innerHTML = '<input><div role="listbox"><p></p></div>';
    const line = document.querySelector('p');
    document.querySelector('input')?.addEventListener('input', ({ target }) => {
      if (line) line.textContent = (target as HTMLInputElement).value;
    });
  });
}
