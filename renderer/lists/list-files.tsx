// Files of a list: one that is imported, chosen in the menu or dropped on the list, and the list itself as CSV.
import { useEffect, useEffectEvent, useState } from 'react';
import { Download, Ellipsis, Upload } from 'lucide-react';
import type { LiveList, RecordTable, RecordType, Replica } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import type { Field } from '../fields/field.ts';
import { exportList } from '../imports/export-list.ts';
import { ImportDialog } from '../imports/import-dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';

type Props = {
  replica: Replica;
  record_type: RecordType;
  table: RecordTable;
  name: string;
  list: LiveList<RecordTable> | null;
  /** The columns that are shown, in their order. */
  fields: readonly Field[];
  directory: Directory;
  mayWrite: boolean;
};

export function ListFiles({ replica, record_type, table, name, list, fields, directory, mayWrite }: Props) {
  const [importing, setImporting] = useState<{ file: File | null } | null>(null);
  useDroppedFile(mayWrite && importing === null, (file) => setImporting({ file }));

  async function save(of: LiveList<RecordTable>) {
    const onProgress = (done: number, total: number) => {
      if (done < total) showToast({ text: t('imports.exporting', { done, total }), progress: true });
    };
    try {
      const count = await exportList({ replica, table, list: of, fields, directory, name, onProgress });
      showToast({ text: t('imports.exported', { count }) });
    } catch {
      showToast({ text: t('imports.export_failed', { reason: t('failures.unexpected') }), stays: true });
    }
  }

  return (
    <>
      <Menu
        label={t('imports.menu')}
        trigger={
          <IconButton name={t('imports.menu')}>
            <Ellipsis aria-hidden className="size-4" />
          </IconButton>
        }
      >
        {mayWrite && (
          <MenuItem onSelect={() => setImporting({ file: null })}>
            <Upload aria-hidden className="size-4 text-secondary" />
            {t('imports.import')}
          </MenuItem>
        )}
        <MenuItem
          onSelect={() => {
            if (list) void save(list);
          }}
        >
          <Download aria-hidden className="size-4 text-secondary" />
          {t('imports.export')}
        </MenuItem>
      </Menu>
      {importing && (
        <ImportDialog
          replica={replica}
          record_type={record_type}
          file={importing.file}
          onClose={() => setImporting(null)}
        />
      )}
    </>
  );
}

/** A file that is dropped anywhere on the window, where nothing else takes it. */
function useDroppedFile(wanted: boolean, onFile: (file: File) => void): void {
  const take = useEffectEvent(onFile);
  useEffect(() => {
    if (!wanted) return;
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent) => {
      if (isFile(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (event.defaultPrevented || !file) return;
      event.preventDefault();
      take(file);
    };
    addEventListener('dragover', onDragOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('drop', onDrop);
    };
  }, [wanted]);
}
