import { Building2, CircleUserRound, Handshake } from 'lucide-react';
import type { ListRow, RecordTable } from '../../sync/index.ts';
import { openRecord } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import type { Pair } from './use-pairs.ts';

export const PAIR_HEIGHT = 56;

const ICONS = { contacts: CircleUserRound, companies: Building2, deals: Handshake } as const;

type Props = {
  table: RecordTable;
  pair: Pair;
  /** In pixels from the beginning of the list. */
  start: number;
  place: { at: number; of: number };
  /** Null where the person may not. */
  onMerge: (() => void) | null;
  onApart: () => void;
};

export function PairRow({ table, pair: { older, newer, because }, start, place, onMerge, onApart }: Props) {
  const Icon = ICONS[table];
  return (
    <li
      aria-label={t('duplicates.pair', { one: older.name, other: newer.name })}
      aria-posinset={place.at}
      aria-setsize={place.of}
      style={{ height: PAIR_HEIGHT, transform: `translateY(${start}px)` }}
      className="absolute inset-x-0 top-0 flex items-center gap-4 border-b border-hairline px-4 hover:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-secondary" />
      <RecordCell table={table} row={older} />
      <RecordCell table={table} row={newer} />
      <span className="w-40 shrink-0 truncate text-small text-secondary">
        {t(`duplicates.because.${because}`)}
      </span>
      <span className="flex shrink-0 gap-1">
        <Button kind="quiet" data-apart onClick={onApart}>
          {t('duplicates.not_same')}
        </Button>
        {onMerge && <Button onClick={onMerge}>{t('duplicates.merge')}</Button>}
      </span>
    </li>
  );
}

const RecordCell = ({ table, row }: { table: RecordTable; row: ListRow<RecordTable> }) => (
  <div className="min-w-0 flex-1 basis-0">
    <button
      type="button"
      aria-label={t('duplicates.open', { name: row.name })}
      onClick={() => openRecord(table, row.id)}
      className="block max-w-full truncate rounded-control text-start font-medium underline-offset-3 hover:underline"
    >
      {row.name}
    </button>
    <p className="truncate text-small text-secondary">{factsOf(table, row) || '\u00a0'}</p>
  </div>
);

/** By what one is told from the other. */
function factsOf(table: RecordTable, row: ListRow<RecordTable>): string {
  const { names } = row;
  switch (table) {
    case 'contacts': {
      const { email, phone } = row as ListRow<'contacts'>;
      return joined(email, phone, names['company_id']);
    }
    case 'companies': {
      const { domain, industry } = row as ListRow<'companies'>;
      return joined(domain, industry, names['owner_id']);
    }
    case 'deals': {
      const { value_cents, currency } = row as ListRow<'deals'>;
      const value = value_cents === null || currency === null ? null : money({ value_cents, currency });
      return joined(value, names['company_id'], names['stage_id']);
    }
  }
}

const joined = (...facts: readonly (string | null | undefined)[]): string =>
  facts.filter(Boolean).join(' · ');
