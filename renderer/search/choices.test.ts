import { House, Plus } from 'lucide-react';
import { expect, it } from 'vitest';
import type { Hit } from '../../sync/index.ts';
import type { May } from '../fields/permissions.ts';
import { choicesOf } from './choices.ts';
import { commandsFor, type Command } from './commands.ts';

const command = (group: Command['group'], name: string, also = ''): Command => ({
  id: name,
  group,
  name,
  also,
  icon: group === 'go' ? House : Plus,
  shortcut: null,
  run: () => undefined,
});
const commands = [
  command('go', 'Contacts', 'go to open'),
  command('go', 'Home', 'go to open'),
  command('do', 'New contact', 'create add'),
];
const hit = (id: string): Hit => ({ table: 'contacts', id, title: id, subtitle: null, match: null });
const shown = (text: string, hits: readonly Hit[] = [], may: May = () => true) =>
  choicesOf({ answer: { text, hits }, recent: [], commands, may }).map(({ id }) => id);

it('finds a command by its name and by other words for it, together with its name', () => {
  const found = (text: string) => commandsFor(commands, text).map(({ name }) => name);
  expect(found('cont')).toEqual(['Contacts', 'New contact']);
  expect(found('create contact')).toEqual(['New contact']);
  expect(found('go home')).toEqual(['Home']);
  expect(found('open')).toEqual([]);
});

it('has records before commands, except what is called as typed', () => {
  expect(shown('cont', [hit('Conrad')])).toEqual(['Conrad', 'New contact', 'Contacts']);
  expect(shown('contacts', [hit('Conrad')])).toEqual(['Contacts', 'Conrad', 'New contact']);
});

it('has everything to do where nothing is typed, and offers to create what is not found', () => {
  expect(shown('')).toEqual(['New contact', 'Contacts', 'Home']);
  expect(shown('Berta Klein')).toEqual([
    'create contacts',
    'create companies',
    'create deals',
    'create tasks',
  ]);
});

it('offers to create only what the person may add', () => {
  expect(shown('Berta Klein', [], (resource) => resource === 'task')).toEqual(['create tasks']);
  expect(shown('Berta Klein', [], () => false)).toEqual([]);
});
