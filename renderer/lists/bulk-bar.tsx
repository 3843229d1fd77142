// What can be done with the records that are selected, each as one gesture.
import { useState, type ReactNode } from 'react';
import { PencilLine, SquareKanban, Tag, Trash2, UserRound, X } from 'lucide-react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { ChoiceEditor } from '../fields/choice-editor.tsx';
import type { Directory } from '../fields/directory.ts';
import type { Field } from '../fields/field.ts';
import type { May } from '../fields/permissions.ts';
import { Combobox } from '../ui/combobox.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { t } from '../words/t.ts';
import { BulkEdit } from './bulk-edit.tsx';
import { TagPicker } from './tag-picker.tsx';
import { useWrites } from './use-writes.ts';

type Props = {
  replica: Replica;
  record_type: RecordType;
  fields: readonly Field[];
  directory: Directory;
  may: May;
  ids: ReadonlySet<string>;
  /** Nothing is to be selected any more. */
  onDone: () => void;
};

type Open = 'edit' | 'owner' | 'add_tag' | 'remove_tag' | 'board' | null;

export function BulkBar({ replica, record_type, fields, directory, may, ids, onDone }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const writes = useWrites(replica, record_type);
  const all = [...ids];
  const owner = fields.find(({ cell }) => cell === 'owner_id');
  const stages = directory.stages.filter(
    (stage) => stage.record_type === record_type && directory.boards.some(({ id }) => id === stage.board_id),
  );
  const close = () => setOpen(null);
  const panel = (name: Exclude<Open, null>, icon: ReactNode, children: ReactNode) => (
    <Panel
      label={t(`lists.bulk.${name}`)}
      open={open === name}
      onOpenChange={(next) => setOpen(next ? name : null)}
      trigger={
        <button type="button" className={ACTION}>
          {icon}
          <span className="max-lg:sr-only">{t(`lists.bulk.${name}`)}</span>
        </button>
      }
    >
      {children}
    </Panel>
  );
  const edit = (cells: Record<string, unknown>) => {
    close();
    void writes.editMany(all, cells);
  };

  return (
    <div role="toolbar" aria-label={t('lists.bulk.label')} className="flex items-center gap-0.5 text-body">
      {may(record_type, 'write') && (
        <>
          {panel(
            'edit',
            <PencilLine aria-hidden className="size-4" />,
            <BulkEdit
              replica={replica}
              fields={fields}
              directory={directory}
              onCells={edit}
              onClose={close}
            />,
          )}
          {owner &&
            panel(
              'owner',
              <UserRound aria-hidden className="size-4" />,
              <ChoiceEditor
                field={owner}
                value={null}
                replica={replica}
                directory={directory}
                names={{}}
                onValue={(owner_id) => edit({ owner_id })}
              />,
            )}
          {record_type === 'contact' &&
            (['add_tag', 'remove_tag'] as const).map((name) => (
              <span key={name}>
                {panel(
                  name,
                  <Tag aria-hidden className="size-4" />,
                  <TagPicker
                    replica={replica}
                    mayCreate={name === 'add_tag'}
                    onTag={(tag) => edit({ [`tags.${tag}`]: name === 'add_tag' })}
                  />,
                )}
              </span>
            ))}
          {stages.length > 0 &&
            may('board', 'write') &&
            panel(
              'board',
              <SquareKanban aria-hidden className="size-4" />,
              <Combobox
                label={t('lists.bulk.search_stages')}
                nothing={t('lists.filters.no_options')}
                chosen={[]}
                options={stages.map(({ id, name, board_name, colour }) => ({
                  value: id,
                  name,
                  group: board_name,
                  icon: (
                    <span aria-hidden className="size-2 rounded-full" style={{ backgroundColor: colour }} />
                  ),
                }))}
                onChoose={(id) => {
                  close();
                  void writes.addToBoard(all, id, directory.stage(id)?.name ?? '');
                }}
              />,
            )}
        </>
      )}
      {may(record_type, 'delete') && (
        <button
          type="button"
          className={ACTION}
          onClick={() => void writes.remove(all).then((done) => done && onDone())}
        >
          <Trash2 aria-hidden className="size-4" />
          <span className="max-lg:sr-only">{t('lists.bulk.delete')}</span>
        </button>
      )}
      <IconButton name={t('lists.bulk.none')} shortcut="Esc" side="top" onClick={onDone}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

const ACTION =
  'inline-flex h-7 items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-secondary fades hover:bg-hover hover:text-text data-[state=open]:bg-hover data-[state=open]:text-text';
