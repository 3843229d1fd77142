// What a finished package has to be before anybody gets it. Each check answers with a sentence for everything that is
// wrong, and with none where all is well.
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { filesUnder } from '../files-under.ts';
import { wrongFuses } from '../fuses.ts';
import { namesOn, NOTICES } from '../app-description.ts';
import { ROOT } from '../script.ts';
import { asarOf, filesIn, readIn, type OpenedPackage } from './opened-package.ts';

export type Expected = {
  version: string;
  /** The Electron that releases run on. */
  electronVersion: string;
  /** The folder that `stage` made of the sources; null: they are not here. */
  staged: string | null;
  /** A build on the test runtime is never one. */
  isRelease: boolean;
};

type Check = (opened: OpenedPackage, expected: Expected) => Promise<string[]> | string[];

export const CHECKS: Readonly<Record<string, Check>> = {
  fuses: ({ executable, platform }) => wrongFuses(executable, platform),
  contents: checkContents,
  secrets: checkSecrets,
  version: checkVersion,
  runtime: checkRuntime,
  licences: checkLicences,
  sources: checkSources,
};

const MOST_BYTES = 15 * 1024 * 1024;
/** All that app.asar may hold. */
const OWN = [
  /^package\.json$/u,
  /^dist\/electron\/(main|preload)\.cjs$/u,
  /^dist\/renderer\/index\.html$/u,
  /^dist\/renderer\/assets\/[\w.-]+\.(js|css|woff2|svg|png)$/u,
];
const RESOURCES = new Set([
  ...['app.asar', 'app-update.yml', 'package-type', 'apparmor-profile', 'LICENSE.txt', NOTICES],
  // What belongs to the system's own list of apps.
  ...['icon.icns', 'LICENSE.electron.txt', 'LICENSES.chromium.html'],
]);

function checkContents(opened: OpenedPackage): string[] {
  const asar = asarOf(opened);
  const strange = filesIn(asar).filter((name) => !OWN.some((pattern) => pattern.test(name)));
  const others = readdirSync(opened.resources).filter(
    (name) => !RESOURCES.has(name) && !name.endsWith('.lproj'),
  );
  const { size } = statSync(asar);
  return [
    ...strange.map((name) => `app.asar holds ${name}, which does not belong there.`),
    ...others.map((name) => `The resources hold ${name}, which does not belong there.`),
    ...(size > MOST_BYTES ? [`app.asar has ${size} bytes; at most ${MOST_BYTES} are agreed.`] : []),
  ];
}

/** Each with what it is called in the sentence, which never repeats what was found. */
const SECRETS: readonly [name: string, pattern: RegExp][] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/u],
  ['a secret key of Supabase', /\bsb_secret_[\w-]{16,}/u],
  ['a legacy key of Supabase', /\beyJ[\w-]{10,}\.eyJ[\w-]{20,}\.[\w-]{20,}/u],
  ['a key of AWS', /\bAKIA[0-9A-Z]{16}\b/u],
  ['a token of GitHub', /\bgh[pousr]_\w{30,}/u],
  ['a password of the demo', /outpost-demo/u],
  ['somebody of the demo', /\b(alex|mara)@outpost\.example/u],
  ['a source map', /sourceMappingURL=/u],
];
const SECRET_VARIABLE = /KEY|SECRET|TOKEN|PASSWORD|PASSPHRASE|CREDENTIAL/u;
const SHORTEST_SECRET = 8;

function checkSecrets(opened: OpenedPackage): string[] {
  const asar = asarOf(opened);
  const texts = [
    ...filesIn(asar).map((name): [string, string] => [name, readIn(asar, name).toString('latin1')]),
    ...[...RESOURCES]
      .filter((name) => /\.(yml|txt)$/u.test(name) && existsSync(path.join(opened.resources, name)))
      .map((name): [string, string] => [name, readFileSync(path.join(opened.resources, name), 'latin1')]),
  ];
  const own = [ROOT, homedir()].filter((folder) => folder.length > 5);
  return texts.flatMap(([name, text]) => [
    ...SECRETS.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${name} holds ${what}.`),
    ...secretVariables()
      .filter(([, value]) => text.includes(value))
      .map(([variable]) => `${name} holds the value of ${variable}.`),
    ...own.filter((folder) => text.includes(folder)).map(() => `${name} names a folder of this machine.`),
  ]);
}

/** What this run was given and nobody else may have. A public key is called one. */
const secretVariables = (): [name: string, value: string][] =>
  Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      SECRET_VARIABLE.test(entry[0]) &&
      !/PUBLI[CS]H|UPDATES_KEY/u.test(entry[0]) &&
      (entry[1]?.length ?? 0) >= SHORTEST_SECRET,
  );

function checkVersion({ described }: OpenedPackage, { version }: Expected): string[] {
  return described.version === version ? [] : [`The package is of ${described.version}, not of ${version}.`];
}

async function checkRuntime(opened: OpenedPackage, expected: Expected): Promise<string[]> {
  const program =
    opened.platform === 'darwin'
      ? path.join(opened.executable, 'Contents/Frameworks/Electron Framework.framework/Electron Framework')
      : opened.executable;
  const version = await electronVersionOf(program);
  const isTest = version !== expected.electronVersion;
  const { name, productName } = namesOn({ isTest });
  const { described } = opened;
  return [
    ...(isTest && expected.isRelease
      ? [`It runs on Electron ${version ?? 'of no known version'}: a test build is never published.`]
      : []),
    ...(described.name === name && described.productName === productName
      ? []
      : [`It is called ${described.productName}, on a runtime where it has to be ${productName}.`]),
  ];
}

/** As the program tells it to servers. */
async function electronVersionOf(program: string): Promise<string | null> {
  let tail = '';
  for await (const piece of createReadStream(program, { highWaterMark: 4 * 1024 * 1024 })) {
    const text = tail + (piece as Buffer).toString('latin1');
    const found = /Electron\/(\d+\.\d+\.\d+)/u.exec(text);
    if (found?.[1] !== undefined) return found[1];
    tail = text.slice(-64);
  }
  return null;
}

function checkLicences({ resources }: OpenedPackage): string[] {
  const needed: [name: string, says: RegExp][] = [
    ['LICENSE.txt', /MIT License/u],
    [NOTICES, /^react \d.*\(MIT\)$/mu],
  ];
  return needed.flatMap(([name, says]) => {
    const file = path.join(resources, name);
    if (!existsSync(file)) return [`${name} is missing.`];
    return says.test(readFileSync(file, 'utf8')) ? [] : [`${name} does not say what it has to.`];
  });
}

/** What was packed is what these sources make, byte for byte, and so are the notices. */
function checkSources(opened: OpenedPackage, { staged }: Expected): string[] {
  if (staged === null) return [];
  const asar = asarOf(opened);
  const wanted = filesUnder(staged).filter((name) => name !== NOTICES);
  const packed = new Set(filesIn(asar));
  const notices = path.join(opened.resources, NOTICES);
  const areNotices =
    existsSync(notices) && readFileSync(notices).equals(readFileSync(path.join(staged, NOTICES)));
  return [
    ...wanted.filter((name) => !packed.has(name)).map((name) => `app.asar lacks ${name}.`),
    ...[...packed].filter((name) => !wanted.includes(name)).map((name) => `${name} is not of these sources.`),
    ...wanted
      .filter((name) => packed.has(name) && !readIn(asar, name).equals(readFileSync(path.join(staged, name))))
      .map((name) => `${name} differs from what these sources make.`),
    ...(areNotices ? [] : [`${NOTICES} is not that of these sources.`]),
  ];
}
