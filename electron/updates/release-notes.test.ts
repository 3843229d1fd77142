import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newsSince, notesOf, readChangelog } from './release-notes.ts';

const TEXT = `# Changelog

## Unreleased

- Something to come.

## 1.1.0 (2026-12-01)

- One sentence that goes on
  in the next line.
- Another.

## 1.0.1 (2026-11-22)

- A repair.

## 1.0.0

- The first.
`;
const changelog = readChangelog(TEXT);

test('a changelog is read by version, a sentence over two lines as one', () => {
  expect(changelog).toEqual([
    { version: 'Unreleased', lines: ['Something to come.'] },
    { version: '1.1.0', lines: ['One sentence that goes on in the next line.', 'Another.'] },
    { version: '1.0.1', lines: ['A repair.'] },
    { version: '1.0.0', lines: ['The first.'] },
  ]);
});

test('a version without a heading has what is not released yet', () => {
  expect(notesOf(changelog, '1.0.1')?.lines).toEqual(['A repair.']);
  expect(notesOf(changelog, '1.2.0-beta.1')).toEqual({
    version: '1.2.0-beta.1',
    lines: ['Something to come.'],
  });
  expect(notesOf([], '1.0.0')).toBeNull();
});

test('the news are those of every version that was skipped, and of none that is here already', () => {
  expect(
    newsSince(changelog, { installed: '1.0.0', version: '1.1.0' }).map(({ version }) => version),
  ).toEqual(['1.1.0', '1.0.1']);
  expect(
    newsSince(changelog, { installed: '1.0.0', version: '1.0.1' }).map(({ version }) => version),
  ).toEqual(['1.0.1']);
});

test("the project's own changelog has something to tell", () => {
  const own = readChangelog(readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8'));
  expect(own.length).toBeGreaterThan(0);
  for (const { lines } of own) for (const line of lines) expect(line).toMatch(/^[A-Z].*[.:]$/u);
});
