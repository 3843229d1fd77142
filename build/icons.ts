// `npm run icons`: draws build/icon.svg in every size that Windows, macOS and Linux want, into files that are committed.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { icnsOf, icoOf, type Picture } from './icon-files.ts';
import { atEnd, say, script } from './script.ts';
import { readyBrowser } from './system-packages.ts';

const HERE = import.meta.dirname;
const SIZES = { linux: [16, 32, 48, 64, 128, 256, 512], windows: [16, 24, 32, 48, 64, 128, 256] };
const MAC_SIZES = [16, 32, 64, 128, 256, 512, 1024];
/** macOS wants a margin around the tile; everywhere else the tile fills the icon. */
const TILE = '100 100 824 824';

await script(async () => {
  const browser = await chromium.launch({ executablePath: await readyBrowser(), args: ['--no-sandbox'] });
  atEnd(() => browser.close());
  const page = await browser.newPage();
  const whole = await readFile(path.join(HERE, 'icon.svg'), 'utf8');
  const tile = whole.replace(/viewBox="[^"]*"/u, `viewBox="${TILE}"`);
  const linux = await drawAll(page, tile, SIZES.linux);
  await mkdir(path.join(HERE, 'icons'), { recursive: true });
  for (const { size, png } of linux) await writeFile(path.join(HERE, `icons/${size}x${size}.png`), png);
  await writeFile(path.join(HERE, 'icon.ico'), icoOf(await drawAll(page, tile, SIZES.windows)));
  await writeFile(path.join(HERE, 'icon.icns'), icnsOf(await drawAll(page, whole, MAC_SIZES)));
  say('Drew build/icons/, build/icon.ico and build/icon.icns.');
  return 0;
});

async function drawAll(page: Page, svg: string, sizes: readonly number[]): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
  }
  return pictures;
}
