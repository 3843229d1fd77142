// What cannot be built on every machine is at least understood by electron-builder, for all three systems.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Configuration } from 'electron-builder';
import { expect, test } from 'vitest';
import { ROOT } from './script.ts';

type Builder = {
  validateConfiguration: (config: Configuration, log: { isEnabled: boolean }) => Promise<void>;
  getConfig: (project: string, file: string | null, over: Configuration | null) => Promise<Configuration>;
};

/** electron-builder's own, of the version that it brings along. */
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { validateConfiguration, getConfig } = builder('app-builder-lib/out/util/config/config') as Builder;
const configuration = () => getConfig(ROOT, null, null);

test('electron-builder takes the configuration, and would refuse another word in it', async () => {
  const config = await configuration();
  await validateConfiguration(config, { isEnabled: false });
  const misspelt = { ...config, nsis: { ...config.nsis, perMaschine: false } } as Configuration;
  await expect(validateConfiguration(misspelt, { isEnabled: false })).rejects.toThrow('configuration.nsis');
  // The schema is a megabyte, and read anew for each.
}, 120_000);

test('Windows is installed for one person on both kinds of machine, and macOS is hardened', async () => {
  const { win, nsis, mac } = await configuration();
  expect(nsis).toMatchObject({ perMachine: false, allowElevation: false });
  expect(win?.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
  expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
  expect(mac?.target).toEqual([
    { target: 'dmg', arch: 'universal' },
    { target: 'zip', arch: 'universal' },
  ]);
  expect(mac?.entitlements).toBe('build/entitlements.mac.plist');
  const entitlements = readFileSync(path.join(ROOT, 'build/entitlements.mac.plist'), 'utf8');
  expect([...entitlements.matchAll(/<key>(.*)<\/key>/gu)].map(([, key]) => key)).toEqual([
    'com.apple.security.cs.allow-jit',
  ]);
});

test('contacts, tables and links can be opened with Outpost everywhere', async () => {
  const { win, mac, linux, protocols } = await configuration();
  for (const { fileAssociations } of [win, mac] as { fileAssociations: { ext: string }[] }[])
    expect(fileAssociations.map(({ ext }) => ext)).toEqual(['vcf', 'csv']);
  expect(linux?.mimeTypes).toEqual(['text/vcard', 'text/csv']);
  expect(protocols).toEqual([{ name: 'Outpost', schemes: ['outpost'] }]);
});

test('no package starts without its sandbox', async () => {
  const { linux } = await configuration();
  expect(linux?.executableArgs).toEqual([]);
});
