/** The browser keeps no copy of an answer: what is stored here is in the replica, and is sealed or removed with it. */
export const uncachedFetch: typeof fetch = (input, init) => fetch(input, { ...init, cache: 'no-store' });
