import { useMemo, useState } from 'react';
import { Plus } from 'lucide-react';
import type { ListQuery, ListRow } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { money } from '../ui/money.ts';
import { useList } from '../ui/use-list.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { AddRecord } from './add-record.tsx';
import { openCreate } from './create-record-dialog.tsx';
import { useShownRecord } from './record-context.ts';
import { Section, ROW, RowTitle } from './section.tsx';
import { useAll } from './use-all.ts';
import { useLiveRecords } from './use-live-records.ts';

type Deal = ListRow<'deals'>;

/** The deals of a company. */
export function CompanyDeals() {
  const { replica, id, may } = useShownRecord();
  const query = useMemo((): ListQuery<'deals'> => dealsWith('company_id', id), [id]);
  const { rows, total } = useAll(useList(replica, query));
  return (
    <Section
      title={t('records.lists.deal')}
      count={total}
      action={
        may.deal && (
          <IconButton
            name={t('records.deals.add')}
            onClick={() => openCreate('deal', { columns: { company_id: id } })}
          >
            <Plus aria-hidden className="size-4" />
          </IconButton>
        )
      }
    >
      <Deals deals={rows} />
    </Section>
  );
}

const dealsWith = (cell: string, id: string): ListQuery<'deals'> => ({
  table: 'deals',
  conditions: [{ kind: 'any_of', cell, values: [id] }],
  order: [{ cell: 'updated_at', direction: 'descending' }],
});

/** The deals that a contact is the first person of, and those on which it is with others. */
export function ContactDeals() {
  const { replica, id, row, directory, may, open } = useShownRecord();
  const main = useMemo((): ListQuery<'deals'> => dealsWith('primary_contact_id', id), [id]);
  const links = useMemo((): ListQuery<'deal_contacts'> => ({ table: 'deal_contacts', of: id }), [id]);
  const { rows: deals } = useAll(useList(replica, main));
  const { rows: linked } = useAll(useList(replica, links));
  const [adding, setAdding] = useState(false);
  const live = useLiveRecords(
    replica,
    'deals',
    linked.map(({ deal_id }) => deal_id),
  );
  const others = linked.flatMap(({ deal_id, role }) => {
    const deal = live.get(deal_id);
    return deal && !deals.some(({ id: main_id }) => main_id === deal_id) ? [{ deal, role }] : [];
  });
  const add = (
    <IconButton name={t('records.deals.link')} onClick={() => setAdding(true)}>
      <Plus aria-hidden className="size-4" />
    </IconButton>
  );
  return (
    <Section
      title={t('records.lists.deal')}
      count={deals.length + others.length}
      action={
        may.deal &&
        (adding ? (
          <AddRecord
            table="deals"
            anchor={<span>{add}</span>}
            columns={{ company_id: row['company_id'] ?? null }}
            onClose={() => setAdding(false)}
            onPick={(deal_id) => {
              setAdding(false);
              void write(replica, 'link_contact', { deal_id, contact_id: id });
            }}
          />
        ) : (
          add
        ))
      }
    >
      {deals.length + others.length === 0 ? (
        <p className="py-1 text-secondary">{t('records.deals.none')}</p>
      ) : (
        <>
          <Deals deals={deals} />
          <ul>
            {others.map(({ deal, role }) => (
              <li key={deal.id} className={ROW}>
                <StageDot deal={deal} directory={directory} />
                <RowTitle text={deal.name} onOpen={() => open('deals', deal.id)} />
                <span className="ms-auto truncate text-small text-secondary">{role}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Deals({ deals }: { deals: readonly Deal[] }) {
  const { directory, open, record_type } = useShownRecord();
  if (deals.length === 0 && record_type === 'company')
    return <p className="py-1 text-secondary">{t('records.deals.none')}</p>;
  return (
    <ul>
      {deals.map((deal) => (
        <li key={deal.id} className={ROW}>
          <StageDot deal={deal} directory={directory} />
          <RowTitle text={deal.name} onOpen={() => open('deals', deal.id)} />
          {deal.value_cents !== null && deal.currency !== null && (
            <span className="tabular ms-auto shrink-0 text-small text-secondary">
              {money({ value_cents: deal.value_cents, currency: deal.currency })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function StageDot({ deal, directory }: { deal: Pick<Deal, 'stage_id'>; directory: Directory }) {
  const stage = deal.stage_id === null ? null : directory.stage(deal.stage_id);
  return (
    <span
      role="img"
      aria-label={stage?.name ?? t('records.boards.none')}
      title={stage?.name ?? t('records.boards.none')}
      className="size-2 shrink-0 rounded-full border border-control"
      style={stage ? { background: stage.colour, borderColor: stage.colour } : undefined}
    />
  );
}

/** The people of a company. */
export function CompanyPeople() {
  const { replica, id, open, may } = useShownRecord();
  const query = useMemo(
    (): ListQuery<'contacts'> => ({
      table: 'contacts',
      conditions: [{ kind: 'any_of', cell: 'company_id', values: [id] }],
      order: [{ cell: 'name', direction: 'ascending' }],
    }),
    [id],
  );
  const { rows, total } = useAll(useList(replica, query));
  return (
    <Section
      title={t('records.lists.contact')}
      count={total}
      action={
        may.write && (
          <IconButton
            name={t('records.people.create')}
            onClick={() => openCreate('contact', { columns: { company_id: id } })}
          >
            <Plus aria-hidden className="size-4" />
          </IconButton>
        )
      }
    >
      {rows.length === 0 && <p className="py-1 text-secondary">{t('records.people.none_here')}</p>}
      <ul>
        {rows.map((contact) => (
          <li key={contact.id} className={ROW}>
            <RowTitle text={contact.name} onOpen={() => open('contacts', contact.id)} />
            <span className="ms-auto min-w-0 truncate text-small text-secondary">{contact.title}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
