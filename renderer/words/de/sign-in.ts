import type { Translated } from '../translated.ts';
import type { sign_in as english } from '../en/sign-in.ts';

export const sign_in: Translated<typeof english> = {
  title: 'Anmelden',
  server: 'Adresse des Servers',
  server_hint: 'https://dein-projekt.supabase.co',
  key: 'Publishable Key',
  key_hint: 'sb_publishable_…',
  email: 'E-Mail',
  password: 'Passwort',
  show_password: 'Passwort zeigen',
  hide_password: 'Passwort verbergen',
  submit: 'Anmelden',
  busy: 'Wird angemeldet …',
  memory_only:
    'Dieses System hat keinen Schlüsselbund, darum meldest du dich nach dem Beenden neu an. Deine Daten bleiben auf diesem Laptop.',
  demo: 'Das ist der Arbeitsbereich zum Ausprobieren. Alles ist schon ausgefüllt.',
  checks: {
    server_missing: 'Gib die Adresse deines Supabase-Projekts ein.',
    server_form: 'Das ist keine Webadresse. Sie sieht aus wie https://dein-projekt.supabase.co',
    server_insecure: 'Nimm https. Einfaches http ist nur für einen Server auf diesem Laptop.',
    key_missing: 'Gib den Publishable Key deines Projekts ein.',
    key_secret:
      'Das ist ein geheimer Schlüssel. Nimm den Publishable Key und gib den geheimen in keine App ein.',
    email_missing: 'Gib deine E-Mail-Adresse ein.',
    email_form: 'Das ist keine E-Mail-Adresse.',
    password_missing: 'Gib dein Passwort ein.',
  },
};
