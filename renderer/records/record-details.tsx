import { Fragment, useState, type ReactNode } from 'react';
import { Building2, ChevronRight, CircleUser, Handshake, Lock } from 'lucide-react';
import type { RecordType } from '../../sync/index.ts';
import { readField, type Cells, type Field } from '../fields/field.ts';
import { Button } from '../ui/button.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { Boards } from './boards-section.tsx';
import { CompanyDeals, CompanyPeople, ContactDeals } from './deals-section.tsx';
import { DealStage } from './deal-stage.tsx';
import { ParentChain } from './parent-chain.tsx';
import { DealPeople } from './people-section.tsx';
import { Property } from './property.tsx';
import { useShownRecord } from './record-context.ts';
import { RecordTitle } from './record-title.tsx';
import { Tasks } from './tasks-section.tsx';

const ICONS = { contact: CircleUser, company: Building2, deal: Handshake } as const;

export function KindIcon({ record_type }: { record_type: RecordType }) {
  const Icon = ICONS[record_type];
  return <Icon aria-hidden className="size-4 shrink-0 text-secondary" />;
}

const SECTIONS: Readonly<Record<RecordType, ReactNode>> = {
  contact: (
    <>
      <Tasks />
      <ContactDeals />
    </>
  ),
  company: (
    <>
      <Tasks />
      <CompanyPeople />
      <CompanyDeals />
    </>
  ),
  deal: (
    <>
      <Tasks />
      <DealPeople />
    </>
  ),
};

/** Everything about a record but what happened on it; `brief`: fields that are empty are a press away. */
export function RecordDetails({ brief = false }: { brief?: boolean }) {
  const { record_type, fields, row } = useShownRecord();
  const [withAll, setWithAll] = useState(!brief);
  // A deal's stage stands above, where it can be seen how far it has come.
  const listed = fields.filter(
    ({ cell }) => cell !== 'name' && (cell !== 'stage_id' || row['stage_id'] === null),
  );
  return (
    <>
      <Standing />
      {record_type === 'company' && <ParentChain />}
      <RecordTitle />
      {record_type === 'deal' && <DealStage />}
      <div className="py-3">
        <dl>
          {listed
            .filter((field) => withAll || isTold(field, row))
            .map((field) => (
              <Property key={field.cell} field={field} />
            ))}
        </dl>
        {brief && (
          <button
            type="button"
            aria-expanded={withAll}
            className="h-7 rounded-control text-small text-secondary fades hover:text-text"
            onClick={() => setWithAll(!withAll)}
          >
            {withAll ? t('records.page.fewer_fields') : t('records.page.more_fields')}
          </button>
        )}
      </div>
      <Fragment key={record_type}>{SECTIONS[record_type]}</Fragment>
      <Boards />
    </>
  );
}

const isTold = (field: Field, row: Cells): boolean => field.editable && readField(field, row) !== null;

/** That the record is deleted, or that it may only be read. */
function Standing() {
  const { replica, record_type, id, name, may, deleted } = useShownRecord();
  if (deleted)
    return (
      <div className="mb-3 flex items-center gap-2 rounded-card border border-hairline bg-sunken py-1.5 ps-3 pe-1.5">
        <p className="grow">{t(`records.page.is_deleted.${record_type}`)}</p>
        {may.delete && (
          <Button
            onClick={() =>
              void write(
                replica,
                'restore_records',
                { record_type, ids: [id] },
                t('records.page.restored', { name }),
              )
            }
          >
            {t('records.page.restore')}
          </Button>
        )}
      </div>
    );
  if (may.write) return null;
  return (
    <p className="mb-3 flex gap-2 rounded-card border border-hairline bg-sunken px-3 py-2 text-secondary">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(`records.page.read_only.${record_type}`)}
    </p>
  );
}

export const Crumb = () => (
  <ChevronRight aria-hidden className="size-3.5 shrink-0 text-secondary rtl:rotate-180" />
);
