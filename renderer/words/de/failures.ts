import type { Translated } from '../translated.ts';
import type { failures as english } from '../en/failures.ts';

export const failures: Translated<typeof english> = {
  unreachable: 'Unter dieser Adresse antwortet niemand. Prüfe sie und dein Netz.',
  not_supabase: 'Unter dieser Adresse antwortet etwas, aber kein Supabase-Projekt.',
  wrong_key: 'Dieser Schlüssel gehört nicht zu diesem Projekt. Kopiere den Publishable Key noch einmal.',
  wrong_credentials: 'Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen.',
  unconfirmed: 'Öffne zuerst den Link in der E-Mail, die wir an diese Adresse geschickt haben.',
  email_taken: 'Mit dieser Adresse gibt es schon ein Konto. Melde dich damit an.',
  weak_password: 'Dieses Passwort ist zu kurz oder zu leicht zu erraten. Nimm ein längeres.',
  closed: 'Dieser Server lässt auf diesem Weg niemanden hinein. Frag die Person, die ihn betreut.',
  link_expired:
    'Dieser Link ist zu alt oder wurde nicht auf diesem Laptop angefordert. Fordere einen neuen an.',
  too_many_requests: 'Zu viele Versuche in kurzer Zeit. Warte eine Minute und versuche es dann noch einmal.',
  schema_mismatch:
    'Dieses Projekt ist nicht für diese Version von Outpost eingerichtet. Frag die Person, die es betreut.',
  no_workspace: 'Du bist noch in keinem Arbeitsbereich. Bitte jemanden aus deinem Team, dich einzuladen.',
  signed_out: 'Deine Anmeldung ist abgelaufen. Melde dich noch einmal an.',
  storage_full:
    'Die Festplatte dieses Laptops ist voll. Schaffe etwas Platz und versuche es dann noch einmal.',
  storage_broken: 'Die Daten auf diesem Laptop ließen sich nicht öffnen.',
  storage_newer:
    'Ein neueres Outpost hat die Daten auf diesem Laptop geöffnet. Nichts ist verloren. Aktualisiere Outpost, um weiterzumachen.',
  removed:
    'Die Daten auf diesem Laptop wurden in einem anderen Fenster entfernt. Melde dich an, um sie wieder hier zu haben.',
  record_damaged: 'Ein Eintrag lässt sich nicht lesen und fehlt hier. Alles andere läuft weiter.',
  not_found: 'Das ist nicht mehr da.',
  refused: 'Der Server hat das nicht angenommen.',
  invalid_input: 'So lässt sich das nicht speichern.',
  unexpected: 'Etwas ist schiefgegangen, womit wir nicht gerechnet haben.',
};
