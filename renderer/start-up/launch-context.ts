import { createContext, useContext } from 'react';
import type { Launch } from '../../electron/ipc/contract.ts';

/** What the shell was started with; set once around the screens. */
export const LaunchContext = createContext<Launch | null>(null);

export const useLaunch = (): Launch | null => useContext(LaunchContext);
