// What a folder of packages has to be before it is published: whole, and signed by whom it has to be.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from '../child.ts';
import { ROOT } from '../script.ts';
import { isAuthenticode } from '../signing/authenticode.ts';
import { CHECKSUMS, CHECKSUMS_SIGNATURE, wrongChecksums } from '../signing/checksums.ts';
import { isSignedBy } from '../signing/open-pgp.ts';
import { isRpmSignedBy } from '../signing/rpm.ts';

type Finding = [check: string, sentences: string[]];

/**
 * `publicKey`: the file of the OpenPGP key that signs releases, in text; none: nothing signed with it is taken for
 * signed. Where this machine cannot check a signature, that is a finding too.
 */
export async function checkRelease(folder: string, publicKey: string | undefined): Promise<Finding[]> {
  const findings: Finding[] = [
    ['checksums', await wrongChecksums(folder)],
    ['signature of the checksums', await wrongSignature(folder, publicKey)],
    ['feed', await wrongFeed(folder)],
  ];
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    const isSigned = await signatureOf(file, publicKey);
    if (isSigned !== null)
      findings.push([`signature of ${name}`, isSigned ? [] : [`${name} is not signed as it has to be.`]]);
  }
  return findings;
}

/** null: such a file has no signature inside; the signed checksums are what vouches for it. */
async function signatureOf(file: string, publicKey: string | undefined): Promise<boolean | null> {
  if (file.endsWith('.rpm')) return publicKey !== undefined && isRpmSignedBy(publicKey, file);
  if (file.endsWith('.exe')) return isAuthenticode(file, process.env['AUTHENTICODE_AUTHORITIES']);
  if (file.endsWith('.app')) return isNotarized(file);
  return null;
}

/** macOS' own word: signed with a Developer ID, whole, and its ticket of notarization inside. */
async function isNotarized(file: string): Promise<boolean> {
  if (process.platform !== 'darwin') return false;
  const asked: [command: string, ...args: string[]][] = [
    ['codesign', '--verify', '--deep', '--strict', file],
    ['spctl', '--assess', '--type', 'execute', file],
    ['xcrun', 'stapler', 'validate', file],
  ];
  for (const [command, ...args] of asked) if ((await run(command, args)).code !== 0) return false;
  return true;
}

async function wrongSignature(folder: string, publicKey: string | undefined): Promise<string[]> {
  if (publicKey === undefined) return ['No public key was given to check the signature with (--key).'];
  const signature = path.join(folder, CHECKSUMS_SIGNATURE);
  if (!existsSync(signature)) return [`There is no ${CHECKSUMS_SIGNATURE}.`];
  return (await isSignedBy(publicKey, signature, path.join(folder, CHECKSUMS)))
    ? []
    : [`${CHECKSUMS_SIGNATURE} is not a signature of ${CHECKSUMS} by that key.`];
}

/** The updater's own signature, of what packages read before they download anything. */
async function wrongFeed(folder: string): Promise<string[]> {
  const { code, output } = await run(process.execPath, [
    path.join(ROOT, 'build/sign-feed.ts'),
    '--check',
    folder,
  ]);
  return code === 0 ? [] : [output.trim()];
}
