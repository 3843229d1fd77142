// The signature inside an rpm, by rpm's own tools and a keyring of ours.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../child.ts';
import { Problem } from '../script.ts';
import type { Keyring } from './open-pgp.ts';

export async function signRpm(file: string, { home, fingerprint, passphraseFile }: Keyring): Promise<void> {
  const defined = {
    __gpg: '/usr/bin/gpg',
    _gpg_path: home,
    _gpg_name: fingerprint,
    _gpg_digest_algo: 'sha512',
    _gpg_sign_cmd_extra_args: `--batch --pinentry-mode loopback --passphrase-file ${passphraseFile}`,
  };
  const defines = Object.entries(defined).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  const { code, output } = await run('rpmsign', [...defines, '--addsign', file]);
  if (code !== 0) throw new Problem(`${path.basename(file)} could not be signed:\n${output.trim()}`);
}

/** Whether the rpm is whole and signed by the key in `publicKey`, a file in text. */
export async function isRpmSignedBy(publicKey: string, file: string): Promise<boolean> {
  const database = await mkdtemp(path.join(tmpdir(), 'outpost-rpm-'));
  try {
    const own = ['--dbpath', database];
    if ((await run('rpmkeys', [...own, '--import', publicKey])).code !== 0) return false;
    const { code, output } = await run('rpmkeys', [...own, '--verbose', '--checksig', file], {
      env: { ...process.env, LC_ALL: 'C' },
    });
    // An rpm without any signature is "OK" for rpm as long as its digests fit.
    return code === 0 && /signature.*: OK$/imu.test(output);
  } finally {
    await rm(database, { recursive: true, force: true });
  }
}
