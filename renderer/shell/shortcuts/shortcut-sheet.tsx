import { ShortcutTable } from '../../navigation/shortcut-table.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { t } from '../../words/t.ts';

/** Every key there is. */
export const ShortcutSheet = ({ onClose }: { onClose: () => void }) => (
  <Dialog wide title={t('shortcuts.title')} onClose={onClose}>
    <div className="mt-3">
      <ShortcutTable />
    </div>
    <div className="mt-5 flex justify-end">
      <Button autoFocus onClick={onClose}>
        {t('shortcuts.close')}
      </Button>
    </div>
  </Dialog>
);
