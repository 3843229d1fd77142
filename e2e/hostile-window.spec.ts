// Code that somebody got into the window tries everything that it can reach, and gets nothing beyond the contract. Each test
// is such code, with the shell asked afterwards what became of it.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { CHANNELS } from '../electron/ipc/channels.ts';
import { callShell } from './call-shell.ts';
import { expect, test, type LaunchedApp } from './outpost.ts';

const refused = { ok: false, error: { code: 'bad_argument', message: expect.any(String) as unknown } };

/** What a hostile window sends where something else is agreed. */
const TRICKS: readonly unknown[] = [
  '',
  '\0',
  '..',
  '../vault.json',
  '/etc/passwd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'session/../settings',
  'lock',
  'window',
  'updates',
  '__proto__',
  'constructor',
  0,
  -1,
  1e308,
  [],
  ['screen'],
  ['session/x', 'y'],
  {},
  { length: 1, 0: 'session/x' },
  { toString: 'session/x', ok: true },
];

/** They take any text: as the words of a notification, or as a passphrase, which opens the lock or does not. */
const FREE_TEXT = ['reminder:show', 'lock:unlock', 'lock:turn_on', 'lock:turn_off', 'lock:change'];

/** What the system is asked to open or show, and what the session is asked to save, instead of doing it on this machine. */
async function watchShell({ electron }: LaunchedApp): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ shell, session, Notification }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = (url) => Promise.resolve(void asked.push(`open ${url}`));
    Notification.prototype.show = () => void asked.push('notification');
    session.defaultSession.on('will-download', (event, item) => {
      if (!event.defaultPrevented) asked.push(`save ${item.getURL()}`);
      item.cancel();
    });
  });
  return () => electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

test('no channel takes what is not agreed, and nothing comes of the try', async ({ launch, folder }) => {
  const app = await launch();
  const asked = await watchShell(app);
  await callShell(app.window, 'setting:write', 'language', 'en');
  const kept = () => readFile(path.join(folder, 'alex/settings.json'), 'utf8');
  const before = JSON.parse(await kept()) as unknown;
  const answers = await app.window.evaluate(
    async ({ channels, tricks, ofText }) => {
      const { outpost } = globalThis as unknown as {
        outpost: { call(...all: unknown[]): Promise<{ ok: boolean }> };
      };
      const taken: unknown[] = [];
      let tried = 0;
      const attempt = async (...all: unknown[]): Promise<void> => {
        tried += 1;
        const answer = await outpost.call(...all);
        if (answer.ok) taken.push([all, answer]);
      };
      for (const channel of [
        ...channels,
        ...tricks,
        'ELECTRON_BROWSER_REQUIRE',
        'ipc-internal',
        'file:opened',
      ])
        for (const trick of tricks.filter(
          (each) => typeof each !== 'string' || !ofText.includes(channel as string),
        )) {
          await attempt(channel, trick);
          await attempt(channel, trick, trick);
          await attempt(channel, 'session/x', trick, trick);
        }
      return { taken, tried };
    },
    { channels: [...CHANNELS], tricks: TRICKS, ofText: FREE_TEXT },
  );
  expect(answers.taken).toEqual([]);
  expect(answers.tried).toBeGreaterThan(1_500);
  for (const channel of CHANNELS)
    for (const args of [
      ['x'.repeat(1_000_000)],
      ['session/x', 'x'.repeat(1_000_000)],
      ['screen', 'x'.repeat(1_000_000)],
    ])
      expect(await callShell(app.window, channel, ...args), channel).toEqual(refused);
  expect(await asked()).toEqual([]);
  expect(JSON.parse(await kept())).toEqual(before);
  expect(await callShell(app.window, 'vault:read', 'session/x')).toEqual({ ok: true, value: null });
});

test('things that cannot be sent are refused, and end nothing', async ({ launch }) => {
  const { window } = await launch();
  const answers = await window.evaluate(async () => {
    const { outpost } = globalThis as unknown as { outpost: { call(...all: unknown[]): Promise<unknown> } };
    const round: Record<string, unknown> = {};
    round['itself'] = round;
    const odd: unknown[] = [
      () => 'session/x',
      Symbol('x'),
      document.body,
      window,
      10n,
      new Proxy({}, {}),
      round,
      new Promise(() => undefined),
      Object.defineProperty({}, 'length', {
        get: () => {
          throw new Error('looked at');
        },
      }),
    ];
    const codes: string[] = [];
    for (const value of odd)
      for (const channel of ['vault:read', 'setting:write', 'link:open'])
        codes.push(
          await (async () => outpost.call(channel, value))().then(
            (answer) => (answer as { error?: { code: string } }).error?.code ?? 'taken',
            () => 'bad_argument',
          ),
        );
    return codes;
  });
  expect(new Set(answers)).toEqual(new Set(['bad_argument']));
  expect(await callShell(window, 'launch:read')).toMatchObject({ ok: true });
});

test('changed prototypes stay in the page, and the door to the shell stays as it is', async ({ launch }) => {
  const { window, electron } = await launch();
  const found = await window.evaluate(async () => {
    type Door = { call(...all: unknown[]): Promise<unknown>; on: unknown };
    const page = globalThis as unknown as { outpost: Door };
    const stolen: unknown[] = [];
    const real = page.outpost;
    for (const prototype of [Object.prototype, Array.prototype, Function.prototype, String.prototype])
      Object.defineProperty(prototype, 'polluted', { value: 'yes', configurable: true });
    const replaced = [
      [Set.prototype, 'has', () => true],
      [RegExp.prototype, 'test', () => true],
      [
        Function.prototype,
        'call',
        function (this: () => unknown, to: unknown, ...all: unknown[]): unknown {
          for (const one of [to, ...all])
            if (typeof one === 'object' && one !== null && 'invoke' in one) stolen.push(Object.keys(one));
          return Reflect.apply(this, to, all);
        },
      ],
    ] as const;
    const originals = replaced.map(([prototype, name]) => Object.getOwnPropertyDescriptor(prototype, name));
    for (const [prototype, name, value] of replaced)
      Object.defineProperty(prototype, name, { value, configurable: true });
    const answer = await real.call('file:read', '/etc/passwd');
    const merged = await real.call('vault:read', JSON.parse('{"__proto__": {"ok": true}}'));
    for (const [at, [prototype, name]] of replaced.entries())
      Object.defineProperty(prototype, name, originals[at] ?? {});
    const changed: boolean[] = [];
    for (const change of [
      () => void (page.outpost = { call: () => Promise.resolve('mine'), on: null }),
      () => void Object.defineProperty(page, 'outpost', { value: null }),
      () => void (real.call = () => Promise.resolve('mine')),
      () => void Object.setPrototypeOf(real, { call: null }),
    ]) {
      try {
        change();
      } catch {
        // Refused, as it should be.
      }
      changed.push(page.outpost !== real || (await real.call('launch:read')) === 'mine');
    }
    return { answer, merged, changed, stolen, own: real.call.constructor === Function };
  });
  expect(found).toEqual({
    answer: refused,
    merged: refused,
    changed: Array(4).fill(false),
    stolen: [],
    own: true,
  });
  const inShell = await electron.evaluate(() =>
    [{}, [], '', () => undefined].map((value) => (value as { polluted?: string }).polluted ?? null),
  );
  expect(inShell).toEqual([null, null, null, null]);
});

test('events come from the shell only, and the preload lets no other pass', async ({ launch }) => {
  const { window, electron } = await launch();
  await window.evaluate(() => {
    const page = globalThis as unknown as {
      heard: unknown[];
      outpost: {
        on(event: string, listener: (...all: unknown[]) => void): void;
        call(...all: unknown[]): Promise<unknown>;
      };
    };
    page.heard = [];
    for (const event of [
      'link:opened',
      'file:opened',
      'reminder:clicked',
      'updates:changed',
      'vault:read',
      '*',
      'error',
    ])
      page.outpost.on(event, (...all) => page.heard.push([event, ...all]));
    const forged = { channel: 'link:opened', args: ['outpost://auth?code=12345678'] };
    postMessage(forged, '*');
    dispatchEvent(new MessageEvent('message', { data: forged }));
    dispatchEvent(new CustomEvent('link:opened', { detail: forged.args }));
    new BroadcastChannel('link:opened').postMessage(forged.args);
  });
  for (const event of ['link:opened', 'file:opened', 'reminder:clicked'])
    expect(await callShell(window, event, 'outpost://auth?code=12345678')).toEqual(refused);
  // What the shell sends under another name ends in the preload.
  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.send('vault:read', 'secret');
    contents?.send('ELECTRON_X', 'secret');
    contents?.send('reminder:clicked');
  });
  const heard = () => window.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
  await expect.poll(heard).toEqual([['reminder:clicked']]);
});

test('a frame, a worker, a popup and a window that the shell did not open get no answer', async ({
  launch,
  stack,
}) => {
  const app = await launch({ demo: stack.demo('alex') });
  const { window, electron } = app;
  await expect.poll(() => window.workers().length).toBeGreaterThan(0);
  for (const worker of window.workers()) {
    const reached = await worker.evaluate(() =>
      ['outpost', 'require', 'process', 'module', 'ipcRenderer', 'Buffer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(reached).toEqual([]);
  }
  const found = await window.evaluate(async () => {
    const reached: string[] = [];
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    for (const set of [
      () => undefined,
      (frame: HTMLIFrameElement) => void (frame.srcdoc = '<p>x</p>'),
      (frame: HTMLIFrameElement) => void (frame.src = '/index.html'),
      (frame: HTMLIFrameElement) => void (frame.src = 'data:text/html,x'),
      (frame: HTMLIFrameElement) =>
        void (frame.src = URL.createObjectURL(new Blob(['x'], { type: 'text/html' }))),
    ]) {
      const frame = document.createElement('iframe');
      set(frame);
      document.body.append(frame);
      await settled();
      try {
        if (frame.contentWindow && 'outpost' in frame.contentWindow) reached.push(frame.outerHTML);
      } catch {
        // Of another origin, so out of reach from here.
      }
      frame.remove();
    }
    const view = Object.assign(document.createElement('webview'), { src: 'https://example.com/' });
    document.body.append(view);
    await settled();
    if ('getWebContentsId' in view) reached.push('webview');
    const started = await Promise.all([
      (async () => navigator.serviceWorker.register('/index.html'))().then(
        () => 'service worker',
        () => null,
      ),
      ...['blob', 'data'].map(
        (kind) =>
          new Promise((resolve) => {
            const code = 'postMessage(1)';
            const url =
              kind === 'data' ? `data:text/javascript,${code}` : URL.createObjectURL(new Blob([code]));
            try {
              const worker = new Worker(url);
              worker.onmessage = () => resolve(`${kind} worker`);
              worker.onerror = () => resolve(null);
            } catch {
              resolve(null);
            }
          }),
      ),
    ]);
    return { reached, started: started.filter((each) => each !== null) };
  });
  expect(found).toEqual({ reached: [], started: [] });
  // As if something had made the shell open a window more: it has the door, but nobody answers.
  const answer = await electron.evaluate(async ({ app: shell, BrowserWindow }) => {
    const preload = `${shell.getAppPath()}/dist/electron/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload } });
    await other.loadURL('app://outpost/stopped');
    const said: unknown = await other.webContents.executeJavaScript(
      "outpost.call('vault:read', 'session/x')",
    );
    other.destroy();
    return said;
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad_sender' } });
  expect(app.complaints.splice(0).join('\n')).toMatch(/Content Security Policy/u);
});

test('every window is locked as Electron advises', async ({ launch }) => {
  const { electron } = await launch();
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  const on = Object.keys(preferences).filter((name) => preferences[name] === true);
  for (const name of ['contextIsolation', 'sandbox', 'webSecurity']) expect(on).toContain(name);
  for (const name of [
    'allowRunningInsecureContent',
    'enableRemoteModule',
    'experimentalFeatures',
    'navigateOnDragDrop',
    'nodeIntegration',
    'nodeIntegrationInSubFrames',
    'nodeIntegrationInWorker',
    'plugins',
    'webviewTag',
  ])
    expect(on).not.toContain(name);
  expect([preferences['enableBlinkFeatures'] ?? '', preferences['additionalArguments'] ?? []]).toEqual([
    '',
    [],
  ]);
});

type Listening = { port: number; asked: string[]; close: () => Promise<void> };

async function listen(server: Server, asked: string[]): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, asked, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const answering =
  (asked: string[], headers: Record<string, string>): RequestListener =>
  (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { ...headers, connection: 'close' }).end('secret');
  };

test('another origin is not read, a file neither, and a certificate that nobody vouches for ends the connection', async ({
  launch,
  folder,
}) => {
  const key = path.join(folder, 'key.pem');
  const cert = path.join(folder, 'cert.pem');
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
    ...subject,
  ]);
  const plainAsked: string[] = [];
  const tlsAsked: string[] = [];
  const plain = await listen(createHttp(answering(plainAsked, {})), plainAsked);
  const options = { key: await readFile(key), cert: await readFile(cert) };
  const tls = await listen(
    createHttps(options, answering(tlsAsked, { 'access-control-allow-origin': '*' })),
    tlsAsked,
  );
  const app = await launch();
  const read = await app.window.evaluate(
    async ({ plainPort, tlsPort }) => {
      const attempts = [
        `http://127.0.0.1:${plainPort}/no-cors`,
        `https://127.0.0.1:${tlsPort}/unknown-certificate`,
        'file:///etc/passwd',
        'http://example.com/',
        'ftp://example.com/',
        'chrome://version/',
        'devtools://devtools/bundled/inspector.html',
      ];
      const texts = attempts.map((url) =>
        fetch(url).then(
          (answer) => answer.text(),
          () => null,
        ),
      );
      return (await Promise.all(texts)).filter((text) => text !== null);
    },
    { plainPort: plain.port, tlsPort: tls.port },
  );
  expect(read).toEqual([]);
  expect(plain.asked).toEqual(['/no-cors']);
  expect(tls.asked).toEqual([]);
  app.complaints.splice(0);
  await Promise.all([plain.close(), tls.close()]);
});

const OWN = /^app:\/\/outpost\/(?:#.*)?$/u;

test('no way of going elsewhere takes the window along', async ({ launch }) => {
  const app = await launch();
  const asked = await watchShell(app);
  for (const url of [
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'app://other/',
    'app://outpost@example.com/',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    'view-source:app://outpost/',
    'javascript:document.write(1)',
    'outpost://connect?url=https://example.com&key=k',
    'http://127.0.0.1:9/',
    'ms-msdt:/id',
  ]) {
    const went = await app.window.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to });
      const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
      document.body.append(link, form);
      link.click();
      Object.assign(link, { target: '_blank' }).click();
      link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }));
      form.submit();
      const opened = window.open(to) !== null;
      location.assign(to);
      link.remove();
      form.remove();
      return opened;
    }, url);
    expect(went, url).toBe(false);
    await expect.poll(() => app.window.url(), { message: url }).toMatch(OWN);
  }
  await app.window.evaluate(() => {
    location.href = URL.createObjectURL(new Blob(['<p>x</p>'], { type: 'text/html' }));
    const content = '0;url=https://example.com/';
    document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content }));
  });
  // Of this one the shell hears only when it is there; it brings the window back.
  await app.window.evaluate(() => location.assign('about:blank')).catch(() => undefined);
  await expect.poll(() => app.window.url()).toMatch(OWN);
  await expect(app.window).toHaveTitle(/Outpost/u);
  expect(app.electron.windows()).toHaveLength(1);
  expect((await asked()).filter((line) => !line.startsWith('open https://example.com/'))).toEqual([]);
  app.complaints.splice(0);
});

async function drop(
  window: Page,
  data: { files?: string[]; items?: { mimeType: string; data: string }[] },
): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const at = {
    x: 400,
    y: 300,
    data: { items: data.items ?? [], files: data.files ?? [], dragOperationsMask: 1 },
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at });
  await session.detach();
}

test('a file, a page or a link that is dropped on the window does not take its place', async ({
  launch,
  folder,
}) => {
  const app = await launch();
  const asked = await watchShell(app);
  const page = path.join(folder, 'page.html');
  await writeFile(page, '<title>Dropped</title><script>document.title = "ran"</script>');
  const begin = app.window.url();
  await drop(app.window, { files: [page] });
  await drop(app.window, {
    items: [{ mimeType: 'text/html', data: '<img src=x onerror="document.title=1">' }],
  });
  await drop(app.window, { items: [{ mimeType: 'text/uri-list', data: `file://${page}` }] });
  await drop(app.window, { items: [{ mimeType: 'text/uri-list', data: 'javascript:document.title=1' }] });
  // The last one is answered after all that came before it.
  await drop(app.window, { items: [{ mimeType: 'text/uri-list', data: 'https://example.com/dropped' }] });
  expect((await asked()).filter((line) => !line.includes('https://example.com/dropped'))).toEqual([]);
  await expect(app.window).toHaveTitle(/Outpost/u);
  expect(app.window.url()).toBe(begin);
  expect(app.electron.windows()).toHaveLength(1);
  app.complaints.splice(0);
});

test('nothing is saved but what the window made itself', async ({ launch }) => {
  const app = await launch();
  const asked = await watchShell(app);
  const download = (href: string) =>
    app.window.evaluate((to) => {
      const url = to === 'blob' ? URL.createObjectURL(new Blob(['a'])) : to;
      Object.assign(document.createElement('a'), { href: url, download: 'x.csv' }).click();
    }, href);
  for (const url of ['data:application/x-msdownload,x', 'app://outpost/index.html', 'file:///etc/passwd'])
    await download(url);
  await download('blob');
  await expect.poll(asked).toEqual([expect.stringMatching(/^save blob:app:\/\/outpost\//u)]);
  app.complaints.splice(0);
});

test('no device and no sensor is given, not even after a click', async ({ launch }) => {
  const app = await launch();
  await expect(app.window.locator('body')).toContainText(/\w/u);
  await app.window.evaluate(() => {
    const found: Record<string, string> = {};
    Object.assign(globalThis, { found });
    type Asking = Record<string, Record<string, (options: object) => Promise<unknown>> | undefined>;
    const devices = navigator as unknown as Asking;
    const ways: [string, string, object][] = [
      ['bluetooth', 'requestDevice', { acceptAllDevices: true }],
      ['usb', 'requestDevice', { filters: [] }],
      ['serial', 'requestPort', {}],
      ['hid', 'requestDevice', { filters: [] }],
      ['mediaDevices', 'getUserMedia', { audio: true, video: true }],
      ['mediaDevices', 'getDisplayMedia', {}],
    ];
    addEventListener(
      'click',
      () => {
        for (const [device, way, options] of ways)
          (async () => devices[device]?.[way]?.(options))().then(
            () => void (found[`${device}.${way}`] = devices[device] ? 'given' : 'none'),
            (error: unknown) => void (found[`${device}.${way}`] = (error as Error).name),
          );
      },
      { once: true },
    );
  });
  const found = () =>
    app.window.evaluate(() => (globalThis as unknown as { found: Record<string, string> }).found);
  const asked = async () => {
    await app.window.mouse.click(5, 300);
    return Object.keys(await found()).length;
  };
  await expect.poll(asked).toBe(6);
  expect(Object.values(await found())).not.toContain('given');
  const policy = await app.window.evaluate(() =>
    (
      document as unknown as { featurePolicy: { allowedFeatures(): string[] } }
    ).featurePolicy.allowedFeatures(),
  );
  for (const name of [
    'bluetooth',
    'camera',
    'display-capture',
    'geolocation',
    'hid',
    'microphone',
    'serial',
    'usb',
  ])
    expect(policy).not.toContain(name);
  app.complaints.splice(0);
});
