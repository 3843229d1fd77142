// SHA256SUMS of a folder of packages, in the form that `sha256sum --check` reads.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export const CHECKSUMS = 'SHA256SUMS';
export const CHECKSUMS_SIGNATURE = `${CHECKSUMS}.asc`;

/** What is given to people, and so has a checksum: packages, and the feeds with their signatures. */
const SHIPPED = /\.(deb|rpm|AppImage|tar\.gz|exe|dmg|zip|blockmap|yml|sig)$/u;
const NOT_SHIPPED = /^builder-/u;

export const shippedIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => SHIPPED.test(name) && !NOT_SHIPPED.test(name))
    .sort();

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

export async function writeChecksums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const name of shippedIn(folder)) lines.push(`${await sha256Of(path.join(folder, name))}  ${name}\n`);
  await writeFile(path.join(folder, CHECKSUMS), lines.join(''));
}

/** A sentence for each file that is not what its checksum says, that has none, or that is missing. */
export async function wrongChecksums(folder: string): Promise<string[]> {
  const file = path.join(folder, CHECKSUMS);
  if (!existsSync(file)) return [`There is no ${CHECKSUMS}.`];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const there = shippedIn(folder);
  const wrong = there.filter((name) => !sums.has(name)).map((name) => `${name} has no checksum.`);
  for (const [name, sum] of sums)
    if (!there.includes(name)) wrong.push(`${name} has a checksum and is missing.`);
    else if ((await sha256Of(path.join(folder, name))) !== sum)
      wrong.push(`${name} is not what its checksum says.`);
  return wrong;
}
