import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { go } from '../navigation/screen.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { TABLE_OF, useShownRecord } from './record-context.ts';

/** What can be done with the whole record. */
export function RecordActions({ onDeleted }: { onDeleted?: () => void }) {
  const { replica, record_type, id, name, may, deleted } = useShownRecord();
  if (deleted) return null;
  return (
    <Menu
      label={t('records.page.actions')}
      trigger={
        <IconButton name={t('records.page.actions')}>
          <Ellipsis aria-hidden className="size-4" />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => go('duplicates', TABLE_OF[record_type])}>
        <Copy aria-hidden className="size-4 text-secondary" />
        {t('records.page.duplicates')}
      </MenuItem>
      {may.delete && (
        <>
          <MenuSeparator />
          <MenuItem
            onSelect={() =>
              void write(
                replica,
                'delete_records',
                { record_type, ids: [id] },
                t('records.page.deleted_now', { name }),
              ).then(({ ok }) => {
                if (ok) onDeleted?.();
              })
            }
          >
            <Trash2 aria-hidden className="size-4 text-secondary" />
            {t(`records.page.delete.${record_type}`)}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
