import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { IpcChannel } from '../ipc/contract.ts';
import { openTextStore, type TextStore } from '../text-store.ts';
import { openVault, type Cipher, type Vault } from '../vault.ts';
import { mayAskLocked } from './lock-gate.ts';
import { openLockFile } from './lock-file.ts';
import { openLock, waitAfter, type Lock } from './lock.ts';
import { newKey, unwrapKey, wrapKey } from './sealed-key.ts';
import { clearTexts, rewriteTexts, sealedSettings, sealedVault } from './sealed-texts.ts';

const PASSPHRASE = 'four words not related';
const OTHER = 'five words not related';

/** Stands for the system's keyring: it opens what it sealed, as long as it is the same one. */
const keyringOf = (name: string): Cipher => ({
  seal: (text) => Promise.resolve(`${name}:${Buffer.from(text).toString('base64')}`),
  unseal: (sealed) =>
    sealed.startsWith(`${name}:`)
      ? Promise.resolve(Buffer.from(sealed.slice(name.length + 1), 'base64').toString())
      : Promise.reject(new Error('Not mine.')),
});

let folder = '';
let now = 0;
let changes = 0;
let keyring: Cipher | null = null;
let lock: Lock;
let settings: TextStore;
let vault: Vault;

/** As at a start of the app: nothing is known but what is on the disk. */
function start(): void {
  lock = openLock({
    file: openLockFile(path.join(folder, 'lock.json')),
    keyring,
    now: () => now,
    cost: { N: 1024, r: 8, p: 1 },
    rewrite: () => rewriteTexts(settings, vault),
    clear: () => clearTexts(settings, vault),
    changed: () => (changes += 1),
  });
  settings = sealedSettings(openTextStore(path.join(folder, 'settings.json')), lock);
  vault = sealedVault(openVault(path.join(folder, 'vault.json'), keyringOf('vault')), lock);
}

async function switchOn(): Promise<void> {
  expect(await lock.turnOn(PASSPHRASE)).toEqual({ ok: true });
  await lock.moved('copy');
  await lock.moved('drop');
}

const onDisk = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n')
    .replaceAll(/vault:([\w+/=]+)/gu, (_all, text: string) => Buffer.from(text, 'base64').toString());

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-lock-'));
  now = 1_000_000;
  changes = 0;
  keyring = keyringOf('mine');
  start();
});

test('a key from a passphrase takes 128 MiB of memory, and opens nothing but its own', async () => {
  const key = newKey();
  const wrapped = await wrapKey(key, PASSPHRASE);
  expect(128 * wrapped.N * wrapped.r).toBe(128 * 1024 * 1024);
  expect(await unwrapKey(wrapped, PASSPHRASE)).toEqual(key);
  expect(await unwrapKey({ ...wrapped, N: wrapped.N / 2 }, PASSPHRASE)).toBeNull();
});

describe('the app lock', () => {
  test('is off until it is switched on, locked at each start from then on, and opens with its passphrase only', async () => {
    expect(lock.state()).toEqual({ kind: 'off' });
    await switchOn();
    expect(lock.state()).toEqual({ kind: 'on', idle_minutes: 15 });
    const key = lock.key()?.toString('hex');
    expect(key).toHaveLength(64);

    start();
    expect(lock.state()).toEqual({ kind: 'locked', wait_ms: 0 });
    expect(lock.key()).toBeNull();
    expect(await lock.unlock(OTHER)).toEqual({ ok: false, reason: 'wrong', wait_ms: 0 });
    expect(lock.key()).toBeNull();
    expect(await lock.unlock(PASSPHRASE)).toEqual({ ok: true });
    expect(lock.key()?.toString('hex')).toBe(key);
    lock.lock();
    expect(lock.key()).toBeNull();
    expect(lock.state().kind).toBe('locked');
    expect(onDisk()).not.toContain(PASSPHRASE);
    expect(onDisk()).not.toContain(Buffer.from(key ?? '', 'hex').toString('base64'));
  });

  test('takes one passphrase in every form of the same letters', async () => {
    expect(await lock.turnOn('zehn schöne Wörter')).toEqual({ ok: true });
    start();
    expect(await lock.unlock('zehn schöne Wörter'.normalize('NFD'))).toEqual({ ok: true });
  });

  test('lets wrong passphrases wait ever longer, over a restart too, and guesses side by side wait as well', async () => {
    await switchOn();
    start();
    for (let wrong = 0; wrong < 2; wrong += 1) await lock.unlock(OTHER);
    const [third, fourth] = await Promise.all([lock.unlock(OTHER), lock.unlock(PASSPHRASE)]);
    expect(third).toEqual({ ok: false, reason: 'wrong', wait_ms: 2_000 });
    expect(fourth).toEqual({ ok: false, reason: 'wait', wait_ms: 2_000 });
    start();
    now += 1_999;
    expect(await lock.unlock(PASSPHRASE)).toEqual({ ok: false, reason: 'wait', wait_ms: 1 });
    now += 1;
    expect(await lock.unlock(OTHER)).toEqual({ ok: false, reason: 'wrong', wait_ms: 4_000 });
    now += 4_000;
    expect(await lock.unlock(PASSPHRASE)).toEqual({ ok: true });
    expect([0, 2, 3, 4, 5, 40].map(waitAfter)).toEqual([0, 0, 2_000, 4_000, 8_000, 300_000]);
  });

  test('keeps its key when the passphrase is another, and then takes the new one only', async () => {
    await switchOn();
    const key = lock.key()?.toString('hex');
    expect(await lock.change(OTHER, 'anything at all')).toMatchObject({ reason: 'wrong' });
    expect(await lock.change(PASSPHRASE, OTHER)).toEqual({ ok: true });
    start();
    expect(await lock.unlock(PASSPHRASE)).toMatchObject({ reason: 'wrong' });
    expect(await lock.unlock(OTHER)).toEqual({ ok: true });
    expect(lock.key()?.toString('hex')).toBe(key);
  });

  test('says so when the keyring that sealed it is another or gone, and works without one', async () => {
    await switchOn();
    for (const other of [keyringOf('other'), null]) {
      keyring = other;
      start();
      expect(await lock.unlock(PASSPHRASE)).toMatchObject({ ok: false, reason: 'keyring' });
    }
    folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-lock-'));
    start();
    await switchOn();
    start();
    expect(await lock.unlock(PASSPHRASE)).toEqual({ ok: true });
  });

  test('that is damaged opens with nothing, and is not written over', async () => {
    writeFileSync(path.join(folder, 'lock.json'), '{"version": 1');
    start();
    expect(lock.state().kind).toBe('locked');
    expect(await lock.unlock(PASSPHRASE)).toMatchObject({ ok: false, reason: 'keyring' });
    expect(await lock.turnOn(PASSPHRASE)).toMatchObject({ ok: false, reason: 'on' });
    await lock.forget();
    expect(lock.state()).toEqual({ kind: 'off' });
  });

  test('goes on with switching on and off where a crash has left it', async () => {
    const restarted = async () => {
      start();
      expect(lock.state().kind).toBe('locked');
      expect(await lock.unlock(PASSPHRASE)).toEqual({ ok: true });
      return lock.state();
    };
    await lock.turnOn(PASSPHRASE);
    expect(await restarted()).toEqual({ kind: 'moving', to: 'sealed', step: 'copy' });
    await lock.moved('drop');
    expect(await restarted()).toEqual({ kind: 'moving', to: 'sealed', step: 'copy' });
    await lock.moved('copy');
    expect(await restarted()).toEqual({ kind: 'moving', to: 'sealed', step: 'drop' });
    await lock.moved('drop');
    expect(await restarted()).toMatchObject({ kind: 'on' });
    expect(await lock.turnOff(OTHER)).toMatchObject({ reason: 'wrong' });
    expect(await lock.turnOff(PASSPHRASE)).toEqual({ ok: true });
    expect(await restarted()).toEqual({ kind: 'moving', to: 'plain', step: 'copy' });
    await lock.moved('copy');
    expect(await restarted()).toEqual({ kind: 'moving', to: 'plain', step: 'drop' });
    await lock.moved('drop');
    expect(lock.state()).toEqual({ kind: 'off' });
    start();
    expect(lock.state()).toEqual({ kind: 'off' });
  });

  test('lets windows begin anew when it is switched, locked or forgotten', async () => {
    await switchOn();
    expect(changes).toBe(1);
    lock.lock();
    lock.lock();
    expect(changes).toBe(2);
    await lock.unlock(PASSPHRASE);
    await lock.forget();
    expect(lock.state().kind).toBe('on');
    lock.lock();
    await lock.forget();
    expect(changes).toBe(4);
  });
});

describe('what the shell keeps of a person', () => {
  test('is sealed with the lock, read as before while it is open, and readable again without it', async () => {
    await settings.write('place', '{"email":"alex@outpost.example"}');
    await settings.write('language', 'de');
    await vault.write('session/here', 'token of alex@outpost.example');
    expect(onDisk()).toContain('alex@');
    await switchOn();
    await settings.write('recent', '["Nordwind"]');
    expect(onDisk()).not.toMatch(/alex@|Nordwind/u);
    expect(settings.read('place')).toContain('alex@');
    expect(await vault.read('session/here')).toContain('alex@');

    start();
    expect(settings.read('place')).toBeNull();
    expect(await vault.read('session/here')).toBeNull();
    expect(settings.read('language')).toBe('de');
    expect(() => settings.write('place', 'Nordwind')).toThrow('locked');
    await lock.unlock(PASSPHRASE);
    expect(settings.read('recent')).toBe('["Nordwind"]');

    await lock.turnOff(PASSPHRASE);
    await lock.moved('copy');
    await lock.moved('drop');
    start();
    expect(settings.read('place')).toContain('alex@');
    expect(await vault.read('session/here')).toContain('alex@');
  });

  test('is gone when the passphrase is forgotten', async () => {
    await settings.write('place', '{"email":"alex@outpost.example"}');
    await vault.write('session/here', 'token');
    await switchOn();
    lock.lock();
    await lock.forget();
    expect(settings.read('place')).toBeNull();
    expect(await vault.read('session/here')).toBeNull();
    expect(lock.state()).toEqual({ kind: 'off' });
  });
});

test('a locked app answers its windows nothing but what the lock screen needs', async () => {
  const asked: [IpcChannel, ...unknown[]][] = [
    ['vault:read', 'session/here'],
    ['vault:write', 'session/here', 'token'],
    ['setting:read', 'place'],
    ['setting:write', 'language', 'de'],
    ['log:read'],
    ['link:open', 'https://outpost.example'],
    ['reminder:show', 'a', 'b'],
  ];
  const refused = () => asked.filter(([channel, ...args]) => !mayAskLocked(lock, channel, args));
  expect(refused()).toEqual([]);
  await switchOn();
  expect(refused()).toEqual([]);
  lock.lock();
  expect(refused()).toEqual(asked);
  for (const channel of ['lock:read', 'lock:unlock', 'lock:forget', 'launch:read'] as const)
    expect(mayAskLocked(lock, channel, [])).toBe(true);
  expect(mayAskLocked(lock, 'setting:read', ['language'])).toBe(true);
});
