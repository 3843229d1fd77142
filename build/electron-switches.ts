import { statfsSync } from 'node:fs';
import path from 'node:path';

const SHARED_MEMORY_BYTES = 256 * 1024 * 1024;

/** The command-line switches that this machine asks of Electron, each with its reason. */
export function electronSwitches(): { switches: string[]; reasons: string[] } {
  const found: [name: string, reason: string][] = [];
  if (process.platform === 'linux') {
    if (process.getuid?.() === 0)
      found.push(['--no-sandbox', 'Chromium has no sandbox for root: this start runs without it.']);
    if (process.env['WAYLAND_DISPLAY'] && !process.env['DISPLAY'])
      found.push(['--ozone-platform=wayland', 'There is no X display: using Wayland.']);
    if (sharedMemoryBytes() < SHARED_MEMORY_BYTES)
      found.push(['--disable-dev-shm-usage', 'There is little shared memory here: using files instead.']);
  }
  return { switches: found.map(([name]) => name), reasons: found.map(([, reason]) => reason) };
}

function sharedMemoryBytes(): number {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize;
  } catch {
    return 0;
  }
}

/** What Electron said on stderr, shown already or not, turned into a sentence that helps where we know one. */
export function explainFailure(
  executable: string,
  code: number,
  said: { shown: string; hidden: string },
): string {
  const all = said.shown + said.hidden;
  if (all.includes('SUID sandbox helper')) {
    const helper = path.join(path.dirname(executable), 'chrome-sandbox');
    return (
      'This system does not let Chromium make its sandbox by itself. Give the sandbox helper its rights, then start again:\n\n' +
      `  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`
    );
  }
  if (/open X display|cannot open display|Missing X server/iu.test(all))
    return 'Electron could not open the display: check DISPLAY, or unset it to use a virtual one.';
  return said.shown === ''
    ? `Electron ended with ${code}. It said:\n${said.hidden}`
    : `Outpost ended with ${code}: see above.`;
}
