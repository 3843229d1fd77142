import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ALLOWED, findIn, judge } from './security-findings.ts';

const finding = { check: 'X_JS_CHECK', file: 'electron/a.ts', sample: 'open(x)' };

test('what is not on the list is new, and what is no longer found has to leave it', () => {
  const allowed = [{ ...finding, reason: 'known' }];
  expect(judge([finding], allowed)).toEqual({ added: [], gone: [] });
  for (const other of [{ check: 'Y_JS_CHECK' }, { file: 'electron/b.ts' }, { sample: 'open(y)' }])
    expect(judge([{ ...finding, ...other }], allowed)).toEqual({
      added: [{ ...finding, ...other }],
      gone: allowed,
    });
});

test('each entry of the list says why it stands', () => {
  for (const { reason } of ALLOWED) expect(reason.length).toBeGreaterThan(40);
});

test('a window without its sandbox and web security is found', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'outpost-findings-'));
  mkdirSync(path.join(folder, 'electron'));
  writeFileSync(
    path.join(folder, 'electron/windows.ts'),
    `const window = new BrowserWindow({
      webPreferences: { sandbox: false, contextIsolation: true, nodeIntegration: true, webSecurity: false },
    });`,
  );
  writeFileSync(path.join(folder, 'package.json'), '{"devDependencies": {"electron": "45.4.1"}}');
  const checks = (await findIn(folder, ['electron', 'package.json'])).map(({ check }) => check);
  expect(checks).toContain('WEB_SECURITY_JS_CHECK');
  expect(checks).toContain('SANDBOX_JS_CHECK');
  expect(checks).not.toContain('CONTEXT_ISOLATION_JS_CHECK');
  rmSync(folder, { recursive: true });
});
