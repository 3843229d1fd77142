import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from './processes.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

type Ready = {
  url: string;
  publishable_key: string;
  database_url: string;
  users: { email: string; password: string }[];
};
type Run = { child: ChildProcess; out: () => string; err: () => string; ended: Promise<number | null> };

let data: string;
let runs: Run[];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'outpost-main-'));
  runs = [];
});
afterEach(async () => {
  for (const { child, ended } of runs) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(data, { recursive: true, force: true });
});

function run(...args: string[]): Run {
  return track(spawn(process.execPath, [MAIN, ...args], { stdio: 'pipe' }));
}

function track(child: ChildProcess): Run {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const started = { child, out: () => out, err: () => err, ended };
  runs.push(started);
  return started;
}

async function ready({ out, err, ended }: Run): Promise<Ready> {
  const hasEnded = ended.then(() => true);
  while (!out().includes('\n'))
    if (await Promise.race([hasEnded, new Promise((resolve) => setTimeout(resolve, 20, false))]))
      throw new Error(err());
  return JSON.parse(out()) as Ready;
}

const postgresPid = (): number =>
  Number(readFileSync(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

test('it prints one line of JSON, serves the demo people, keeps its keys, and ends on SIGINT', async () => {
  const first = run('--data', data, '--port', '0');
  const { url, publishable_key, database_url, users } = await ready(first);
  expect(first.out().trim().split('\n')).toHaveLength(1);
  const client = createClient(url, publishable_key);
  for (const user of users) expect((await client.auth.signInWithPassword(user)).error).toBeNull();
  expect((await client.from('deals').select('id').limit(1)).data).toHaveLength(1);
  const pid = postgresPid();
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(isAlive(pid)).toBe(false);

  const again = await ready(run('--data', data, '--port', '0'));
  expect(again.publishable_key).toBe(publishable_key);
  expect(new URL(again.database_url).password).toBe(new URL(database_url).password);
});

test('--empty applies the migrations and no demo data', async () => {
  const { database_url, users } = await ready(run('--data', data, '--port', '0', '--empty'));
  expect(users).toEqual([]);
  const sql = postgres(database_url, { max: 1 });
  expect(await sql`select from workspaces`).toHaveLength(0);
  await sql.end();
});

test('killed by SIGKILL it leaves no PostgreSQL behind, and its folder serves again', async () => {
  const killed = run('--data', data, '--port', '0', '--empty');
  await ready(killed);
  const pid = postgresPid();
  killed.child.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  await ready(run('--data', data, '--port', '0', '--empty'));
});

test('with --stdin it ends when its parent is killed by SIGKILL', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdout.on('data', (line) => process.stdout.write(child.pid + ' ' + line));`;
  const args = ['-e', script, '--', MAIN, '--data', data, '--port', '0', '--empty', '--stdin'];
  const parent = track(spawn(process.execPath, args, { stdio: 'pipe' }));
  await expect.poll(() => parent.out(), { timeout: 30_000 }).toContain('\n');
  const pids = [Number(parent.out().split(' ')[0]), postgresPid()];
  parent.child.kill('SIGKILL');
  await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});

test('a PostgreSQL server left over in the folder is stopped and the stack starts', async () => {
  const killed = run('--data', data, '--port', '0', '--empty');
  await ready(killed);
  const left = postgresPid();
  // Stopped, the guard cannot do its work: as if it had been killed too.
  const guards = await guardsOf(left);
  for (const guard of guards) process.kill(guard, 'SIGKILL');
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(isAlive(left)).toBe(true);
  const next = run('--data', data, '--port', '0', '--empty');
  await ready(next);
  expect(next.err()).toContain(`(pid ${left}) that an earlier stack left running`);
  await expect.poll(() => isAlive(left), { timeout: 10_000 }).toBe(false);
});

test('a second stack on the same folder is refused, and so is a port that is taken', async () => {
  await ready(run('--data', data, '--port', '0', '--empty'));
  const second = run('--data', data, '--port', '0');
  expect(await second.ended).toBe(1);
  expect(second.err()).toMatch(
    /^stack: Another stack \(pid \d+\) uses .* choose another folder with --data\.\n$/,
  );

  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const third = run('--data', join(data, 'other'), '--port', String(port));
  expect(await third.ended).toBe(1);
  expect(third.err()).toBe(
    `stack: Port ${port} is taken: end what uses it, or choose another with --port N (0 for any free one).\n`,
  );
  taken.close();
});

test.each([
  [['--host', '0.0.0.0'], /--host/],
  [['--port', 'x'], /--port takes a number from 0 to 65535, not x/],
])('%j is refused in one sentence', async (args, words) => {
  const refused = run('--data', data, ...args);
  expect(await refused.ended).toBe(1);
  expect(refused.err()).toMatch(words);
  expect(refused.err().trim().split('\n')).toHaveLength(1);
});

test('it listens on loopback only', async () => {
  const { url, database_url } = await ready(run('--data', data, '--port', '0', '--empty'));
  const outer = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address && !address.internal && address.family === 'IPv4');
  for (const { port } of [new URL(url), new URL(database_url)])
    for (const address of outer)
      await expect(fetch(`http://${address!.address}:${port}/`)).rejects.toThrow('fetch failed');
  expect((await fetch(url)).status).toBe(200);
});

async function guardsOf(pid: number): Promise<number[]> {
  const listed = track(spawn('ps', ['-eo', 'pid=,args=']));
  await listed.ended;
  return listed
    .out()
    .split('\n')
    .filter((line) => line.includes('postgres-guard') && line.trim().endsWith(` ${pid}`))
    .map((line) => Number.parseInt(line.trim(), 10));
}
