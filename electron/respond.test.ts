import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { respond } from './respond.ts';

let parent: string;
let folder: string;
beforeAll(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'outpost-respond-'));
  folder = path.join(parent, 'renderer');
  mkdirSync(path.join(folder, 'assets.js'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<title>Outpost</title>');
  writeFileSync(path.join(parent, 'secret.js'), 'secret');
  symlinkSync(path.join(parent, 'secret.js'), path.join(folder, 'linked.js'));
  symlinkSync(parent, path.join(folder, 'out'));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => respond(folder, { method, url });

describe('app://outpost', () => {
  test('serves the window with its type and the policy', async () => {
    const answer = await get('app://outpost/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<title>Outpost</title>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('serves the page for a stopped window without any file', async () => {
    expect(await (await get('app://outpost/stopped')).text()).toContain('Open again');
  });

  test.each([
    'app://outpost/none.js',
    'app://outpost/assets.js',
    'app://outpost/linked.js',
    'app://outpost/out/secret.js',
    'app://outpost/..%2fsecret.js',
    'app://outpost/..%252fsecret.js',
    'app://outpost/%252e%252e/secret.js',
    'app://outpost/..%5csecret.js',
    'app://outpost/..\\secret.js',
    'app://outpost/....//secret.js',
    'app://outpost/index.html%00.js',
    'app://outpost//etc/passwd.js',
    'app://outpost/C:%5csecret.js',
    'app://outpost/%5c%5cserver%5cshare%5csecret.js',
    'app://outpost/index.html::$DATA.js',
    'app://other/index.html',
  ])('answers 404 with the policy for %s', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found.');
    expect(answer.headers.has('content-security-policy')).toBe(true);
  });

  test('takes nothing in', async () => {
    expect((await get('app://outpost/', 'POST')).status).toBe(405);
  });
});
