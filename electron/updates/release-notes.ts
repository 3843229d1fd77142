// What is new, as CHANGELOG.md tells it: one heading per version, one sentence per line of its list.
import type { ReleaseNotes } from '../ipc/contract.ts';
import { isNewer, isVersion } from './version.ts';

const HEADING = /^## (\S+)/u;
const LINE = /^- (.+)$/u;
const FURTHER = /^ {2}(\S.*)$/u;
/** What the next release brings, until it has a name. */
const NEXT = 'Unreleased';

/** By version, as they stand there: newest first. */
export function readChangelog(text: string): ReleaseNotes[] {
  const found: { version: string; lines: string[] }[] = [];
  for (const line of text.split(/\r?\n/u)) {
    const version = HEADING.exec(line)?.[1];
    if (version !== undefined) found.push({ version, lines: [] });
    const lines = found.at(-1)?.lines;
    const begun = LINE.exec(line)?.[1];
    const further = FURTHER.exec(line)?.[1];
    if (begun !== undefined) lines?.push(begun);
    else if (further !== undefined && lines?.length) lines.push(`${lines.pop() ?? ''} ${further}`);
  }
  return found;
}

/** Of one version; where it has no heading yet, what stands under Unreleased. Null where there is neither. */
export function notesOf(changelog: readonly ReleaseNotes[], version: string): ReleaseNotes | null {
  const own = changelog.find((notes) => notes.version === version);
  const next = own ?? changelog.find((notes) => notes.version === NEXT);
  return next && next.lines.length > 0 ? { version, lines: next.lines } : null;
}

/** Of `version` and of those between it and the installed one. */
export function newsSince(
  notes: readonly ReleaseNotes[],
  { installed, version }: { installed: string; version: string },
): ReleaseNotes[] {
  return notes.filter(
    (one) => isVersion(one.version) && isNewer(one.version, installed) && !isNewer(one.version, version),
  );
}
