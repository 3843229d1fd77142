// The local stack behind `npm start`: one that already runs on this data folder is used, otherwise one is started,
// and ends with this script. Its port stays the same from start to start, since the address is part of whose
// replica it is.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { byStdin, start } from './child.ts';
import { Problem, ROOT } from './script.ts';

const DEFAULT_PORT = 54321;
const PROBE_MS = 2_000;

const address = z.object({
  url: z.string(),
  publishable_key: z.string(),
  users: z.array(z.object({ email: z.string(), password: z.string() })),
});
export type StackAddress = z.infer<typeof address>;
export type StackInUse = StackAddress & { isOurs: boolean };

/** `data`: the stack's folder, in which it leaves word where it was last reached. */
export async function readyStack(data: string): Promise<StackInUse> {
  const last = readAddress(path.join(data, 'address.json'));
  if (last && (await answers(last))) return { ...last, isOurs: false };
  const port = await freePort(last ? Number(new URL(last.url).port) : DEFAULT_PORT);
  return { ...(await startStack(data, port)), isOurs: true };
}

function readAddress(file: string): StackAddress | null {
  try {
    return address.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Whether the stack with this very key is there: each data folder has its own. */
async function answers({ url, publishable_key }: StackAddress): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/rest/v1/rpc/sync_manifest`, {
      headers: { apikey: publishable_key },
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** The wished port when nobody has it, otherwise 0: any. */
function freePort(wished: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(wished, '127.0.0.1', () => server.close(() => resolve(wished)));
  });
}

async function startStack(data: string, port: number): Promise<StackAddress> {
  const main = path.join(ROOT, 'supabase/local/main.ts');
  const child = start(process.execPath, [main, '--data', data, '--port', `${port}`, '--stdin'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A signal could reach it a second time, from the terminal.
    askToEnd: byStdin,
  });
  const { stdout, stderr } = child.process;
  const said: string[] = [];
  if (stderr) createInterface(stderr).on('line', (line) => said.push(line) > 20 && said.shift());
  const ready = new Promise<string>((resolve) => {
    if (stdout) createInterface(stdout).once('line', resolve);
  });
  const first = await Promise.race([ready, child.ended]);
  const parsed = typeof first === 'string' ? address.safeParse(parseJson(first)) : null;
  if (parsed?.success) return parsed.data;
  throw new Problem(`The local stack did not start.\n${said.join('\n')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
