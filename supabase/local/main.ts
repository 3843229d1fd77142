// `npm run stack`: starts the local stack and runs until it is told to end. The one line on stdout is JSON for
// whoever started it; everything for people goes to stderr.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { messageOf, StackError } from './stack-error.ts';
import { startStack } from './stack.ts';

const HELP = `Usage: npm run stack -- [options]

Runs a Supabase project on this machine (PostgreSQL 17, REST, Auth, Realtime, Storage) and prints one line of JSON:
{url, publishable_key, secret_key, database_url, users}. Ends on Ctrl+C.

  --data DIR   folder that keeps database, keys and log (default: .data/stack in the project)
  --port N     HTTP port on 127.0.0.1 (default: 54321; 0: any free one)
  --empty      apply the migrations but no demo data
  --stdin      end when stdin is closed, so also when the process that holds its other end is killed
  --help       print this
`;

// @supabase/lite prints mails and notes with console.log: stdout is for the one line.
console.log = console.info = console.debug = (...what: unknown[]) => console.error(...what);
const log = (line: string): void => void process.stderr.write(`stack: ${line}\n`);

/** Where the stack of this folder was last reached, for whoever wants to use one that runs already. */
const ADDRESS_FILE = 'address.json';

async function main(): Promise<void> {
  const asked = readArguments();
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  const ended = whenToldToEnd(asked.stdin);
  const stack = await startStack({ data: asked.data, port: asked.port, seed: !asked.empty, log });
  const { url, publishable_key, secret_key, database_url, users } = stack;
  writeFileSync(join(asked.data, ADDRESS_FILE), JSON.stringify({ url, publishable_key, users }), {
    mode: 0o600,
  });
  process.stdout.write(`${JSON.stringify({ url, publishable_key, secret_key, database_url, users })}\n`);
  log(`ready on ${url}`);
  log(`ending: ${await ended}`);
  await stack.close();
}

function readArguments(): { data: string; port: number; empty: boolean; stdin: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: fileURLToPath(new URL('../../.data/stack', import.meta.url)) },
        port: { type: 'string', default: '54321' },
        empty: { type: 'boolean', default: false },
        stdin: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535)
      throw new StackError(`--port takes a number from 0 to 65535, not ${values.port}.`);
    return { ...values, port };
  } catch (error) {
    if (error instanceof StackError) throw error;
    throw new StackError(
      `${messageOf(error).split('. ')[0] ?? ''}: npm run stack -- --help lists the options.`,
    );
  }
}

/** Resolves with the reason. Asked a second time by signal, the process ends at once (PostgreSQL follows). */
function whenToldToEnd(stdin: boolean): Promise<string> {
  return new Promise((resolve) => {
    let isEnding = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (isEnding) process.exit(1);
        isEnding = true;
        resolve(signal);
      });
    if (!stdin) return;
    process.stdin.on('error', () => undefined);
    process.stdin.on('close', () => resolve('stdin was closed')).resume();
  });
}

main()
  .then(() => process.exit())
  .catch((error: unknown) => {
    log(
      error instanceof StackError
        ? error.message
        : `unexpected: ${error instanceof Error ? (error.stack ?? '') : messageOf(error)}`,
    );
    process.exit(1);
  });
