import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';

type Props = {
  title: string;
  label: string;
  name: string;
  onName: (name: string) => void;
  onClose: () => void;
};

/** Asks for a name. */
export function NameDialog({ title, label, name: before, onName, onClose }: Props) {
  const [name, setName] = useState(before);
  const [wrong, setWrong] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const next = name.trim();
          if (next === '') {
            setWrong(true);
            return;
          }
          onClose();
          if (next !== before) onName(next);
        }}
      >
        <TextField
          autoFocus
          label={label}
          value={name}
          error={wrong ? t('boards.needs_name') : null}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => {
            setName(target.value);
            setWrong(false);
          }}
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            {t('boards.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {t('boards.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
