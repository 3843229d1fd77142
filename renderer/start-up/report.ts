// What "Copy report" copies: what stopped and where in the code. Never a message, because messages quote what people typed.
import type { Launch } from '../../electron/ipc/contract.ts';
import type { ErrorCode } from '../../sync/index.ts';

type Stop = { code: ErrorCode; error?: unknown };

const FRAMES = 12;

export function report(launch: Launch | null, { code, error }: Stop, now: Date): string {
  const lines = [...head(launch, now), `code: ${code}`];
  if (error instanceof Error) lines.push(`error: ${error.name}`, ...frames(error.stack ?? ''));
  return lines.join('\n');
}

/** The log of the shell, which holds no words of anybody either. */
export const logReport = (launch: Launch | null, log: string, now: Date): string =>
  [...head(launch, now), log.trim() || 'nothing has stopped'].join('\n');

const head = (launch: Launch | null, now: Date): string[] => [
  `Outpost ${launch?.version ?? 'of unknown version'}`,
  launch ? `${launch.runtime}, ${launch.platform}, secrets in ${launch.vault}` : 'the shell did not answer',
  now.toISOString(),
];

/** Only "at function (file:line)" lines, without query strings and without the folders of a laptop. */
const frames = (stack: string): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s*at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES)
    .map((line) =>
      line.trim().replace(/\(?(?:[\w-]+:\/\/)?\S*\/([^/?\s]+?)(?:\?\S*?)?(:\d+:\d+)\)?$/, '$1$2'),
    );
