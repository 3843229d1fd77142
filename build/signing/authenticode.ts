// Windows' signatures, checked where no Windows is, by osslsigncode.
import { run } from '../child.ts';

/** Debian's list of those whom everybody trusts. */
const SYSTEM_AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Whether a program is whole and signed by somebody whom an authority in `authorities` (a PEM file) vouches for to
 * sign code. A time stamp, which every release has, is checked against the same ones.
 */
export async function isAuthenticode(file: string, authorities = SYSTEM_AUTHORITIES): Promise<boolean> {
  const { code, output } = await run('osslsigncode', [
    'verify',
    ...['-CAfile', authorities, '-TSA-CAfile', authorities, '-in', file],
  ]);
  return code === 0 && /^Succeeded$/mu.test(output);
}
