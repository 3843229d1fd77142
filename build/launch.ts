import { createInterface } from 'node:readline';
import type { Demo } from '../electron/ipc/contract.ts';
import { byStdin, start } from './child.ts';
import { electronSwitches, explainFailure } from './electron-switches.ts';
import type { Runtime } from './electron-runtime.ts';
import { Problem, ROOT, say } from './script.ts';

export type LaunchOptions = { userData: string; demo: Demo | null; smoke: string | null };

/** Chromium's own log: of use only when Electron fails. */
const CHROMIUM_LOG = /^\[\d+:[\d/.]+:[A-Z]+\w*:/u;

/** Runs the app until it is closed; the answer is its last line on stdout. Fails with a sentence when the app does. */
export async function runApp({ executable }: Runtime, options: LaunchOptions): Promise<string> {
  const { switches, reasons } = electronSwitches();
  reasons.forEach(say);
  const child = start(executable, [...switches, ROOT], {
    stdio: ['pipe', 'pipe', 'pipe'],
    askToEnd: byStdin,
    env: {
      ...process.env,
      OUTPOST_USER_DATA: options.userData,
      OUTPOST_QUIT_WITH_STDIN: '1',
      ...(options.demo && { OUTPOST_DEMO: JSON.stringify(options.demo) }),
      ...(options.smoke !== null && { OUTPOST_SMOKE: options.smoke }),
    },
  });
  const { stdout, stderr } = child.process;
  let answer = '';
  const shown: string[] = [];
  const hidden: string[] = [];
  if (stdout) createInterface(stdout).on('line', (line) => (answer = line));
  if (stderr)
    createInterface(stderr).on('line', (line) => {
      const isNoise = CHROMIUM_LOG.test(line) || line.trim() === '';
      if (!isNoise) console.error(line);
      (isNoise ? hidden : shown).push(line);
      if (hidden.length > 20) hidden.shift();
    });
  const code = await child.ended;
  if (code !== 0)
    throw new Problem(
      explainFailure(executable, code, { shown: shown.join('\n'), hidden: hidden.join('\n') }),
    );
  return answer;
}
