import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOST_ENTRIES } from './text-store.ts';
import { openVault, type Cipher } from './vault.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-vault-'));
  file = path.join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Stands for one keyring: opens only what it sealed. */
const keyring = (name: string): Cipher => ({
  seal: (text) => Promise.resolve(Buffer.from(`${name}:${text}`).toString('base64')),
  unseal: (sealed) => {
    const [owner, ...rest] = Buffer.from(sealed, 'base64').toString().split(':');
    return owner === name ? Promise.resolve(rest.join(':')) : Promise.reject(new Error('wrong key'));
  },
});

describe('a vault', () => {
  test('gives a secret back after a restart where there is a keyring', async () => {
    await openVault(file, keyring('a')).write('session', 'secret');
    expect(await openVault(file, keyring('a')).read('session')).toBe('secret');
  });

  test('writes nothing readable to the disk', async () => {
    await openVault(file, keyring('a')).write('session', 'secret');
    expect(readFileSync(file, 'utf8')).not.toContain('secret');
  });

  test('answers null when the keyring has changed', async () => {
    await openVault(file, keyring('a')).write('session', 'secret');
    expect(await openVault(file, keyring('b')).read('session')).toBeNull();
  });

  test('forgets a removed secret for good', async () => {
    const vault = openVault(file, keyring('a'));
    await vault.write('session', 'secret');
    await vault.remove('session');
    expect(await openVault(file, keyring('a')).read('session')).toBeNull();
  });

  test('lets no earlier write that took longer to seal undo a later removal', async () => {
    let seal: (sealed: string) => void = () => undefined;
    const slow: Cipher = { ...keyring('a'), seal: () => new Promise((resolve) => (seal = resolve)) };
    const vault = openVault(file, slow);
    const written = vault.write('session', 'secret');
    void vault.remove('session');
    await Promise.resolve();
    seal('sealed');
    await Promise.all([written, vault.settled()]);
    expect(await vault.read('session')).toBeNull();
  });

  test.each([
    ['with a keyring', keyring('a')],
    ['without one', null],
  ])('takes no more names than a few, %s', async (_, cipher) => {
    const vault = openVault(file, cipher);
    for (let at = 0; at < MOST_ENTRIES; at += 1) await vault.write(`session/${at}`, 'secret');
    await expect(vault.write('session/more', 'secret')).rejects.toThrow('full');
    await vault.write('session/0', 'newer');
    expect([await vault.read('session/more'), await vault.read('session/0')]).toEqual([null, 'newer']);
  });

  test('touches no disk without a keyring', async () => {
    const vault = openVault(file, null);
    await vault.write('session', 'secret');
    expect([vault.kind, await vault.read('session')]).toEqual(['memory', 'secret']);
    expect(readdirSync(folder)).toEqual([]);
  });
});
