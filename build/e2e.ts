// `npm run test:e2e`: makes everything ready that the launched app needs, then runs Playwright with the arguments given.
import { bundle, bundlePage } from './bundle.ts';
import { program, start } from './child.ts';
import { readyDisplay } from './display.ts';
import { readyRuntime } from './electron-runtime.ts';
import { say, script } from './script.ts';
import { readyBrowser, readySystem } from './system-packages.ts';

await script(async () => {
  const [runtime] = await Promise.all([readyRuntime(), bundle(), bundlePage()]);
  await readySystem(runtime.executable);
  const browser = await readyBrowser();
  await readyDisplay();
  say(`Runtime: ${runtime.name}.`);
  const child = start(
    process.execPath,
    [program('@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { ...process.env, OUTPOST_ELECTRON: runtime.executable, CHROMIUM_PATH: browser },
    },
  );
  return child.ended;
});
