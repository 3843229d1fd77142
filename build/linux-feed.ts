/**
 * A feed without the debs and rpms that electron-builder lists in it: a repository keeps those up to date, and an rpm
 * changes when it is signed. `feed`: the text as electron-builder writes it.
 */
export const feedWithoutPackages = (feed: string): string =>
  feed.replace(/^ {2}- url: \S+\.(?:deb|rpm)\n(?: {4}.*\n)*/gmu, '');
