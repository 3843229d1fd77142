// Which of two versions is newer, by the rules of semver.org (2.0.0, section 11).

const FORM = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z.-]+)?$/u;

type Version = { numbers: readonly number[]; pre: readonly string[] };

export const isVersion = (text: string): boolean => FORM.test(text);

/** Both are versions; raises on anything else, so that nothing unknown counts as newer. */
export function isNewer(one: string, other: string): boolean {
  return compare(parse(one), parse(other)) > 0;
}

function parse(text: string): Version {
  const [, major = '', minor = '', patch = '', pre] = FORM.exec(text) ?? [];
  if (major === '') throw new Error('This is not a version.');
  return { numbers: [major, minor, patch].map(Number), pre: pre === undefined ? [] : pre.split('.') };
}

function compare(a: Version, b: Version): number {
  for (const [at, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  // A version comes after its own betas.
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (const [at, part] of a.pre.entries()) {
    const other = b.pre[at];
    if (other === undefined) return 1;
    const difference = compareParts(part, other);
    if (difference !== 0) return difference;
  }
  return a.pre.length - b.pre.length;
}

const NUMBER = /^\d+$/u;

function compareParts(a: string, b: string): number {
  if (NUMBER.test(a) && NUMBER.test(b)) return Number(a) - Number(b);
  if (NUMBER.test(a) !== NUMBER.test(b)) return NUMBER.test(a) ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}
