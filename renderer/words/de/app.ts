import type { Translated } from '../translated.ts';
import type { app as english } from '../en/app.ts';

export const app: Translated<typeof english> = {
  name: 'Outpost',
  sentence: 'Deine Pipeline auf deinem Laptop. Mit Netz und ohne.',
  opening: 'Dein Board wird geöffnet',
  updating: 'Deine Daten werden angepasst',
  updating_text:
    'Das geschieht einmal, nachdem Outpost selbst aktualisiert wurde. Nichts geht verloren, wenn du es schließt.',
  failed: {
    title: 'Outpost konnte dein Board nicht öffnen',
    safe: 'Was du gespeichert hast, ist weiter auf diesem Laptop.',
    screen: 'Dieser Teil von Outpost ist stehen geblieben',
    screen_text:
      'Nichts, was du gespeichert hast, ist verloren. Versuche es noch einmal; bleibt er wieder stehen, kopiere den Bericht und schick ihn uns.',
    retry: 'Noch einmal versuchen',
    sign_in: 'Zur Anmeldung',
    copy_report: 'Bericht kopieren',
    copied: 'Kopiert',
    report_note:
      'Der Bericht sagt, was wo stehen geblieben ist. Er enthält keine Namen, keine Einträge und keine Passwörter.',
  },
  toast: { label: 'Meldung', region: 'Meldungen ({hotkey})', dismiss: 'Schließen' },
};
