// The key of the app lock, of this realm: the window, or one of its workers. It seals every replica on the laptop, and
// nobody can take it out of its realm. A lock that is closed ends the realm.

/** What a window tells each of its workers first, where there is a lock. */
export type KeyMessage = { kind: 'key'; key: CryptoKey };

let held: CryptoKey | null = null;

export const holdKey = (key: CryptoKey | null): void => {
  held = key;
};

/** Null: there is no lock. */
export const heldKey = (): CryptoKey | null => held;
