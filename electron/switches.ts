// What the start of an installed app may not ask of Chromium. Whoever can choose the words of a start must not get at the
// session by a debugger, or at what is sent by weaker TLS.

/** They let a program drive the window. Taken only with a data folder of its own, and then without the keyring. */
const DEBUGGING = ['remote-debugging-port', 'remote-debugging-pipe'];
const DATA_FOLDER = 'user-data-dir';

/** They weaken what Chromium checks, or write down what it keeps secret. */
const WEAKENING = [
  'allow-insecure-localhost',
  'allow-running-insecure-content',
  'disable-site-isolation-trials',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'log-net-log',
  'remote-allow-origins',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
];

export type AskedSwitches = {
  /** The first switch that ends this start; null: none. */
  refused: string | null;
  /** The start is driven by a program, which must not be given what the keyring keeps. */
  isDriven: boolean;
};

/** `has` tells whether the start has a switch. A development build takes them all. */
export function judgeSwitches(has: (name: string) => boolean, isPackaged: boolean): AskedSwitches {
  if (!isPackaged) return { refused: null, isDriven: false };
  const debugging = DEBUGGING.find(has) ?? null;
  const refused = WEAKENING.find(has) ?? (has(DATA_FOLDER) ? null : debugging);
  return { refused, isDriven: debugging !== null };
}
