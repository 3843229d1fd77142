/** Not in the contract: the preload asks here for the key, and hands it on as one that cannot be taken out of its realm. */
export const KEY_CHANNEL = 'lock:key';
