// What the palette offers, in order: what is called exactly as typed, then records, then what else there is to do.
// Nothing typed shows what was opened last.
import type { Hit } from '../../sync/index.ts';
import { mayAdd, type May } from '../fields/permissions.ts';
import { startCreating } from '../navigation/creating.ts';
import type { RecentRecord } from '../navigation/recent.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { commandsFor, ICONS, type Command } from './commands.ts';
import type { Answer } from './use-search.ts';

export type RecordChoice = { kind: 'record'; group: 'recent' | 'records' } & Hit;
export type CommandChoice = { kind: 'command' } & Omit<Command, 'group'> & {
    group: Command['group'] | 'create';
  };
/** `id` is unique among all choices. */
export type Choice = RecordChoice | CommandChoice;

type Known = {
  answer: Answer;
  recent: readonly RecentRecord[];
  commands: readonly Command[];
  may: May;
};

export function choicesOf({ answer: { text, hits }, recent, commands, may }: Known): readonly Choice[] {
  const records = text === '' ? recent.map(recentChoice) : hits.map(foundChoice);
  const known = text === '' ? commands : commandsFor(commands, text);
  const isNamed = ({ name }: Command) => name.toLocaleLowerCase() === text.toLocaleLowerCase();
  const choices: Choice[] = [
    ...inOrder(known.filter(isNamed)),
    ...records,
    ...inOrder(known.filter((command) => !isNamed(command))),
  ];
  if (choices.length > 0 || text === '') return choices;
  return CREATED.filter((kind) => mayAdd(may, kind)).map((kind) => createChoice(kind, text));
}

const foundChoice = (hit: Hit): Choice => ({ ...hit, kind: 'record', group: 'records' });

const recentChoice = ({ table, id, row }: RecentRecord): Choice => ({
  kind: 'record',
  group: 'recent',
  table,
  id,
  title: row.name,
  subtitle: subtitleOf(row),
  match: null,
});

function subtitleOf(row: RecentRecord['row']): string | null {
  if ('email' in row) return row.email ?? row.phone;
  if ('domain' in row) return row.domain;
  const { value_cents, currency } = row;
  return value_cents === null || currency === null ? null : money({ value_cents, currency });
}

/** Actions before places. */
const inOrder = (commands: readonly Command[]): Choice[] =>
  (['do', 'go'] as const).flatMap((group) =>
    commands
      .filter((command) => command.group === group)
      .map((command): Choice => ({ ...command, kind: 'command' })),
  );

const CREATED = ['contacts', 'companies', 'deals', 'tasks'] as const;

const createChoice = (table: Hit['table'], name: string): Choice => ({
  kind: 'command',
  group: 'create',
  id: `create ${table}`,
  name: t(`search.create.${table}`, { name }),
  also: '',
  icon: ICONS[table],
  shortcut: null,
  run: () => startCreating(table, null, name),
});
