/** Shared library to the Debian 12 package that brings it; `t64` marks those renamed for 64-bit time since. */
const LIBRARIES: Record<string, { name: string; t64?: true }> = {
  'libasound.so.2': { name: 'libasound2', t64: true },
  'libatk-1.0.so.0': { name: 'libatk1.0-0', t64: true },
  'libatk-bridge-2.0.so.0': { name: 'libatk-bridge2.0-0', t64: true },
  'libatspi.so.0': { name: 'libatspi2.0-0', t64: true },
  'libcairo.so.2': { name: 'libcairo2' },
  'libcups.so.2': { name: 'libcups2', t64: true },
  'libdbus-1.so.3': { name: 'libdbus-1-3' },
  'libdrm.so.2': { name: 'libdrm2' },
  'libexpat.so.1': { name: 'libexpat1' },
  'libgbm.so.1': { name: 'libgbm1' },
  'libgdk_pixbuf-2.0.so.0': { name: 'libgdk-pixbuf-2.0-0' },
  'libgio-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libglib-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgobject-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgdk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libgtk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libnspr4.so': { name: 'libnspr4' },
  'libnss3.so': { name: 'libnss3' },
  'libnssutil3.so': { name: 'libnss3' },
  'libsmime3.so': { name: 'libnss3' },
  'libpango-1.0.so.0': { name: 'libpango-1.0-0' },
  'libudev.so.1': { name: 'libudev1' },
  'libX11.so.6': { name: 'libx11-6' },
  'libX11-xcb.so.1': { name: 'libx11-xcb1' },
  'libxcb.so.1': { name: 'libxcb1' },
  'libxcb-dri3.so.0': { name: 'libxcb-dri3-0' },
  'libXcomposite.so.1': { name: 'libxcomposite1' },
  'libXcursor.so.1': { name: 'libxcursor1' },
  'libXdamage.so.1': { name: 'libxdamage1' },
  'libXext.so.6': { name: 'libxext6' },
  'libXfixes.so.3': { name: 'libxfixes3' },
  'libXi.so.6': { name: 'libxi6' },
  'libxkbcommon.so.0': { name: 'libxkbcommon0' },
  'libXrandr.so.2': { name: 'libxrandr2' },
  'libXrender.so.1': { name: 'libxrender1' },
  'libXss.so.1': { name: 'libxss1' },
  'libXtst.so.6': { name: 'libxtst6' },
};

export type Release = { id: string; version: number };

/** What `ldd` could not find, each library once, in order. */
export function missingLibraries(lddOutput: string): string[] {
  const names = [...lddOutput.matchAll(/^\s*(\S+) => not found$/gmu)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

/** The packages that bring these libraries to this release; `unknown`: libraries that no package here is known for. */
export function packagesFor(
  libraries: readonly string[],
  release: Release,
): { packages: string[]; unknown: string[] } {
  const renamed =
    (release.id === 'ubuntu' && release.version >= 24.04) ||
    (release.id === 'debian' && release.version >= 13);
  const packages = new Set<string>();
  const unknown: string[] = [];
  for (const library of libraries) {
    const found = LIBRARIES[library];
    if (found) packages.add(found.t64 && renamed ? `${found.name}t64` : found.name);
    else unknown.push(library);
  }
  return { packages: [...packages].sort(), unknown };
}
