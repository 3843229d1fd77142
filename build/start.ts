// `npm start`: brings up everything on a fresh machine and opens Outpost, signed in to the demo workspace.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { readyDisplay } from './display.ts';
import { readyRuntime, type Runtime } from './electron-runtime.ts';
import { runApp } from './launch.ts';
import { Problem, ROOT, say, script } from './script.ts';
import { readyStack, type StackInUse } from './stack-process.ts';
import { readySystem } from './system-packages.ts';

const HELP = `Usage: npm start -- [options]

Starts the local stack and opens Outpost, signed in to its demo workspace. Ends when the window is closed, or by Ctrl+C.

  --user NAME  sign in as this demo user (alex or mara; default: alex). A second person, at the same time: run
               \`npm start -- --user mara\` in another terminal; it uses the stack of the first
  --smoke      wait for the board's first paint, write a screenshot, print its path and the time, and end
  --data DIR   folder that keeps the stack's and the app's data (default: .data in the project)
  --no-demo    no local stack: open on the sign-in screen, for a hosted Supabase project
  --help       print this
`;

type Asked = { user: string; smoke: boolean; data: string; demo: boolean; help: boolean };

await script(async () => {
  const asked = readArguments();
  if (asked.help) {
    say(HELP);
    return 0;
  }
  const beganAt = performance.now();
  const [runtime, stack] = await Promise.all([
    readyApp(),
    asked.demo ? readyStack(path.join(asked.data, 'stack')) : null,
    bundle(),
  ]);
  say(`Runtime: ${runtime.name}.`);
  const demo = stack && demoOf(stack, asked.user);
  if (stack) sayStack(stack, asked);

  const userData = path.join(asked.data, appFolder(asked));
  // The smoke run begins like a new person's first start.
  if (asked.smoke) await rm(userData, { recursive: true, force: true });
  const smoke = asked.smoke ? path.join(asked.data, 'smoke.png') : null;
  const answer = await runApp(runtime, { userData, demo, smoke });
  if (smoke !== null) sayPainted(answer, performance.now() - beganAt);
  return 0;
});

function readArguments(): Asked {
  try {
    const { values } = parseArgs({
      allowNegative: true,
      options: {
        user: { type: 'string', default: 'alex' },
        smoke: { type: 'boolean', default: false },
        data: { type: 'string', default: path.join(ROOT, '.data') },
        demo: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.smoke && !values.demo)
      throw new Problem('--smoke waits for the board of the demo: leave --no-demo out.');
    return { ...values, data: path.resolve(values.data) };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${error instanceof Error ? error.message : ''}\n\n${HELP}`);
  }
}

async function readyApp(): Promise<Runtime> {
  const runtime = await readyRuntime();
  await readySystem(runtime.executable);
  await readyDisplay();
  return runtime;
}

function demoOf({ url, publishable_key, users }: StackInUse, name: string) {
  const user = users.find(({ email }) => email.startsWith(`${name}@`));
  if (!user) {
    const names = users.map(({ email }) => email.split('@')[0] ?? '').join(', ');
    throw new Problem(`There is no demo user ${name}. Choose one of: ${names}.`);
  }
  return { url, publishable_key, ...user, sign_in: true };
}

function sayStack({ url, isOurs }: StackInUse, asked: Asked): void {
  say(`Stack: ${url}, ${isOurs ? 'started here' : 'already running'}. Signing in as ${asked.user}.`);
  if (isOurs && !asked.smoke && asked.user === 'alex')
    say('A second person, in another terminal: npm start -- --user mara');
}

function appFolder({ smoke, demo, user }: Asked): string {
  if (smoke) return 'app-smoke';
  if (!demo) return 'app-no-demo';
  return user === 'alex' ? 'app' : `app-${user}`;
}

function sayPainted(answer: string, totalMs: number): void {
  const { screenshot, ms } = JSON.parse(answer) as { screenshot: string; ms: number };
  const seconds = (value: number): string => (value / 1000).toFixed(1);
  say(`The board was painted ${seconds(ms)} s after the app began (${seconds(totalMs)} s for everything).`);
  say(`Screenshot: ${screenshot}`);
}
