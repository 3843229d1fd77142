// A display to open windows on: the person's own, or on Linux without one a virtual one that ends with the script.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { startLeashed } from './child.ts';
import { Problem, say } from './script.ts';

export const needsVirtualDisplay = (): boolean =>
  process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];

/** Sets DISPLAY for everything this script starts from here on. */
export async function readyDisplay(): Promise<void> {
  if (!needsVirtualDisplay()) return;
  const server = startLeashed(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'],
    {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    },
  );
  const said = server.process.stdio[3] as Readable;
  const number = await Promise.race([once(said, 'data').then(([data]) => String(data).trim()), server.ended]);
  if (typeof number !== 'string')
    throw new Problem(
      'The virtual display did not start: install the Debian package xvfb, or set DISPLAY to a display.',
    );
  process.env['DISPLAY'] = `:${number}`;
  say(`No display here: using a virtual one (Xvfb :${number}).`);
}
