import { expect, it } from 'vitest';
import { logReport, report } from './report.ts';

const now = new Date('2026-11-21T12:00:00Z');
const launch = {
  version: '0.1.0',
  name: 'Outpost',
  runtime: 'Electron 45',
  platform: 'linux',
  vault: 'memory',
  demo: null,
} as const;

it('says what stopped and where, and nothing that a person typed', () => {
  const error = new TypeError('mara@outpost.example is not iterable');
  error.stack = [
    'TypeError: mara@outpost.example is not iterable',
    '    at Column (app://outpost/assets/index.js?user=mara:10:20)',
    '    at file:///home/mara/outpost/renderer/board/card.tsx:1:2',
  ].join('\n');
  const text = report(launch, { code: 'unexpected', error }, now);
  expect(text).toContain('code: unexpected');
  expect(text).toContain('at Column index.js:10:20');
  expect(text).toContain('card.tsx:1:2');
  expect(text).not.toContain('mara');
});

it('of the log says in which version and when, and whether anything stopped', () => {
  expect(logReport(launch, 'a | b\n', now)).toBe(
    'Outpost 0.1.0\nElectron 45, linux, secrets in memory\n2026-11-21T12:00:00.000Z\na | b',
  );
  expect(logReport(launch, '', now)).toContain('nothing has stopped');
});

it('can be written when the shell never answered', () => {
  expect(report(null, { code: 'storage_broken' }, now)).toContain('code: storage_broken');
});
