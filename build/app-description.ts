// What the packaged app says of itself. One on the test runtime has a name, a folder and an id of its own, so that
// nobody can take it for Outpost.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Runtime } from './electron-runtime.ts';
import { ROOT } from './script.ts';

/** The licences of others, beside app.asar. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** package.json as it lies in app.asar. */
export type AppDescription = {
  name: string;
  productName: string;
  version: string;
  description: string;
  author: string;
  homepage: string;
  license: string;
  main: string;
  desktopName: string;
};

const APP_ID = 'example.outpost.desktop';
const MAIN = 'dist/electron/main.cjs';

/** What a build on this runtime is called. */
export const namesOn = ({ isTest }: { isTest: boolean }) =>
  isTest
    ? { name: 'outpost-test', productName: 'Outpost Test Build', appId: `${APP_ID}.test` }
    : { name: 'outpost', productName: 'Outpost', appId: APP_ID };

/** `asked`: another version than package.json's. */
export async function describe(runtime: Pick<Runtime, 'isTest'>, asked?: string): Promise<AppDescription> {
  const text = await readFile(path.join(ROOT, 'package.json'), 'utf8');
  const { version, description, author, homepage, license } = JSON.parse(text) as AppDescription;
  const { name, productName } = namesOn(runtime);
  return {
    ...{ name, productName, version: asked ?? version, description, author, homepage, license },
    main: MAIN,
    desktopName: `${name}.desktop`,
  };
}
