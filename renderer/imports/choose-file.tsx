import { useEffect, useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import type { RecordType } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';
import { readTable, type SheetTable } from './table-file.ts';

type Props = {
  record_type: RecordType;
  dropped: File | null;
  onTable: (table: SheetTable) => void;
  onCancel: () => void;
};

const ACCEPTED = { contact: '.csv,.tsv,.txt,.vcf', company: '.csv,.tsv,.txt', deal: '.csv,.tsv,.txt' };

export function ChooseFile({ record_type, dropped, onTable, onCancel }: Props) {
  const [file, setFile] = useState(dropped);
  const [fault, setFault] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const [told] = useState(() => ({ onTable }));

  useEffect(() => {
    if (!file) return;
    let stale = false;
    const answer = (next: () => void) => {
      if (!stale) next();
    };
    file
      .arrayBuffer()
      .then((bytes) => readTable(new Uint8Array(bytes)))
      .then(
        (table) =>
          answer(() => {
            if (table.rows.length > 0) told.onTable(table);
            else refuse(t('imports.no_rows'));
          }),
        () => answer(() => refuse(t('imports.unreadable'))),
      );
    const refuse = (reason: string) => {
      setFault(reason);
      setFile(null);
    };
    return () => {
      stale = true;
    };
  }, [file, told]);

  const take = (next: File | undefined) => {
    if (!next) return;
    setFault(null);
    setFile(next);
  };
  return (
    <div className="flex flex-col gap-3">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        className={classNames(
          'flex h-44 flex-col items-center justify-center gap-2 rounded-card border border-dashed text-center fades',
          over ? 'border-accent bg-selected' : 'border-control',
        )}
      >
        <FileUp aria-hidden className="size-5 text-secondary" />
        <p className="font-medium">{file ? t('imports.reading') : t('imports.drop')}</p>
        <p className="max-w-80 text-small text-balance text-secondary">
          {t(`imports.drop_text.${record_type}`)}
        </p>
        <Button onClick={() => input.current?.click()} autoFocus>
          {t('imports.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('imports.choose')}
          accept={ACCEPTED[record_type]}
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
      </div>
      {fault !== null && (
        <p role="alert" className="text-small text-lost">
          {fault}
        </p>
      )}
      <div className="flex justify-end">
        <Button kind="quiet" onClick={onCancel}>
          {t('imports.cancel')}
        </Button>
      </div>
    </div>
  );
}
