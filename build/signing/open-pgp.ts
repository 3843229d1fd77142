// OpenPGP by the system's gpg, in a folder of its own that is gone afterwards: no key of the machine is used or
// changed, and neither the key nor its passphrase is ever an argument or a line of a log.
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../child.ts';
import { Problem } from '../script.ts';

export type Keyring = {
  fingerprint: string;
  /** The folder that holds it, and in it the file of the passphrase, for programs that call gpg themselves. */
  home: string;
  passphraseFile: string;
  /** A detached signature of `file`, in text. */
  signDetached(file: string, signature: string): Promise<void>;
  /** The text of `file` with its signature around it. */
  signInline(file: string, signed: string): Promise<void>;
  /** The public key alone: `armored` in text, otherwise as apt and gpgv read it. */
  publicKey(armored: boolean): Promise<Buffer>;
  close(): Promise<void>;
};

/** What a release is signed with, from its environment. Throws a `Problem` that names what is missing. */
export function openReleaseKeyring(): Promise<Keyring> {
  const key = process.env['OUTPOST_SIGNING_KEY'];
  if (!key)
    throw new Problem(
      'OUTPOST_SIGNING_KEY is not set: it holds the secret OpenPGP key of the releases, in text.',
    );
  return openKeyring(key, process.env['OUTPOST_SIGNING_PASSPHRASE'] ?? '');
}

/** `secretKey`: in text, as `gpg --armor --export-secret-keys` writes it. */
export async function openKeyring(secretKey: string, passphrase: string): Promise<Keyring> {
  const keyring = await emptyKeyring(passphrase);
  const keyFile = path.join(keyring.home, 'key');
  try {
    await writeFile(keyFile, secretKey, { mode: 0o600 });
    await keyring.gpg('--import', keyFile);
    await rm(keyFile);
    return await withFingerprint(keyring);
  } catch (error) {
    await keyring.close();
    throw error;
  }
}

/** A key for trying things out. Its secret part is told once, so that it can stand in for a release's. */
export async function makeThrowAwayKey(name: string): Promise<{ secretKey: string; passphrase: string }> {
  const passphrase = `throw-away-${process.pid}`;
  const keyring = await emptyKeyring(passphrase);
  try {
    await keyring.gpg('--quick-generate-key', name, 'rsa3072', 'sign', '1d');
    const secretKey = (await keyring.gpg('--armor', '--export-secret-keys')).toString();
    return { secretKey, passphrase };
  } finally {
    await keyring.close();
  }
}

/** Whether `signature` is one of `file` by the key in `publicKey`, a file in text or not. */
export async function isSignedBy(publicKey: string, signature: string, file: string): Promise<boolean> {
  const keyring = await emptyKeyring('');
  try {
    await keyring.gpg('--import', publicKey);
    await keyring.gpg('--verify', signature, file);
    return true;
  } catch {
    return false;
  } finally {
    await keyring.close();
  }
}

type Gpg = Pick<Keyring, 'home' | 'passphraseFile' | 'close'> & {
  gpg(...args: string[]): Promise<Buffer>;
};

async function emptyKeyring(passphrase: string): Promise<Gpg> {
  const home = await mkdtemp(path.join(tmpdir(), 'outpost-gpg-'));
  await chmod(home, 0o700);
  const passphraseFile = path.join(home, 'passphrase');
  await writeFile(passphraseFile, passphrase, { mode: 0o600 });
  const out = path.join(home, 'out');
  const fixed = ['--homedir', home, '--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback'];
  return {
    home,
    passphraseFile,
    async gpg(...args) {
      await rm(out, { force: true });
      const { code, output } = await run('gpg', [
        ...[...fixed, '--passphrase-file', passphraseFile],
        ...(args.includes('--output') ? [] : ['--output', out]),
        ...args,
      ]);
      if (code !== 0) throw new Problem(`gpg ${args[0] ?? ''} failed:\n${output.trim()}`);
      return readFile(out).catch(() => Buffer.alloc(0));
    },
    async close() {
      await run('gpgconf', ['--homedir', home, '--kill', 'all']);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function withFingerprint(keyring: Gpg): Promise<Keyring> {
  const { home, passphraseFile } = keyring;
  const { output } = await run('gpg', ['--homedir', home, '--batch', '--with-colons', '--list-secret-keys']);
  const fingerprint = /^fpr:+([0-9A-F]{40}):/mu.exec(output)?.[1];
  if (fingerprint === undefined) throw new Problem('The signing key holds no secret key.');
  const sign = async (...args: string[]): Promise<void> => {
    await keyring.gpg('--local-user', fingerprint, '--digest-algo', 'SHA512', ...args);
  };
  return {
    ...{ fingerprint, home, passphraseFile },
    close: () => keyring.close(),
    signDetached: (file, signature) => sign('--armor', '--output', signature, '--detach-sign', file),
    signInline: (file, signed) => sign('--output', signed, '--clear-sign', file),
    publicKey: (armored) => keyring.gpg(...(armored ? ['--armor'] : []), '--export', fingerprint),
  };
}
