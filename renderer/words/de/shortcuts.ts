import type { Translated } from '../translated.ts';
import type { shortcuts as english } from '../en/shortcuts.ts';

export const shortcuts: Translated<typeof english> = {
  title: 'Tastenkürzel',
  close: 'Schließen',
  then: 'dann',
  groups: { anywhere: 'Überall', go: 'Gehe zu', here: 'Wo du bist' },
  names: {
    palette: 'Suche und Befehle',
    create: 'Etwas Neues hinzufügen',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    back: 'Zurück',
    forward: 'Vor',
    sidebar: 'Seitenleiste ein- oder ausklappen',
    sheet: 'Diese Tastenkürzel',
    home: 'Start',
    tasks: 'Aufgaben',
    boards: 'Boards',
    contacts: 'Kontakte',
    companies: 'Firmen',
    deals: 'Deals',
    sync: 'Abgleich',
    trash: 'Papierkorb',
    settings: 'Einstellungen',
    filter: 'Filtern, was zu sehen ist',
    edit: 'Bearbeiten',
    note: 'Notiz schreiben',
  },
  keys: { ctrl: 'Strg', alt: 'Alt', shift: 'Umschalt' },
};
