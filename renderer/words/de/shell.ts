import type { Translated } from '../translated.ts';
import type { shell as english } from '../en/shell.ts';

export const shell: Translated<typeof english> = {
  navigation: 'Hauptbereiche',
  home: 'Start',
  tasks: 'Aufgaben',
  boards: 'Boards',
  contacts: 'Kontakte',
  companies: 'Firmen',
  deals: 'Deals',
  search: 'Suche',
  trash: 'Papierkorb',
  settings: 'Einstellungen',
  due: '{{count, number}} fällig',
  panel: 'Eintrag',
  new: 'Neu',
  create: {
    title: 'Neu',
    deals: 'Deal',
    contacts: 'Kontakt',
    companies: 'Firma',
    tasks: 'Aufgabe',
    notes: 'Notiz',
    task_title: 'Neue Aufgabe',
    note_title: 'Neue Notiz',
    find_record: 'Deal, Kontakt oder Firma suchen',
    type_name: 'Tippe den Namen',
    no_record: 'Nichts gefunden',
    not_allowed:
      'Mit deiner Rolle kannst du hier lesen, aber nichts hinzufügen. Frag einen Admin deines Arbeitsbereichs.',
  },
  collapse: 'Seitenleiste einklappen',
  expand: 'Seitenleiste ausklappen',
  menu: '{{workspace}}, Menü des Arbeitsbereichs',
  theme: 'Darstellung',
  themes: { light: 'Hell', dark: 'Dunkel', system: 'Wie das System' },
  shortcuts: 'Tastenkürzel',
  sign_out: 'Abmelden',
  signing_out: {
    title: 'Von Outpost abmelden?',
    unsent_one:
      '{{count, number}} Änderung ist noch nicht gesendet. Sie bleibt auf diesem Laptop und wird gesendet, wenn du dich wieder anmeldest.',
    unsent_other:
      '{{count, number}} Änderungen sind noch nicht gesendet. Sie bleiben auf diesem Laptop und werden gesendet, wenn du dich wieder anmeldest.',
    all_sent: 'Alles ist gesendet. Deine Daten bleiben für das nächste Mal auf diesem Laptop.',
    wipe: 'Auch die Daten von diesem Laptop entfernen',
    wipe_loses_one: '{{count, number}} Änderung wäre endgültig verloren.',
    wipe_loses_other: '{{count, number}} Änderungen wären endgültig verloren.',
    confirm: 'Abmelden',
    confirm_wipe: 'Abmelden und entfernen',
    cancel: 'Bleiben',
  },
};
