// One stack per data folder: a claim file names the process that uses it. A claim whose process is gone, or
// whose number the system has given to another program since, is taken over.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './processes.ts';
import { codeOf, diskFull, StackError } from './stack-error.ts';

const held = new Set<string>();

/** Claims `data` for this process; the answer gives it back. Fails with a StackError where it is in use. */
export function claimFolder(data: string): () => Promise<void> {
  const path = join(data, 'stack.pid');
  const inUse = (pid: number): StackError =>
    new StackError(`Another stack (pid ${pid}) uses ${data}: end it, or choose another folder with --data.`);
  if (held.has(data)) throw inUse(process.pid);
  try {
    mkdirSync(data, { recursive: true });
    const [pid, since] = readClaim(path);
    const isOfThisBoot = since > Date.now() - uptime() * 1000;
    if (pid !== process.pid && isOfThisBoot && isAlive(pid)) throw inUse(pid);
    writeFileSync(path, `${process.pid} ${Date.now()}\n`);
  } catch (error) {
    if (error instanceof StackError) throw error;
    if (codeOf(error) === 'ENOSPC') throw diskFull(data);
    throw new StackError(`${data} cannot be written: choose another folder with --data.`);
  }
  held.add(data);
  return () => {
    held.delete(data);
    rmSync(path, { force: true });
    return Promise.resolve();
  };
}

function readClaim(path: string): [pid: number, since: number] {
  try {
    const [pid = NaN, since = NaN] = readFileSync(path, 'utf8').trim().split(' ').map(Number);
    return Number.isInteger(pid) && pid > 0 ? [pid, since] : [NaN, 0];
  } catch {
    return [NaN, 0];
  }
}
