// plpgsql_check for the embedded PostgreSQL: Debian's package, downloaded and unpacked, nothing installed. It comes from
// Debian 13, the first with PostgreSQL 17, and runs on older ones too: it needs no newer glibc than 2.17.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './child.ts';
import { CACHE } from './script.ts';

const PACKAGE = 'postgresql-17-plpgsql-check';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const SOURCES = `Types: deb
URIs: http://deb.debian.org/debian
Suites: trixie
Components: main
Signed-By: ${KEYRING}
`;

/** The folder that the package is unpacked in, or why it cannot be had here. Needs no rights but to the cache. */
export async function fetchPlpgsqlCheck(): Promise<{ folder: string } | { missing: string }> {
  const folder = path.join(CACHE, PACKAGE);
  if (existsSync(folder)) return { folder };
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || !existsSync(KEYRING))
    return { missing: `${PACKAGE} comes from Debian's archive, which this system has no apt and keys for` };

  const apt = `${folder}.apt`;
  await rm(apt, { recursive: true, force: true });
  await mkdir(path.join(apt, 'lists/partial'), { recursive: true });
  await mkdir(path.join(apt, 'unpacked'));
  try {
    const sources = path.join(apt, 'debian.sources');
    await writeFile(sources, SOURCES);
    // A list of sources and a state of their own: those of the system stay as they are.
    const own = [
      `Dir::Etc::sourcelist=${sources}`,
      'Dir::Etc::sourceparts=-',
      `Dir::State::lists=${apt}/lists`,
      `Dir::Cache=${apt}`,
      'Acquire::http::Timeout=30',
      ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
    ].flatMap((option) => ['-o', option]);
    for (const [command, ...args] of [
      ['apt-get', '-q', ...own, '--error-on=any', 'update'],
      ['apt-get', '-q', ...own, 'download', PACKAGE],
      ['sh', '-c', `dpkg-deb -x ${PACKAGE}_*.deb unpacked`],
    ] as const) {
      const { code, output } = await run(command, args, { cwd: apt });
      if (code !== 0)
        return { missing: `${PACKAGE} could not be fetched (${/^E: .*/mu.exec(output)?.[0] ?? command})` };
    }
    await rename(path.join(apt, 'unpacked'), folder);
    return { folder };
  } finally {
    await rm(apt, { recursive: true, force: true });
  }
}
