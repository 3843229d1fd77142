// Asked for from anywhere, answered by the shell: it says what is not sent before the session ends.
import { create } from 'zustand';

/** `wipe`: with the data of this laptop. */
export type SigningOut = { wipe: boolean };

export const useSigningOut = create<{ asked: SigningOut | null }>(() => ({ asked: null }));

export const askToSignOut = (asked: SigningOut): void => useSigningOut.setState({ asked });
export const staySignedIn = (): void => useSigningOut.setState({ asked: null });
