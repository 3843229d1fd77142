// What the shell itself keeps of a person, sealed while there is an app lock: places, filters and names in the settings, and
// the session, whose keyring alone is open to whoever is at the unlocked system.
import { SETTING_KEYS, type SettingKey } from '../ipc/contract.ts';
import type { TextStore } from '../text-store.ts';
import type { Vault } from '../vault.ts';
import type { Lock } from './lock.ts';

type Sealing = Pick<Lock, 'seal' | 'open'>;

/** The lock screen needs them; they tell nothing of anybody. */
export const OPEN_SETTINGS: ReadonlySet<string> = new Set<SettingKey>(['appearance', 'density', 'language']);
const SEALED_SETTINGS = SETTING_KEYS.filter((key) => !OPEN_SETTINGS.has(key));

export const sealedSettings = (store: TextStore, lock: Sealing): TextStore => ({
  ...store,
  read(key) {
    const text = store.read(key);
    return text === null ? null : lock.open(text);
  },
  write(key, value) {
    const isSealed = value !== null && SEALED_SETTINGS.includes(key as SettingKey);
    return store.write(key, isSealed ? lock.seal(value) : value);
  },
});

export const sealedVault = (vault: Vault, lock: Sealing): Vault => ({
  ...vault,
  async read(key) {
    const text = await vault.read(key);
    return text === null ? null : lock.open(text);
  },
  write: async (key, value) => vault.write(key, lock.seal(value)),
});

/** Writes all of it again, as it is to be on the disk now. */
export async function rewriteTexts(settings: TextStore, vault: Vault): Promise<void> {
  for (const key of SEALED_SETTINGS) {
    const text = settings.read(key);
    if (text !== null) await settings.write(key, text);
  }
  for (const key of vault.keys()) {
    const text = await vault.read(key);
    if (text !== null) await vault.write(key, text);
  }
}

export async function clearTexts(settings: TextStore, vault: Vault): Promise<void> {
  for (const key of SEALED_SETTINGS) await settings.write(key, null);
  for (const key of vault.keys()) await vault.remove(key);
}
