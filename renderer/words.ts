// Every word of the interface, in one place, so that a translation replaces this file and nothing else.
// Short, plain, second person, no exclamation marks; no ids and no codes.
import type { ErrorCode, MutationName, RecordType } from '../sync/index.ts';

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

/** What a gesture did, by the name of its mutation: as a sentence without its record, and as a thing to take back. */
const MUTATIONS = {
  create_record: ['Added', 'Adding'],
  edit_records: ['Edited', 'Edit'],
  delete_records: ['Deleted', 'Deletion'],
  restore_records: ['Restored', 'Restoring'],
  merge_records: ['Merged', 'Merge'],
  import_records: ['Imported', 'Import'],
  rename_tag: ['Renamed a tag', 'Renaming of the tag'],
  remove_tag: ['Removed a tag', 'Removal of the tag'],
  move_card: ['Moved', 'Move'],
  move_cards: ['Moved', 'Move'],
  add_card: ['Put on a board', 'Adding to the board'],
  remove_card: ['Taken off a board', 'Removal from the board'],
  close_deal: ['Closed', 'Closing'],
  create_board: ['Made the board', 'Making of the board'],
  edit_board: ['Edited the board', 'Edit of the board'],
  archive_board: ['Archived the board', 'Archiving'],
  restore_board: ['Restored the board', 'Restoring of the board'],
  add_stage: ['Added the stage', 'Adding of the stage'],
  edit_stage: ['Edited the stage', 'Edit of the stage'],
  reorder_stages: ['Put stages in another order', 'Order of the stages'],
  delete_stage: ['Deleted the stage', 'Deletion of the stage'],
  link_contact: ['Added a contact', 'Adding of the contact'],
  unlink_contact: ['Took a contact off', 'Removal of the contact'],
  set_contact_role: ['Changed the role of a contact', 'Change of role'],
  add_entry: ['Wrote on the timeline', 'Timeline entry'],
  delete_entry: ['Deleted from the timeline', 'Deletion from the timeline'],
  create_task: ['Added a task', 'Adding of the task'],
  edit_tasks: ['Edited a task', 'Edit of the task'],
  complete_tasks: ['Completed', 'Completion'],
  delete_tasks: ['Deleted a task', 'Deletion of the task'],
  define_custom_field: ['Added a field', 'Adding of the field'],
  edit_custom_field: ['Edited a field', 'Edit of the field'],
  delete_custom_field: ['Deleted a field', 'Deletion of the field'],
  save_view: ['Saved a view', 'Saving of the view'],
  delete_view: ['Deleted a view', 'Deletion of the view'],
  edit_profile: ['Edited your profile', 'Edit of your profile'],
  edit_workspace: ['Edited the workspace', 'Edit of the workspace'],
  set_member_role: ['Changed a role', 'Change of role'],
  remove_member: ['Removed from the workspace', 'Removal'],
  invite_member: ['Invited', 'Invitation'],
  withdraw_invitation: ['Withdrew the invitation', 'Withdrawal of the invitation'],
  create_team: ['Made a team', 'Making of the team'],
  edit_team: ['Edited a team', 'Edit of the team'],
  delete_team: ['Deleted a team', 'Deletion of the team'],
  add_team_member: ['Added to a team', 'Adding to the team'],
  remove_team_member: ['Taken off a team', 'Removal from the team'],
  create_role: ['Made a role', 'Making of the role'],
  edit_role: ['Edited a role', 'Edit of the role'],
  delete_role: ['Deleted a role', 'Deletion of the role'],
  set_permission: ['Changed a permission', 'Change of the permission'],
  take_back: ['Put back', 'Putting back'],
  undo: ['Undid', 'Undo'],
  redo: ['Did again', 'Redo'],
} satisfies Record<MutationName, Gesture> & Record<string, Gesture>;
type Gesture = readonly [did: string, noun: string];
const gestureOf = (name: string): Gesture | undefined => (MUTATIONS as Record<string, Gesture>)[name];

/** What one row of a table is, where it has no name of its own. */
const TABLES: Readonly<Record<string, string>> = {
  workspaces: 'The workspace',
  profiles: 'A profile',
  roles: 'A role',
  permissions: 'A permission',
  workspace_members: 'A member',
  teams: 'A team',
  team_members: 'A member of a team',
  invitations: 'An invitation',
  boards: 'A board',
  board_stages: 'A stage',
  board_cards: 'A card',
  custom_fields: 'A field',
  companies: 'A company',
  contacts: 'A contact',
  deals: 'A deal',
  deal_contacts: 'A contact on a deal',
  timeline_entries: 'A timeline entry',
  tasks: 'A task',
  automations: 'An automation',
  saved_views: 'A view',
  attachments: 'A file',
};

/** Columns whose name with spaces is not what people call them. */
const COLUMNS: Readonly<Record<string, string>> = {
  value_cents: 'Value',
  stage_id: 'Stage',
  company_id: 'Company',
  parent_id: 'Parent company',
  owner_id: 'Owner',
  team_id: 'Team',
  contact_id: 'Contact',
  primary_contact_id: 'Main contact',
  assigned_to: 'Assigned to',
  email: 'E-mail',
  stage_type: 'Type',
  is_archived: 'Archived',
  is_shared: 'Shared',
  deleted_at: 'Deleted',
  domain: 'Website',
  body: 'Text',
  entry_type: 'Kind',
  definition: 'Filters and columns',
  config: 'Options',
};

/** Values that are words of the database. */
const VALUES: Readonly<Record<string, string>> = {
  open: 'Open',
  won: 'Won',
  lost: 'Lost',
  in_progress: 'In progress',
  done: 'Done',
  admin: 'Admin',
  member: 'Member',
  guest: 'Guest',
  note: 'Note',
  call: 'Call',
  email: 'E-mail',
  meeting: 'Meeting',
};

/** As it stands within a sentence. */
const inner = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);

/** "next_step" is "Next step". */
const spoken = (name: string): string => {
  const text = name.replaceAll('_', ' ').trim();
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
};

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
    storage_newer:
      'A newer Outpost has opened the data on this laptop. Nothing is lost. Update Outpost to go on.',
    record_damaged: 'A record cannot be read and is left out. Everything else goes on.',
    not_found: 'It is not here any more.',
    refused: 'The server did not accept this.',
    invalid_input: 'This cannot be saved as it is.',
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
    leftOut: 'A record is left out',
    stopped: 'Sync has stopped',
    waitingRow: 'Waiting to be sent',
    attentionRow: 'Need attention',
    conflicts: (count: number) => `${number(count)} decided for you`,
    conflictsText: 'Somebody else had edited the same. See what stands, or take yours back.',
    conflictsRow: 'Decided for you',
    lastContact: 'Last contact',
    never: 'not yet',
    tryNow: 'Try now',
    connected: 'Connected',
    showAttention: 'Show what needs you',
    showConflicts: 'Show what was decided',
    showWaiting: 'Show what waits',
    show: 'Open Sync',
  },

  toast: { label: 'Message', region: 'Messages ({hotkey})', dismiss: 'Dismiss' },

  undo: {
    undo: 'Undo',
    redo: 'Redo',
    moved: (name: string, stage: string) => `Moved ${name} to ${stage}.`,
    undone: (name: string) => `${nounOf(name)} undone.`,
    redone: (name: string) => `${nounOf(name)} done again.`,
    nothingToUndo: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to redo.',
    failed: (reason: string) => `This could not be taken back. ${reason}`,
    skipped: (count: number) =>
      count === 1
        ? '1 value stays as it is: somebody has changed it since.'
        : `${number(count)} values stay as they are: somebody has changed them since.`,
  },

  changes: {
    /** Without the record, which stands beside it. */
    did: (name: string) => gestureOf(name)?.[0] ?? 'Changed',
    unnamed: (table: string) => TABLES[table] ?? 'A record',
    andMore: (title: string, more: number) => `${title} and ${number(more)} more`,
    /** `cell` is a column, or an element of one as in `custom_fields.budget` and `tags.vip`. */
    column: (cell: string) => {
      const mark = cell.indexOf('.');
      if (mark < 0) return COLUMNS[cell] ?? spoken(cell);
      return cell.startsWith('tags.') ? `Tag ${cell.slice(mark + 1)}` : spoken(cell.slice(mark + 1));
    },
    value: (value: string) => VALUES[value] ?? value,
    quoted: (text: string) => `“${text}”`,
    empty: 'empty',
    yes: 'Yes',
    no: 'No',
    someStage: 'another stage',
    you: 'You',
    somePerson: 'a colleague',
    someRecord: 'another record',
    parts: (count: number) => plural(count, 'part', 'parts'),
    details: 'Details',
  },

  syncPage: {
    title: 'Sync',
    loading: 'Reading what waits',
    list: 'Changes',
    keys: 'Arrow keys move from one to the next, Enter shows the details.',
    attention: 'Needs attention',
    attentionText: 'Not accepted by the server. Kept here until you decide.',
    decided: 'Decided for you',
    decidedText: 'Two people edited the same. The later edit stands, the other is kept here.',
    waiting: 'Waiting',
    waitingText: 'Saved here. Sent as soon as the server answers.',
    empty: 'Everything is sent',
    emptyText: 'What you change shows up here until the server has it.',
    emptyMeanwhile: 'Nothing waits',
    emptyMeanwhileText: 'What you change is saved on this laptop, and waits here until it is sent.',
    lastContact: (when: string) => `Last contact ${when}`,
    noContact: 'No contact with the server yet',
    restSent: 'Everything else is sent.',
    state: {
      section: 'State of sync',
      waiting: 'Waiting to be sent',
      attention: 'Needs attention',
      decided: 'Decided for you',
    },
    more: (count: number) => `and ${number(count)} more`,
    arrow: 'becomes',
    notAccepted: 'The server did not accept this:',
    yours: 'Yours',
    theirs: 'Theirs',
    tryAgain: 'Try again',
    edit: 'Edit',
    discard: 'Discard',
    discardForGood: 'Discard for good',
    keepIt: 'Keep it',
    loses: 'This is on this laptop only. Discarded, it is lost for good.',
    discarded: (title: string) => `Discarded the change to ${title}.`,
    tryingAgain: (title: string) => `Trying ${title} again.`,
    offlineRetry: 'It is sent as soon as you are online.',
    send: 'Save and try again',
    cancel: 'Cancel',
    editing: (title: string) => `Edit ${title}`,
    required: 'It cannot be empty.',
    keep: (value: string) => `Keep ${value}`,
    keepAll: 'Keep all',
    keepThis: 'Keep this',
    useMine: 'Use mine',
    useTheirs: 'Use theirs',
    kept: (title: string) => `Kept ${title} as it is.`,
    took: (title: string) => `Changed ${title} back.`,
    notDone: (reason: string) => `That did not work. ${reason}`,
    colleague: 'A colleague',
    onDay: (day: string) => `on ${day}`,
    justNow: 'just now',
    theirsStands: (who: string, column: string, theirs: string, when: string, mine: string) =>
      `${who} changed ${column} to ${theirs} ${when}; you had ${mine}.`,
    mineStands: (who: string, column: string, theirs: string, when: string, mine: string) =>
      `You changed ${column} to ${mine}; ${when} ${inner(who)} had set ${theirs}.`,
    placeStands: (who: string, theirs: boolean, when: string) =>
      theirs
        ? `${who} moved this within its stage ${when}, after you had.`
        : `You moved this within its stage, after ${inner(who)} had ${when}.`,
    editedWhatYouDeleted: (who: string) => `${who} edited this while you deleted it, so it is still here.`,
    deletedWhatYouEdited: (who: string) => `${who} deleted this while you edited it, so it is back.`,
    deletedAfterYou: (who: string) => `${who} deleted this after you had brought it back.`,
    deletedAfterThem: (who: string) => `You deleted this after ${inner(who)} had brought it back.`,
    deleteIt: 'Delete it',
    restoreIt: 'Bring it back',
    keepDeleted: 'Leave it deleted',
    refused: {
      notAllowed:
        'You may not change this here. Ask an admin of your workspace for the right to, then try again.',
      gone: 'It is not on the server any more, or not yours to see.',
      taken: (field: string | null) =>
        field === null
          ? 'There is one like this already.'
          : `${field} is taken: there is one like this already.`,
      missing: (field: string | null) =>
        field === null ? 'Something in it is missing.' : `${field} cannot be empty.`,
      tooLong: (field: string | null) =>
        field === null ? 'Something in it is too long.' : `${field} is too long.`,
      form: (field: string | null) =>
        field === null
          ? 'Something in it is not in the form that the server knows.'
          : `${field} is not in the form that the server knows.`,
      notFitting: (field: string | null) =>
        field === null ? 'Something in it is not allowed.' : `This value is not allowed for ${field}.`,
      refersToNothing: 'It belongs to something that is not there any more.',
      unknownField: 'Your server does not know this field yet. It has to be updated first.',
      other: 'The server did not say why in words for people.',
    },
  },
};

const nounOf = (name: string): string => gestureOf(name)?.[1] ?? 'Change';
