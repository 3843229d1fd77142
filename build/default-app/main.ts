// The test runtime's default app: what Electron's own one does for us, and no more. It loads the app whose folder is
// the first argument that is no option, so that the binary behaves like `electron <folder>`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { app, type App } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('usage: electron [options] <folder of the app>\n');
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
createRequire(path.join(root, 'package.json'))(path.join(root, described.main));
