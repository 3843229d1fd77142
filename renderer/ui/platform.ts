import { createContext, useContext } from 'react';

/** The system that the window is on: it decides how keys are named. */
export type Platform = 'darwin' | 'win32' | 'linux';

export const PlatformContext = createContext<Platform>('linux');
export const usePlatform = (): Platform => useContext(PlatformContext);
