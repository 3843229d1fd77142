// What electronegativity finds in the shell and the window, held against what is known. A finding that is not listed here
// fails the check, and so does an entry that is no longer found: the list says what stands, each with its reason.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createRequire, Module } from 'node:module';
import type { Run } from '@doyensec/electronegativity';
import { ROOT } from './script.ts';

/** `sample`: the code it stands for, as it is found; empty for what is said of the whole. */
export type Finding = { check: string; file: string; sample: string };
export type Allowed = Finding & { reason: string };

export const ALLOWED: readonly Allowed[] = [
  {
    check: 'CSP_GLOBAL_CHECK',
    file: '',
    sample: '',
    reason:
      'It looks for a meta element. The policy is a header of every answer of app://outpost (electron/headers.ts), tried by electron/headers.test.ts and e2e/shell.spec.ts.',
  },
  {
    check: 'PROTOCOL_HANDLER_JS_CHECK',
    file: 'electron/links.ts',
    sample: "if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);",
    reason:
      'outpost:// leads sign-ins back. Only two shapes of link pass electron/deep-link.ts, tried with hostile ones by electron/deep-link.test.ts.',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'electron/lockdown.ts',
    sample: 'if (link) void shell.openExternal(link).catch(() => undefined);',
    reason:
      'The only call, behind openableLink: https, mailto and tel in signs that end no argument, fuzzed by electron/origin.test.ts.',
  },
  {
    check: 'AUXCLICK_JS_CHECK',
    file: 'electron/windows.ts',
    sample: 'const window = new BrowserWindow({',
    reason:
      'A middle click asks the same window-open handler as everything else, which denies; e2e/hostile-window.spec.ts presses it.',
  },
  {
    check: 'PRELOAD_JS_CHECK',
    file: 'electron/windows.ts',
    sample: "preload: path.join(app.getAppPath(), 'dist/electron/preload.cjs'),",
    reason:
      'With context isolation it exposes a call and a listener for names of the contract only, and posts the key of the app lock to its own window (electron/preload.ts); e2e/hostile-window.spec.ts tries to get around it.',
  },
];

/** The tool asks the network for its own words and for Electron's releases; what is found must not depend on an answer. */
function withoutNetwork(): Run {
  const tool = createRequire(import.meta.url).resolve('@doyensec/electronegativity');
  const require = createRequire(tool);
  const client = require.resolve('got');
  const ask = () => Promise.reject(new Error('There is no network here.'));
  require.cache[client] = Object.assign(new Module(client), { loaded: true, exports: ask });
  return require(tool) as Run;
}

const SCANNED = ['electron', 'renderer', 'package.json', 'package-lock.json'];
/** They ask a server for Electron's releases; which one is shipped is pinned in package.json. */
const LEFT_OUT = ['AvailableSecurityFixesGlobalCheck', 'ElectronVersionJSONCheck'];

/** Reads the code of `folder` without its tests. Raises where a file cannot be read as code. */
export async function findIn(folder = ROOT, scanned: readonly string[] = SCANNED): Promise<Finding[]> {
  const input = await mkdtemp(path.join(os.tmpdir(), 'outpost-security-'));
  try {
    for (const part of scanned)
      await cp(path.join(folder, part), path.join(input, part), {
        recursive: true,
        filter: (file) => !/\.(?:test\.tsx?|d\.ts)$|\/(?:test|tsconfig\.json)$/u.test(file),
      });
    const { issues, errors } = await withoutNetwork()({ input, isRelative: true, excludeFromScan: LEFT_OUT });
    const unread = errors.find(({ tolerable }) => !tolerable);
    if (unread) throw new Error(`${path.relative(input, unread.file)} cannot be read: ${unread.message}`);
    return issues.map(({ id, file, sample }) => ({
      check: id,
      file: file === 'N/A' ? '' : file.replaceAll('\\', '/').replace(/^\//u, ''),
      sample: sample === undefined ? '' : sample.trim(),
    }));
  } finally {
    await rm(input, { recursive: true });
  }
}

const isSame = (one: Finding, other: Finding): boolean =>
  one.check === other.check && one.file === other.file && one.sample === other.sample;

export const judge = (found: readonly Finding[], allowed: readonly Allowed[]) => ({
  added: found.filter((finding) => !allowed.some((entry) => isSame(entry, finding))),
  gone: allowed.filter((entry) => !found.some((finding) => isSame(entry, finding))),
});
