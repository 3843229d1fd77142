// electron-builder's hooks around packing: no installed package in, Electron's own leftovers out, fuses burnt.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { burnFuses } from './fuses.ts';

/** What an unpacked Electron carries and an app does not: its default app, and the number of its version. */
const LEFTOVERS = ['resources/default_app.asar', 'resources/app', 'version'];

/** false: everything is bundled, so that electron-builder looks for no installed packages to take along. */
export const beforeBuild = (): Promise<boolean> => Promise.resolve(false);

export async function afterExtract({ appOutDir, electronPlatformName }: AfterPackContext): Promise<void> {
  if (electronPlatformName === 'darwin') return;
  for (const name of LEFTOVERS) await rm(path.join(appOutDir, name), { recursive: true, force: true });
}

export async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  const { productFilename, linuxPackageName } = packager.appInfo;
  const name =
    electronPlatformName === 'darwin'
      ? `${productFilename}.app`
      : electronPlatformName === 'win32'
        ? `${productFilename}.exe`
        : linuxPackageName;
  await burnFuses(path.join(appOutDir, name), electronPlatformName);
}
