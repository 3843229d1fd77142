import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';

type Props = {
  title: string;
  name: string;
  is_shared: boolean;
  /** Resolves to whether it was saved. */
  onSave: (name: string, is_shared: boolean) => Promise<boolean>;
  onClose: () => void;
};

/** What a view is called, and who sees it. */
export function NameView({ title, name: before, is_shared: wasShared, onSave, onClose }: Props) {
  const [name, setName] = useState(before);
  const [is_shared, setShared] = useState(wasShared);
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!missing) void onSave(name.trim(), is_shared).then((saved) => saved && onClose());
        }}
      >
        <TextField
          label={t('lists.views.name')}
          value={name}
          autoFocus
          maxLength={100}
          error={tried && missing ? t('lists.views.name_missing') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={is_shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
            className="size-4 accent-accent"
          />
          {t('lists.views.share_it')}
        </label>
        <div className="mt-1 flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            {t('lists.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {t('lists.views.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
