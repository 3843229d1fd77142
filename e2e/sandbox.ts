import { readFile } from 'node:fs/promises';

/** What Linux itself says of a window's process that is in Chromium's whole sandbox. */
export const FULL_SANDBOX = { seccompFilter: true, ownProcesses: true, noNewPrivileges: true };

export async function sandboxOf(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const value = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'mu').exec(status)?.[1] ?? '';
  return {
    seccompFilter: value('Seccomp') === '2',
    // Its number in each process namespace it is in: more than ours means one of its own.
    ownProcesses: value('NSpid').split(/\s+/u).length > 1,
    noNewPrivileges: value('NoNewPrivs') === '1',
  };
}
