// The licences of everything by others that ships in a bundle, told from the bundle itself: what was left out of it
// is not named, what is in it cannot be forgotten. A licence that nobody here has agreed to stops the build.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './script.ts';

const AGREED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Unlicense',
]);

export type ShippedPackage = { name: string; version: string; licence: string; text: string };

/** The folder of the installed package that a file belongs to; null for a file of our own. */
export function packageFolderOf(file: string): string | null {
  const marker = `${path.sep}node_modules${path.sep}`;
  const at = file.lastIndexOf(marker);
  if (at < 0) return null;
  const start = at + marker.length;
  const [first = '', second = ''] = file.slice(start).split(path.sep);
  return file.slice(0, start) + (first.startsWith('@') ? path.join(first, second) : first);
}

/** Each package once, by name and version. Throws a `Problem` that names those whose licence is not agreed to. */
export function shippedPackages(files: readonly string[]): ShippedPackage[] {
  const folders = new Set(files.map(packageFolderOf).filter((folder) => folder !== null));
  const packages = new Map<string, ShippedPackage>();
  for (const folder of folders) {
    const shipped = readPackage(folder);
    packages.set(`${shipped.name}@${shipped.version}`, shipped);
  }
  const refused = [...packages.values()].filter(({ licence }) => !AGREED.has(licence));
  if (refused.length > 0)
    throw new Problem(
      `Nobody has agreed to these licences: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}. ` +
        'Leave the package out, or add its licence to AGREED in build/notices.ts.',
    );
  return [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
}

export const noticeHead = ({ name, version, licence }: Omit<ShippedPackage, 'text'>): string =>
  `${name} ${version} (${licence})`;

const RULE = '-'.repeat(80);

export function noticesOf(packages: readonly ShippedPackage[]): string {
  const opening =
    'Outpost contains work by others, each under the licence that follows its name. The licences of Electron and of\n' +
    'Chromium, on which it runs, are in LICENSE.electron.txt and LICENSES.chromium.html beside this file or the program.\n';
  return `${opening}\n${packages.map((shipped) => `${RULE}\n${noticeHead(shipped)}\n\n${shipped.text}\n`).join('\n')}`;
}

function readPackage(folder: string): ShippedPackage {
  const described = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    author?: string | { name?: string };
  };
  const { name, version, license: licence = 'none', author } = described;
  const [file] = globSync('{LICENSE,LICENCE,license,licence,COPYING}*', { cwd: folder }).sort();
  const by = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  // Some packages name their licence and leave its text out: then who made it is what there is to tell.
  const text = file
    ? readFileSync(path.join(folder, file), 'utf8').trim()
    : `Copyright ${by}. Licence: ${licence}.`;
  return { name, version, licence, text };
}
