// Every word of the interface, in one place, so that a translation replaces this file and nothing else.
// Short, plain, second person, no exclamation marks; no ids and no codes.
import type { ErrorCode, RecordType } from '../sync/index.ts';

const numbers = new Intl.NumberFormat();
const number = (value: number): string => numbers.format(value);
const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

const RECORDS: Record<RecordType, [one: string, many: string]> = {
  deal: ['deal', 'deals'],
  contact: ['contact', 'contacts'],
  company: ['company', 'companies'],
};

const changes = (count: number): string => plural(count, 'change', 'changes');

export const words = {
  number,
  app: {
    name: 'Outpost',
    sentence: 'Your pipeline, on your laptop. With or without a network.',
  },

  failures: {
    unreachable: 'There is no answer from this address. Check it, and your network.',
    not_supabase: 'Something answers at this address, but it is not a Supabase project.',
    wrong_key: 'This key does not belong to this project. Copy the publishable key again.',
    wrong_credentials: 'This e-mail and password do not belong together.',
    too_many_requests: 'Too many tries in a short time. Wait a minute, then try again.',
    schema_mismatch: 'This project is not set up for this version of Outpost. Ask whoever looks after it.',
    no_workspace: 'You are not in a workspace yet. Ask a colleague to invite you.',
    signed_out: 'Your sign-in has ended. Sign in again.',
    storage_full: 'The disk of this laptop is full. Make some room, then try again.',
    storage_broken: 'The data on this laptop could not be opened.',
    not_found: 'It is not here any more.',
    refused: 'The server did not accept this.',
    unexpected: 'Something went wrong that we did not expect.',
  } satisfies Record<ErrorCode, string>,

  failed: {
    title: 'Outpost could not open your board',
    safe: 'What you saved is still on this laptop.',
    screen: 'This part of Outpost stopped',
    screenText:
      'Nothing you saved is lost. Try again; if it stops once more, copy the report and send it to us.',
    retry: 'Try again',
    signIn: 'Go to sign-in',
    copyReport: 'Copy report',
    copied: 'Copied',
    reportNote: 'The report says what stopped and where. It holds no names, no records and no passwords.',
  },

  opening: { label: 'Opening your board' },

  signIn: {
    title: 'Sign in',
    server: 'Server address',
    serverHint: 'https://your-project.supabase.co',
    key: 'Publishable key',
    keyHint: 'sb_publishable_…',
    email: 'E-mail',
    password: 'Password',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    submit: 'Sign in',
    busy: 'Signing in…',
    memoryOnly:
      'This system has no keyring, so you will sign in again after quitting. Your data stays on this laptop.',
    demo: 'This is the demo workspace. Everything is filled in.',
    checks: {
      serverMissing: 'Enter the address of your Supabase project.',
      serverForm: 'This is not a web address. It looks like https://your-project.supabase.co',
      serverInsecure: 'Use https. Plain http is only for a server on this laptop.',
      keyMissing: 'Enter the publishable key of your project.',
      keySecret: 'This is a secret key. Use the publishable one, and keep the secret one out of every app.',
      emailMissing: 'Enter your e-mail.',
      emailForm: 'This is not an e-mail address.',
      passwordMissing: 'Enter your password.',
    },
  },

  shell: {
    boards: 'Boards',
    navigation: 'Main',
    collapse: 'Collapse sidebar',
    expand: 'Expand sidebar',
    menu: (workspace: string) => `${workspace}, workspace menu`,
    theme: 'Theme',
    themes: { light: 'Light', dark: 'Dark', system: 'As the system' },
    signOut: 'Sign out',
  },

  signOut: {
    title: 'Sign out of Outpost?',
    unsent: (count: number) =>
      `${changes(count)} ${count === 1 ? 'is' : 'are'} not sent yet. ${count === 1 ? 'It stays' : 'They stay'} on this laptop and ${count === 1 ? 'is' : 'are'} sent when you sign in again.`,
    allSent: 'Everything is sent. Your data stays on this laptop for the next time.',
    wipe: 'Also remove the data from this laptop',
    wipeLoses: (count: number) => `${changes(count)} would be lost for good.`,
    confirm: 'Sign out',
    confirmWipe: 'Sign out and remove',
    cancel: 'Stay',
  },

  board: {
    records: (count: number, type: RecordType) => plural(count, ...RECORDS[type]),
    open: 'open',
    more: (count: number) => `+${number(count)}`,
    probability: (value: number) => `${number(value)} % likely`,
    won: 'Won',
    lost: 'Lost',
    noSums: 'No values yet',
    stage: (name: string, count: number) => `${name}, ${number(count)}`,
    cardKind: 'card',
    cardHelp: 'Press Space to lift the card, then the arrow keys to move it.',
    waiting: 'Waiting to be sent',
    owner: (name: string) => `Owner ${name}`,
    late: 'overdue',
    closes: (day: string) => `Closes ${day}`,
    overdue: (day: string) => `Was due ${day}`,
    emptyStage: 'Drop a card here',
    noCards: (type: RecordType) => `No ${RECORDS[type][1]} on this board yet`,
    noCardsText: 'Cards show up here as soon as somebody on your team adds them.',
    noStages: 'This board has no stages yet',
    noStagesText: 'Stages are the columns of a board, such as Lead, Proposal and Won.',
    noBoards: 'No boards yet',
    noBoardsText: 'As soon as your workspace has a board, it is here, also without a network.',
    firstSync: 'Getting your boards',
    firstSyncText: 'You can start as soon as the first cards are here.',
    notMoved: (reason: string) => `The card was not moved. ${reason}`,
    dismiss: 'Dismiss',
  },

  moving: {
    lifted: (name: string, stage: string, position: number, total: number) =>
      `${name} lifted. Stage ${stage}, position ${number(position)} of ${number(total)}. Arrow keys move it, Space drops it, Escape puts it back.`,
    over: (stage: string, position: number, total: number) =>
      `Stage ${stage}, position ${number(position)} of ${number(total)}.`,
    dropped: (name: string, stage: string, position: number, total: number) =>
      `${name} dropped. Stage ${stage}, position ${number(position)} of ${number(total)}.`,
    putBack: (name: string, stage: string) => `${name} put back in stage ${stage}.`,
    gone: (name: string) => `${name} is not on this board any more.`,
  },

  sync: {
    label: (state: string) => `Sync: ${state}`,
    starting: 'Starting',
    startingText: 'Opening what is saved on this laptop.',
    offline: 'Offline, everything is saved here',
    offlineShort: 'Offline',
    offlineText: 'What you change is kept on this laptop and sent when you are online.',
    syncing: 'Syncing',
    syncingText: 'Changes are on their way.',
    firstSync: 'First sync',
    firstSyncText: 'You can work while the rest arrives.',
    progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,
    waiting: (count: number) => `${number(count)} waiting`,
    waitingText: 'Saved here, and on the way to the server.',
    upToDate: 'Up to date',
    upToDateText: 'Everything you changed is sent.',
    signedOut: (count: number) => (count > 0 ? `Sign in to send ${changes(count)}` : 'Sign in to sync'),
    signedOutText: 'Your sign-in has ended. Everything stays saved here, and you can go on working.',
    attention: (count: number) => `${number(count)} ${count === 1 ? 'needs' : 'need'} attention`,
    attentionText: 'Not accepted by the server, and kept safe on this laptop.',
    stopped: 'Sync has stopped',
    waitingRow: 'Waiting to be sent',
    attentionRow: 'Need attention',
    lastContact: 'Last contact',
    never: 'not yet',
    tryNow: 'Try now',
    connected: 'Connected',
  },
};
