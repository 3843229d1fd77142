// What code in the window can reach. Each test acts as hostile code that runs there.
import { expect, test, type LaunchedApp } from './outpost.ts';
import { callShell } from './call-shell.ts';

test('the app opens one window on its own origin', async ({ launch }) => {
  const { window, electron } = await launch();
  expect(window.url()).toMatch(/^app:\/\/outpost\/(#.*)?$/u);
  await expect(window).toHaveTitle(/Outpost/u);
  await expect(window.locator('body')).toContainText(/\w/u);
  expect(electron.windows()).toHaveLength(1);
});

test('there is no Node in the window, and of the shell three functions', async ({ launch }) => {
  const { window } = await launch();
  const found = await window.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'];
    const { outpost } = globalThis as unknown as { outpost: object };
    return { names: names.filter((name) => name in globalThis), bridge: Object.keys(outpost) };
  });
  expect(found).toEqual({ names: [], bridge: ['call', 'on', 'postKey'] });
});

test('the policy blocks eval, inline code, code from elsewhere and frames', async ({ launch }) => {
  const app = await launch();
  const ran = await app.window.evaluate(async () => {
    const violated = (act: () => unknown): Promise<string> =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        // The debugger's own call may evaluate; what a timer runs is the page's.
        setTimeout(act);
      });
    const directives = [await violated(() => globalThis.eval('globalThis.hacked = true'))];
    const inline = Object.assign(document.createElement('script'), { text: 'globalThis.hacked = true' });
    const remote = Object.assign(document.createElement('script'), { src: 'https://example.com/a.js' });
    const data = Object.assign(document.createElement('script'), {
      src: 'data:text/javascript,globalThis.hacked=true',
    });
    const frame = Object.assign(document.createElement('iframe'), { src: 'https://example.com/' });
    for (const element of [inline, remote, data, frame])
      directives.push(await violated(() => document.body.append(element)));
    return { directives, hacked: 'hacked' in globalThis };
  });
  expect(ran).toEqual({
    directives: ['script-src', 'script-src-elem', 'script-src-elem', 'script-src-elem', 'frame-src'],
    hacked: false,
  });
  expect(app.complaints.splice(0).join('\n')).toMatch(/Content Security Policy/u);
});

test('nothing outside the built window can be fetched from its origin', async ({ launch }) => {
  const app = await launch();
  const statuses = await app.window.evaluate(async () => {
    const paths = [
      '/index.html',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/.env',
      '/none.js',
    ];
    const answers = await Promise.all(paths.map((path) => fetch(path)));
    return answers.map(({ status, headers }) => [status, headers.has('content-security-policy')]);
  });
  expect(statuses).toEqual([[200, true], ...Array<unknown>(5).fill([404, true])]);
  expect(app.complaints.splice(0).join('\n')).toMatch(/404/u);
});

/** Records what the system would be asked to open, instead of starting a browser on this machine. */
async function recordOpenedLinks({ electron }: LaunchedApp): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  return () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

test('the window neither leaves its origin nor opens another, and hands only safe links to the system', async ({
  launch,
}) => {
  const app = await launch();
  const opened = await recordOpenedLinks(app);
  const begin = app.window.url();
  const leave = (to: string): Promise<void> => app.window.evaluate((url) => void (location.href = url), to);
  await leave('https://example.com/left');
  await expect.poll(opened).toEqual(['https://example.com/left']);
  await leave('file:///etc/passwd').catch(() => undefined);
  await leave('smb://example.com/share').catch(() => undefined);
  const windows = await app.window.evaluate(() =>
    ['https://example.com/new', 'app://outpost/', 'about:blank', 'file:///etc/passwd'].map(
      (url) => window.open(url) === null,
    ),
  );
  expect(windows).toEqual([true, true, true, true]);
  await expect.poll(opened).toEqual(['https://example.com/left', 'https://example.com/new']);
  expect(await callShell(app.window, 'link:open', 'mailto:mara@outpost.example')).toEqual({
    ok: true,
    value: null,
  });
  await expect.poll(opened).toHaveLength(3);
  expect(app.window.url()).toBe(begin);
  expect(app.electron.windows()).toHaveLength(1);
  app.complaints.splice(0);
});

test('the shell refuses channels and arguments that are not agreed', async ({ launch }) => {
  const { window } = await launch();
  const refused = { ok: false, error: { code: 'bad_argument', message: expect.any(String) as unknown } };
  const calls: [channel: string, ...args: unknown[]][] = [
    ['file:read', '/etc/passwd'],
    ['__proto__'],
    ['vault:read'],
    ['vault:read', { toString: 'session' }],
    ['vault:write', 'key', 'x'.repeat(70_000)],
    ['setting:read', 'window'],
    ['setting:write', 'screen', 7],
    ['link:open', 'file:///etc/passwd'],
    ['link:open', 'javascript:alert(1)'],
    ['launch:read', 'extra'],
  ];
  for (const [channel, ...args] of calls)
    expect(await callShell(window, channel, ...args), channel).toEqual(refused);
});

test('permissions are denied, save the few that are needed', async ({ launch }) => {
  const { window } = await launch();
  const states = await window.evaluate(async () => {
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      geolocation: await state('geolocation'),
      camera: await state('camera'),
      notifications: await Notification.requestPermission(),
      clipboard: await state('clipboard-read'),
      persisted: await navigator.storage.persist(),
    };
  });
  expect(states).toEqual({
    geolocation: 'denied',
    camera: 'denied',
    notifications: 'denied',
    clipboard: 'denied',
    persisted: true,
  });
});
