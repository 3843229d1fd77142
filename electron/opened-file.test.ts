import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENT_ARGUMENTS } from './ipc/arguments.ts';
import { MOST_FILE_BYTES, openedFileOf, readOpenedFile } from './opened-file.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-opened-file-'));
  writeFileSync(at('people.csv'), 'Name\nMara');
  writeFileSync(at('secret'), 'secret');
  writeFileSync(at('huge.csv'), '');
  truncateSync(at('huge.csv'), MOST_FILE_BYTES + 1);
  mkdirSync(at('folder.csv'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('among the words of a start', () => {
  test.each<[string[], string | null]>([
    [['outpost', '/home/mara/people.csv'], '/home/mara/people.csv'],
    [['outpost', 'people.VCF'], '/home/ann/people.VCF'],
    [['outpost', '../people.csv'], '/home/people.csv'],
    [['outpost', pathToFileURL('/home/mara/a b.csv').href], '/home/mara/a b.csv'],
    [['outpost', '--user-data-dir=/x.csv', 'a.csv', 'b.csv'], '/home/ann/a.csv'],
    [['outpost', '/etc/passwd', '/home/mara/.ssh/id_rsa', 'outpost://auth?code=x'], null],
    [['outpost', 'file://server/share/people.csv'], null],
    [['outpost', 'file:///a%00b.csv'], null],
    [['outpost', 'https://example.com/people.csv.exe'], null],
    [['outpost', 'people.csv\0.exe'], null],
    [[], null],
  ])('%j the file is %s', (words, file) => expect(openedFileOf(words, '/home/ann')).toBe(file));
});

describe('a file that is opened', () => {
  test('goes to the window by its name and its content', async () => {
    const opened = await readOpenedFile(at('people.csv'));
    expect(opened).toEqual({ name: 'people.csv', bytes: new TextEncoder().encode('Name\nMara') });
    expect(EVENT_ARGUMENTS['file:opened'].safeParse([opened]).success).toBe(true);
  });

  test.each(['huge.csv', 'folder.csv', 'none.csv'])('as %s goes there by its name only', async (name) => {
    const opened = await readOpenedFile(at(name));
    expect([opened.name, opened.bytes === null]).toEqual([name, true]);
  });

  test('is no pipe, on which the app would wait for ever', async () => {
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [at('pipe.csv')]);
    expect(await readOpenedFile(at('pipe.csv'))).toEqual({ name: 'pipe.csv', bytes: null });
  });

  test('has a name of one line without a path', async () => {
    const { name } = await readOpenedFile(`/x/${'a'.repeat(300)}\nb\u0007.csv`);
    expect(name).toMatch(/^a+ b \.csv$/u);
    expect(name.length).toBeLessThanOrEqual(200);
  });

  test.each([
    { name: '../people.csv', bytes: null },
    { name: 'people.exe', bytes: null },
    { name: 'people.csv', bytes: 'text' },
    { name: 'people.csv', bytes: new Uint8Array(MOST_FILE_BYTES + 1) },
    { name: 'people.csv', bytes: null, path: '/home/mara/people.csv' },
  ])('in another shape is not told to a window', (opened) => {
    expect(EVENT_ARGUMENTS['file:opened'].safeParse([opened]).success).toBe(false);
  });
});
