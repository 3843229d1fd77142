import { createContext, useContext } from 'react';
import type { StartUp } from './start-up.ts';

/** From an open replica to its server: a session again, or one at all; set once around the screens. */
export type WaysBack = Pick<StartUp, 'ways' | 'sendMail' | 'openProvider' | 'connect'>;

export const WaysBackContext = createContext<WaysBack | null>(null);

export const useWaysBack = (): WaysBack | null => useContext(WaysBackContext);
