import { useRef, useState } from 'react';
import type { Replica } from '../../sync/index.ts';
import { useDirectory } from '../fields/directory.ts';
import { stopCreating } from '../navigation/creating.ts';
import type { PanelRecord } from '../navigation/screen.ts';
import { AddTask } from '../tasks/add-task.tsx';
import { useToday } from '../ui/clock.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FloatingHost } from '../ui/floating.tsx';
import { t } from '../words/t.ts';

type Props = { replica: Replica; about: PanelRecord | null };

/** A task in one line, from wherever one is. */
export function NewTask({ replica, about }: Props) {
  const [host, setHost] = useState<HTMLElement | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { me } = useDirectory(replica);
  return (
    <Dialog wide title={t('shell.create.task_title')} onClose={stopCreating}>
      <div ref={setHost} className="mt-3">
        <FloatingHost value={host}>
          <AddTask
            replica={replica}
            today={useToday()}
            assigned_to={me}
            beside={about}
            field={field}
            onAdded={stopCreating}
          />
        </FloatingHost>
      </div>
    </Dialog>
  );
}
