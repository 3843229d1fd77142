// What stops in the shell itself and in Chromium's processes goes to the log. Electron's own dialog, which would show an
// error's words, is not shown; no memory of a crashed process is kept or sent.
import { app } from 'electron';
import { thrown, type Log } from './log.ts';

export function watchFaults(log: Log): void {
  process.on('uncaughtException', (error) => log.note('uncaught', thrown(error)));
  process.on('unhandledRejection', (reason) => log.note('unhandled rejection', thrown(reason)));
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit') log.note(`process gone: ${type} ${reason}`);
  });
}
