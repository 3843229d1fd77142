// What a rep who was offline for a while comes back to: edits that wait, some that were refused, some that met others.
import type { Conflict, OutboxEntry, WriteView } from '../../sync/index.ts';

const ME = '018f0000-0000-7000-8000-0000000000a1';
const MARA = '018f0000-0000-7000-8000-0000000000a2';

type Values = Readonly<Record<string, unknown>>;
type Refusal = WriteView['refusal'];

let rows = 0;
const rowId = () => `018f0000-0000-7000-8000-${String((rows += 1)).padStart(12, '0')}`;

function write(
  table: string,
  title: string | null,
  before: Values | null,
  columns: Values,
  refusal: Refusal = null,
): WriteView {
  return {
    mutation_id: '',
    index: 0,
    table,
    row_id: rowId(),
    title,
    is_new: before === null,
    columns,
    before,
    state: refusal ? 'refused' : 'waiting',
    refusal,
  };
}

const refusal = (code: string, message: string, details: string | null = null): Refusal => ({
  code,
  message,
  details,
});

const move = (title: string, from: number, to: number, refused: Refusal = null): WriteView[] => [
  write(
    'board_cards',
    title,
    { stage_id: `stage-${from}`, rank: 'a1' },
    { stage_id: `stage-${to}`, rank: 'a0V' },
    refused,
  ),
  write('deals', title, { stage_id: `stage-${from}` }, { stage_id: `stage-${to}` }, refused),
];

type Gesture = [minutes: number, name: string, writes: WriteView[]];

const GESTURES = (): Gesture[] => [
  [
    3 * 24 * 60,
    'edit_records',
    [
      write(
        'deals',
        'Migration from the old mainframe to a hosted platform, with training for the northern depots and workshops',
        { value_cents: 14_200_000, currency: 'EUR', close_date: '2026-12-01' },
        { value_cents: 16_850_050, currency: 'EUR', close_date: '2027-03-12' },
        refusal('42501', 'you may not edit deals of this workspace'),
      ),
    ],
  ],
  [
    26 * 60,
    'edit_records',
    [
      write(
        'companies',
        'Brückner & Söhne',
        { 'custom_fields.employees': 120, domain: null },
        { 'custom_fields.employees': -4, domain: 'brueckner-soehne.example' },
        refusal('23514', 'Employees must be a number from 0 up to 500000', 'custom_fields.employees'),
      ),
    ],
  ],
  [
    95,
    'create_record',
    [
      write(
        'contacts',
        '山田 太郎',
        null,
        {
          name: '山田 太郎',
          email: 'yamada@kaisha.example',
          phone: '+81 3 5555 0142',
          title: '営業部長',
          tags: ['Messe', 'Japan'],
          owner_id: ME,
        },
        refusal('23505', 'duplicate key value violates unique constraint "contacts_email_key"'),
      ),
    ],
  ],
  [
    80,
    'edit_records',
    [
      write(
        'deals',
        'Rederi Öresund, färjebokning',
        { currency: 'SEK' },
        { currency: 'kronor' },
        refusal('23514', 'new row for relation "deals" violates check constraint "deals_currency"'),
      ),
    ],
  ],
  [64, 'move_cards', move('Nordwind ERP', 0, 2)],
  [
    58,
    'edit_records',
    [
      write(
        'deals',
        'Lieferkette 札幌',
        { value_cents: 1_200_000, currency: 'JPY' },
        { value_cents: 1_450_000, currency: 'JPY' },
      ),
    ],
  ],
  [
    41,
    'edit_records',
    ['Åsa Öberg', 'Sören Kierkegård', 'Jürgen Groß', 'Zoë Weiß-Müller', '佐藤 花子'].map((name) =>
      write('contacts', name, { owner_id: ME, 'tags.Messe': false }, { owner_id: MARA, 'tags.Messe': true }),
    ),
  ],
  [
    33,
    'add_entry',
    [
      write('timeline_entries', 'Hafenlogistik Kiel', null, {
        entry_type: 'call',
        body: 'Frau Petersen will das Angebot bis Freitag.\nSie fragt nach Schulungen vor Ort und nach einer Ratenzahlung über drei Jahre.',
        happened_at: '2026-11-21T10:00:00.000Z',
      }),
    ],
  ],
  [
    20,
    'create_task',
    [
      write('tasks', 'Angebot nachfassen', null, {
        title: 'Angebot nachfassen',
        due_date: '2026-11-27',
        assigned_to: ME,
        status: 'open',
      }),
    ],
  ],
  [
    12,
    'delete_records',
    [
      write(
        'companies',
        'Teekontor Wilken',
        { deleted_at: null },
        { deleted_at: '2026-11-21T10:00:00.000Z' },
      ),
    ],
  ],
  [0, 'some_later_mutation', [write('tables_of_tomorrow', null, { next_step: null }, { next_step: 'call' })]],
];

const iso = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

/** `repeat` adds that many plain moves behind the demo's entries. */
export function demoOutbox(repeat = 0, now = new Date()): OutboxEntry[] {
  const more = Array.from({ length: repeat }, (_, at): Gesture => [
    0,
    'move_cards',
    move(`Nordwind ERP ${at + 1}`, at % 5, (at + 1) % 5),
  ]);
  return [...GESTURES(), ...more].map(([minutes, name, writes], at) => ({
    id: `gesture-${at}`,
    mutation_ids: [`mutation-${at}`],
    name,
    at: iso(now, minutes),
    state: writes.some(({ state }) => state === 'refused') ? 'attention' : 'waiting',
    writes: writes.map((write, index) => ({ ...write, mutation_id: `mutation-${at}`, index })),
  }));
}

export function demoConflicts(now = new Date()): Conflict[] {
  const conflict = (
    at: number,
    table: string,
    title: string,
    cell: string,
    [mine, theirs]: readonly [unknown, unknown],
    kept: Conflict['kept'],
    minutes: number,
  ): Conflict => ({
    mutation_id: `decided-${at}`,
    index: table === 'deals' ? 1 : 0,
    table,
    row_id: `${table}-${at}`,
    title,
    cell,
    mine,
    theirs,
    kept,
    mine_at: iso(now, minutes + 30),
    theirs_at: iso(now, minutes),
    theirs_by: null,
  });
  return [
    conflict(1, 'board_cards', 'Fleet management', 'stage_id', ['stage-1', 'stage-2'], 'theirs', 4 * 24 * 60),
    conflict(1, 'board_cards', 'Fleet management', 'rank', ['a1', 'a2'], 'theirs', 4 * 24 * 60),
    conflict(1, 'deals', 'Fleet management', 'stage_id', ['stage-1', 'stage-2'], 'theirs', 4 * 24 * 60),
    conflict(
      2,
      'deals',
      'Kylkedja för Lantmännen Norr',
      'close_date',
      ['2026-12-18', '2027-01-15'],
      'mine',
      150,
    ),
    conflict(
      2,
      'deals',
      'Kylkedja för Lantmännen Norr',
      'name',
      ['Kylkedja för Lantmännen Norr', 'Kylkedja Norr'],
      'mine',
      150,
    ),
    conflict(3, 'contacts', 'Jürgen Groß', 'deleted_at', [null, iso(now, 50)], 'mine', 50),
  ];
}
