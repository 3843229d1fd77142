// Programs that scripts start. Each one ends with its script; on Linux and macOS the leashed ones end even when the
// script is killed outright.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import path from 'node:path';
import { atEnd, ROOT } from './script.ts';

const GRACE_MS = 10_000;

type StartOptions = SpawnOptions & {
  /** How the program is asked to end; by SIGTERM where nothing is said. */
  askToEnd?: (child: ChildProcess) => void;
};

const bySignal = (child: ChildProcess): void => void child.kill('SIGTERM');

/** For a program that ends when its stdin does, and so also when we are killed. Works on every system. */
export const byStdin = (child: ChildProcess): void => void child.stdin?.end();

/** Starts a program that `end` (or the end of the script) stops: politely, then by force. */
export function start(command: string, args: readonly string[], options: StartOptions): Child {
  const { askToEnd = bySignal, ...spawnOptions } = options;
  const child = spawn(command, args, { cwd: ROOT, ...spawnOptions });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      askToEnd(child);
      const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended.finally(() => clearTimeout(force));
    }
  };
  atEnd(end);
  return { process: child, ended, end };
}
export type Child = { process: ChildProcess; ended: Promise<number>; end: () => Promise<void> };

/** The shell holds the program's leash: when stdin ends, because we are gone, the program is ended. */
const LEASH =
  'exec 9<&0; "$@" 0</dev/null 9<&- & pid=$!; trap "kill $pid" TERM; (read _ <&9; kill $pid) >/dev/null 2>&1 3>&- & wait $pid';

/** Like `start` for a program of the system that knows nothing of us. Needs a POSIX shell; stdin is taken. */
export function startLeashed(
  command: string,
  args: readonly string[],
  options: { stdio: SpawnOptions['stdio'] },
): Child {
  return start('/bin/sh', ['-c', LEASH, 'sh', command, ...args], options);
}

export type Run = { code: number; output: string };

/** Runs a program to its end and collects what it prints, both streams in order. 127: it could not be started. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Run> {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: Buffer[] = [];
  for (const stream of [child.process.stdout, child.process.stderr])
    stream?.on('data', (piece: Buffer) => pieces.push(piece));
  const code = await child.ended;
  return { code, output: Buffer.concat(pieces).toString() };
}

/** The JavaScript entry of an installed package's program, to be run by this same Node on every system. */
export const program = (file: string): string => path.join(ROOT, 'node_modules', file);
