// Secrets of the signed-in person, shared by all windows. They touch the disk only sealed by the system's keyring;
// where there is none they live in memory until the app quits. No value ever reaches a log.
import { MOST_ENTRIES, openTextStore } from './text-store.ts';

/** Seals text for the disk and opens it again. Rejects what it did not seal. */
export type Cipher = { seal(text: string): Promise<string>; unseal(sealed: string): Promise<string> };

export type Vault = {
  readonly kind: 'keyring' | 'memory';
  /** Null too for a secret whose keyring has changed: the person signs in again. */
  read(key: string): Promise<string | null>;
  keys(): string[];
  write(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Resolves when every write asked for so far has ended. */
  settled(): Promise<void>;
};

export function openVault(file: string, cipher: Cipher | null): Vault {
  return cipher ? openSealedVault(file, cipher) : openMemoryVault();
}

function openSealedVault(file: string, cipher: Cipher): Vault {
  const store = openTextStore(file);
  let lastWrite: Promise<void> = Promise.resolve();
  /** Sealing takes time: a later write or removal must not overtake an earlier one. */
  const inOrder = (write: () => Promise<void>): Promise<void> => {
    const written = lastWrite.then(write);
    lastWrite = written.catch(() => undefined);
    return written;
  };
  return {
    kind: 'keyring',
    async read(key) {
      const sealed = store.read(key);
      return sealed === null ? null : cipher.unseal(sealed).catch(() => null);
    },
    keys: () => store.keys(),
    write: (key, value) => inOrder(async () => store.write(key, await cipher.seal(value))),
    remove: (key) => inOrder(() => store.write(key, null)),
    settled: () => lastWrite,
  };
}

function openMemoryVault(): Vault {
  const entries = new Map<string, string>();
  return {
    kind: 'memory',
    read: (key) => Promise.resolve(entries.get(key) ?? null),
    keys: () => [...entries.keys()],
    write: (key, value) =>
      entries.size < MOST_ENTRIES || entries.has(key)
        ? Promise.resolve(void entries.set(key, value))
        : Promise.reject(new Error('The vault is full.')),
    remove: (key) => Promise.resolve(void entries.delete(key)),
    settled: () => Promise.resolve(),
  };
}
