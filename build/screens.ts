// `npm run screens`: takes a picture of every screen in light and dark, and writes the gallery docs/screens/README.md.
import { existsSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { start } from './child.ts';
import { ROOT, say, script } from './script.ts';

const FOLDER = path.join(ROOT, 'docs/screens');

await script(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  const child = start(process.execPath, [path.join(ROOT, 'build/e2e.ts'), 'e2e/browser/screens.spec.ts'], {
    stdio: 'inherit',
    env: { ...process.env, SCREENS: FOLDER },
  });
  const code = await child.ended;
  if (!existsSync(FOLDER)) return code || 1;
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('-light.png'))
    .map((file) => file.slice(0, -'-light.png'.length));
  const rows = names.map((name) => `| ${name} | ![](${name}-light.png) | ![](${name}-dark.png) |`);
  const gallery = [
    '# Screens',
    '',
    'Written by `npm run screens`, from the demo workspace.',
    '',
    '| screen | light | dark |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ];
  await writeFile(path.join(FOLDER, 'README.md'), gallery.join('\n'));
  say(`${names.length} screens in docs/screens/.`);
  return code;
});
