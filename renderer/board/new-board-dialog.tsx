import { useState } from 'react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { useNewBoard } from '../navigation/new-board.ts';
import { go } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/t.ts';
import { ChoiceRow } from './choice-row.tsx';
import { templatesFor } from './templates.ts';
import { write } from './write.ts';

const TYPES = ['deal', 'contact', 'company'] as const satisfies readonly RecordType[];
const close = () => useNewBoard.setState({ open: false });

/** A name, what the cards are, and the stages to begin with; all of it can be changed later but the second. */
export function NewBoardDialog({ replica }: { replica: Replica }) {
  const open = useNewBoard((state) => state.open);
  return open ? <Form replica={replica} /> : null;
}

function Form({ replica }: { replica: Replica }) {
  const [name, setName] = useState('');
  const [record_type, setType] = useState<RecordType>('deal');
  const [nth, setNth] = useState(0);
  const [wrong, setWrong] = useState(false);
  const templates = templatesFor(record_type);

  async function make(): Promise<void> {
    if (name.trim() === '') {
      setWrong(true);
      return;
    }
    close();
    const input = { name: name.trim(), record_type, stages: templates[nth]?.stages ?? [] };
    const made = await write(replica, 'create_board', input, t('boards.board.made', { name: input.name }));
    if (made) go('board', made.value.id);
  }

  return (
    <Dialog title={t('boards.board.new')} onClose={close}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextField
          autoFocus
          label={t('boards.board.name')}
          placeholder={t(`boards.board.name_hint.${record_type}`)}
          value={name}
          error={wrong ? t('boards.needs_name') : null}
          onChange={({ target }) => {
            setName(target.value);
            setWrong(false);
          }}
        />
        <ChoiceRow
          label={t('boards.board.records')}
          value={record_type}
          choices={TYPES.map((value) => ({ value, name: t(`boards.board.types.${value}`) }))}
          onChange={(type) => {
            setType(type);
            setNth(0);
          }}
        />
        <fieldset>
          <legend className="mb-1 text-small font-medium text-secondary">{t('boards.board.stages')}</legend>
          <div className="flex flex-col gap-1">
            {templates.map((template, at) => (
              <label
                key={template.name}
                className="flex items-start gap-2.5 rounded-control border border-hairline px-2.5 py-1.5 fades has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="template"
                  checked={at === nth}
                  onChange={() => setNth(at)}
                  className="mt-1 shrink-0 accent-accent outline-none"
                />
                <span className="min-w-0">
                  <span className="block font-medium">{template.name}</span>
                  <span className="block text-small text-secondary">
                    {template.stages.map((stage) => stage.name).join(' · ')}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mt-2 flex justify-end gap-2">
          <Button kind="quiet" onClick={close}>
            {t('boards.cancel')}
          </Button>
          <Button kind="primary" type="submit">
            {t('boards.board.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
