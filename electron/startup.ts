// What `npm start` and the tests tell a development build through its environment. A packaged build reads none of
// it: nobody can point an installed app elsewhere by setting a variable.
import { z } from 'zod';
import type { Demo } from './ipc/contract.ts';

const demo = z.strictObject({
  url: z.url({ protocol: /^https?$/u }),
  publishable_key: z.string().min(1),
  email: z.string(),
  password: z.string(),
  sign_in: z.boolean(),
}) satisfies z.ZodType<Demo>;

export type Startup = {
  demo: Demo | null;
  /** Folder of this person's data; null: the system's usual place. */
  userData: string | null;
  /** File for a screenshot of the first painted board, after which the app quits. */
  smoke: string | null;
  /** Quit when stdin ends, so also when the process that holds its other end is killed. */
  quitWithStdin: boolean;
};

/** Throws a sentence where a variable is there but not understood. */
export function readStartup(environment: Partial<Record<string, string>>, packaged: boolean): Startup {
  if (packaged) return { demo: null, userData: null, smoke: null, quitWithStdin: false };
  return {
    demo: environment['OUTPOST_DEMO'] ? parseDemo(environment['OUTPOST_DEMO']) : null,
    userData: environment['OUTPOST_USER_DATA'] ?? null,
    smoke: environment['OUTPOST_SMOKE'] ?? null,
    quitWithStdin: environment['OUTPOST_QUIT_WITH_STDIN'] === '1',
  };
}

function parseDemo(text: string): Demo {
  try {
    return demo.parse(JSON.parse(text));
  } catch {
    throw new Error('OUTPOST_DEMO is not the JSON of a demo: see Demo in electron/ipc/contract.ts.');
  }
}
