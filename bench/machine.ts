import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** One line on what the figures were read on. `load`: processes that wanted a core when the run began. */
export function machineLine(runtime: string, browser: string): string {
  const [cpu] = os.cpus();
  const parts = [
    `${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'})`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `${os.type()} ${os.release()}`,
    `Node ${process.versions.node}`,
    runtime,
    browserVersion(browser),
    `load ${(os.loadavg()[0] ?? 0).toFixed(1)} at the start`,
  ];
  return parts.join(', ');
}

function browserVersion(browser: string): string {
  const said = execFileSync(browser, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return /\S+ [\d.]+/u.exec(said)?.[0] ?? 'Chromium';
}
