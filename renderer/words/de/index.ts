// German. The words for our things: Deal, Kontakt, Firma, Board, Phase, Karte, Aufgabe, Notiz, Verlauf, Ansicht, Feld,
// Schlagwort, Eintrag (any record), Arbeitsbereich, Team, Papierkorb, Abgleich (sync). The person is "du".
import type { en } from '../en/index.ts';
import type { Translated } from '../translated.ts';
import { app } from './app.ts';
import { board } from './board.ts';
import { boards } from './boards.ts';
import { changes } from './changes.ts';
import { duplicates } from './duplicates.ts';
import { failures } from './failures.ts';
import { first_run } from './first-run.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { lists } from './lists.ts';
import { lock } from './lock.ts';
import { records } from './records.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { shortcuts } from './shortcuts.ts';
import { sign_in } from './sign-in.ts';
import { sync } from './sync.ts';
import { sync_page } from './sync-page.ts';
import { tasks } from './tasks.ts';
import { timeline } from './timeline.ts';
import { trash } from './trash.ts';
import { updates } from './updates.ts';

export const de: Translated<typeof en> = {
  app,
  board,
  boards,
  changes,
  duplicates,
  failures,
  first_run,
  home,
  imports,
  lists,
  lock,
  records,
  search,
  settings,
  shell,
  shortcuts,
  sign_in,
  sync,
  sync_page,
  tasks,
  timeline,
  trash,
  updates,
};
