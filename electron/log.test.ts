import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOST_LOG_BYTES, openLog, thrown } from './log.ts';

let parent: string;
let folder: string;
let minutes: number;
beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'outpost-log-'));
  folder = path.join(parent, 'logs');
  minutes = 0;
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const start = Date.parse('2026-11-21T12:00:00Z');
/** Each line a minute after the one before. */
const slowly = () => openLog(folder, '0.1.0', () => new Date(start + 60_000 * minutes++));
const at = (minute: number) => () => new Date(start + 60_000 * minute);

const STACK = [
  'TypeError: mara@outpost.example is not iterable, with Bearer eyJhbGciOiJIUzI1NiJ9.e30.x',
  '    at Column (app://outpost/assets/index-B1x.js?user=mara:10:20)',
  '    at async Object.sign-in (file:///home/mara/outpost/renderer/board/card.tsx:1:2)',
  '    at new Board (/home/mara/Application Support/main.cjs:3:4)',
  '    at vault.ts:5:6',
  '    at mara@outpost.example (+49 30 1234)',
  'at Outside (mara.js:1:1)',
].join('\n');

describe('the log', () => {
  test('says when, in which version, what and where, and is there when the call returns', () => {
    slowly().note('a window stopped (crashed): loading it anew');
    slowly().note('promise', { name: 'TypeError', stack: STACK });
    expect(readFileSync(path.join(folder, 'outpost.log'), 'utf8').split('\n')).toEqual([
      '2026-11-21T12:00:00.000Z | 0.1.0 | a window stopped (crashed): loading it anew',
      '2026-11-21T12:01:00.000Z | 0.1.0 | promise | TypeError | Column index-B1x.js:10:20 | card.tsx:1:2 | Board main.cjs:3:4 | vault.ts:5:6',
      '',
    ]);
  });

  test('holds nothing that a person or a server said', () => {
    const log = slowly();
    const said = [
      'mara@outpost.example',
      '/home/mara',
      'eyJhbGciOiJIUzI1NiJ9.e30.sig',
      'sb_secret_1234567890abcdefghijklmn',
    ];
    for (const secret of said) {
      log.note(`failed for ${secret}`, { name: secret, stack: `${secret}\n    at ${secret} (x)\n${secret}` });
      log.note(secret, thrown(new TypeError(secret)));
      log.note('rejected', thrown(secret));
    }
    log.note('rejected', thrown(new Error('\n    at Mara (lindqvist.ts:1:1)')));
    for (const secret of [...said, 'Mara', 'lindqvist']) expect(log.read()).not.toContain(secret);
    expect(log.read()).toContain('failed for …');
  });

  test('stays one line of plain signs, whatever is noted', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(STACK, 'a\n2026 | x', 'x'.repeat(100_000)),
    );
    fc.assert(
      fc.property(odd, odd, odd, (words, name, stack) => {
        rmSync(folder, { recursive: true, force: true });
        openLog(folder, '0.1.0', at(0)).note(words, { name, stack });
        const text = readFileSync(path.join(folder, 'outpost.log'), 'utf8');
        expect(text).toMatch(/^2026-11-21T12:00:00\.000Z \| 0\.1\.0 \| [\w\s…():.,;|$<>-]*\n$/u);
        expect(text.trimEnd()).not.toContain('\n');
        expect(text.length).toBeLessThan(2_500);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps two files of bounded size, the newest lines in them', () => {
    const log = slowly();
    for (let count = 0; count < 4_000; count += 1) log.note(`line ${count}`, { name: 'Error', stack: STACK });
    expect(readdirSync(folder).sort()).toEqual(['outpost.1.log', 'outpost.log']);
    for (const name of readdirSync(folder))
      expect(statSync(path.join(folder, name)).size).toBeLessThan(MOST_LOG_BYTES + 2_500);
    const lines = log.read().trimEnd().split('\n');
    expect(lines.at(-1)).toContain('line 3999');
    expect(lines.length).toBeGreaterThan(1_000);
    if (process.platform !== 'win32') expect(statSync(path.join(folder, 'outpost.log')).mode & 0o077).toBe(0);
  });

  test('takes no more in a minute than a few lines, and goes on in the next', () => {
    let minute = 0;
    const log = openLog(folder, '0.1.0', () => at(minute)());
    for (let count = 0; count < 1_000; count += 1) log.note('again');
    expect(log.read().split('\n')).toHaveLength(61);
    minute = 1;
    log.note('later');
    expect(log.read()).toContain('later');
  });

  test('stops nobody where it cannot be written', () => {
    writeFileSync(folder, '');
    const log = slowly();
    log.note('a window stopped');
    expect(log.read()).toBe('');
    expect(existsSync(path.join(folder, 'outpost.log'))).toBe(false);
  });
});
