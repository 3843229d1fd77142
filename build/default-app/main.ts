// The test runtime's default app: what Electron's own one does for us, and no more. It loads the app whose folder is
// the first argument that is no option, so that the binary behaves like `electron [-r <script>]… <folder>`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { app, type App } from 'electron';

const scripts: string[] = [];
let folder: string | undefined;
const given = process.argv.slice(1);
while (folder === undefined && given.length > 0) {
  const argument = given.shift();
  if (argument === '-r') scripts.push(given.shift() ?? '');
  else if (!argument?.startsWith('-')) folder = argument;
}
if (folder === undefined) {
  process.stderr.write('usage: electron [-r <script>] [options] <folder of the app>\n');
  process.exit(1);
}
const root = path.resolve(folder);
const described = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  main: string;
  name: string;
  productName?: string;
  version: string;
};
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
/** Electron's own default app uses these two; they are not documented. */
const electron = app as App & { setVersion(version: string): void; setAppPath(folder: string): void };
electron.setVersion(described.version);
electron.name = described.productName ?? described.name;
electron.setAppPath(root);
const require = createRequire(path.join(root, 'package.json'));
for (const script of [...scripts, path.join(root, described.main)]) require(path.resolve(script));
