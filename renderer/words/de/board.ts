import type { Translated } from '../translated.ts';
import type { board as english } from '../en/board.ts';

export const board: Translated<typeof english> = {
  records: {
    deal_one: '{{count, number}} Deal',
    deal_other: '{{count, number}} Deals',
    contact_one: '{{count, number}} Kontakt',
    contact_other: '{{count, number}} Kontakte',
    company_one: '{{count, number}} Firma',
    company_other: '{{count, number}} Firmen',
  },
  open: 'offen',
  more: '+{{count, number}}',
  probability: '{{value, number}} % wahrscheinlich',
  won: 'Gewonnen',
  lost: 'Verloren',
  stage: '{{name}}, {{cards, number}}',
  card_kind: 'Karte',
  waiting: 'Wird noch gesendet',
  late: 'überfällig',
  closes: 'Abschluss am {{day}}',
  overdue: 'War fällig am {{day}}',
  no_cards: {
    deal: 'Noch keine Deals auf diesem Board',
    contact: 'Noch keine Kontakte auf diesem Board',
    company: 'Noch keine Firmen auf diesem Board',
  },
  no_stages: 'Dieses Board hat noch keine Phasen',
  no_stages_text: 'Phasen sind die Spalten eines Boards, zum Beispiel Anfrage, Angebot und Gewonnen.',
  no_boards: 'Noch keine Boards',
  first_sync: 'Deine Boards werden geholt',
  first_sync_text: 'Du kannst anfangen, sobald die ersten Karten da sind.',
  not_moved: 'Die Karte wurde nicht verschoben. {{reason}}',
  moved: '{{name}} nach {{stage}} verschoben.',
  hand: {
    lifted:
      '{{name}} angehoben. Phase {{stage}}, Platz {{position, number}} von {{total, number}}. Pfeiltasten verschieben, Leertaste legt ab, Escape legt zurück.',
    over: 'Phase {{stage}}, Platz {{position, number}} von {{total, number}}.',
    dropped: '{{name}} abgelegt. Phase {{stage}}, Platz {{position, number}} von {{total, number}}.',
    put_back: '{{name}} zurückgelegt in Phase {{stage}}.',
    gone: '{{name}} ist nicht mehr auf diesem Board.',
  },
};
