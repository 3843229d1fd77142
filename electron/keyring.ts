import { safeStorage } from 'electron';
import type { Cipher } from './vault.ts';

/** The synchronous calls are all that Electron 25 (the test runtime) has; 45 deprecates them. */
type OldSafeStorage = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
};
type AnySafeStorage = OldSafeStorage & Partial<Omit<typeof safeStorage, keyof OldSafeStorage>>;

/**
 * The system's keyring, or null where there is none. Linux's `basic_text` is a fixed password, so it does not count.
 * Ask only when the app is ready.
 */
export async function openKeyring(): Promise<Cipher | null> {
  const storage: AnySafeStorage = safeStorage;
  try {
    const backend = storage.getSelectedStorageBackend?.();
    if (process.platform === 'linux' && (backend === 'basic_text' || backend === 'unknown')) return null;
    if (storage.encryptStringAsync && storage.decryptStringAsync && storage.isAsyncEncryptionAvailable) {
      return (await storage.isAsyncEncryptionAvailable())
        ? asyncCipher(storage as Required<AnySafeStorage>)
        : null;
    }
    return storage.isEncryptionAvailable() ? syncCipher(storage) : null;
  } catch {
    return null;
  }
}

const asyncCipher = (storage: Required<AnySafeStorage>): Cipher => ({
  seal: async (text) => (await storage.encryptStringAsync(text)).toString('base64'),
  unseal: async (sealed) => (await storage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
});

const syncCipher = (storage: OldSafeStorage): Cipher => ({
  seal: (text) => Promise.resolve().then(() => storage.encryptString(text).toString('base64')),
  unseal: (sealed) => Promise.resolve().then(() => storage.decryptString(Buffer.from(sealed, 'base64'))),
});
